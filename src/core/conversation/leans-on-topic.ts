/** Whether a message goes on with what was talked about, or asks for something else: one learned decision. */
import type { Word } from "../../language/index.ts";
import { displayTitle, type Entry, type EntryId } from "../knowledge/index.ts";
import type { KnowledgeFindings } from "../ports.ts";
import type { Brain, Turn } from "./turn.ts";

/** What is seen of a message and the topic, each about from 0 to 1. */
export interface LeaningSigns {
  /** How sure the message alone points to another entry; 0 when the topic itself comes first. */
  readonly elsewhere: number;
  /** What is believed of the topic by the message alone, on a logarithmic scale. */
  readonly topicAlone: number;
  /** How far the topic leads when it is searched together with its name; below 0: another leads. */
  readonly topicInContext: number;
  /** Words that may name a subject and that few entries know, up to eight: "ra công an hay lên xã" has none. */
  readonly telling: number;
  /** All words, up to sixteen. */
  readonly length: number;
  readonly asksSide: number;
  /** "Mà …", "nghe nói …", "sau này …", "… thì sao": something else is brought up. */
  readonly turns: number;
  /** A name of the topic holds these words. */
  readonly isOfTopic: number;
  /** Another entry is called just so. */
  readonly callsOther: number;
  /** What the message alone points to, beside the topic, is kin to it; what goes on with the topic points anywhere. */
  readonly toKin: number;
  /** The topic is a procedure: of others one thing is asked, and then another matter. */
  readonly ofProcedure: number;
  /** "Thế …" with a subject of its own. */
  readonly begins: number;
  /** "Còn … thì sao". */
  readonly isSibling: number;
  /** "Không phải, ý em là …". */
  readonly isCorrection: number;
}

/** Learned by logistic regression from conversations of several writers. */
const CURVE: LeaningSigns & { readonly bias: number } = {
  bias: -0.34,
  elsewhere: -2.66,
  turns: -1.72,
  topicAlone: 0.89,
  topicInContext: 1.97,
  telling: -1.96,
  length: -3.99,
  asksSide: 2.0,
  isOfTopic: 1.63,
  callsOther: -0.46,
  toKin: -1.01,
  ofProcedure: 1.28,
  begins: -1.74,
  isSibling: -0.26,
  isCorrection: -0.93,
};

const TURNING =
  /^(ma|con|nghe (noi|bao)|sau nay|mai (kia|mot)|lo|neu lo|tien (the|cho)|nhan tien|xong( roi)?|the con|vay con|gio)\b|thi sao$/u;

const MOST_SUBJECT_WORDS = 8;
const MOST_WORDS = 16;
/** "Thế còn", "vậy". */
const BEGINNING = /^(the|vay)\b/u;
const LEAST_BELIEF = 1e-3;

/** Belief from 0 to 1 that the topic is still meant. */
export function leansOnTopic(signs: LeaningSigns): number {
  const height = (Object.keys(signs) as (keyof LeaningSigns)[]).reduce(
    (sum, name) => sum + CURVE[name] * signs[name],
    CURVE.bias,
  );
  return 1 / (1 + Math.exp(-height));
}

/** @param kind in which way it begins, by its words alone */
export function leaningSigns(
  { brain, findings, facets, message, words }: Turn,
  topic: Entry,
  subject: readonly Word[],
  kind: { readonly isSibling: boolean; readonly isCorrection: boolean },
): LeaningSigns {
  const inContext = brain.search.search(message.text, 5, displayTitle(topic));
  const called = brain.names.called(subject);
  const alone = scoreOf(findings, topic.id);
  const folded = words.map((word) => word.folded).join(" ");
  const other = findings.hits.find(({ entry }) => entry !== topic.id)?.entry;
  const telling = subject.filter((word) => !brain.names.isCommon(word)).length;
  return {
    elsewhere: findings.hits[0]?.entry === topic.id ? 0 : findings.sure,
    turns: TURNING.test(folded) ? 1 : 0,
    topicAlone: 1 - Math.log(Math.max(alone, LEAST_BELIEF)) / Math.log(LEAST_BELIEF),
    topicInContext: scoreOf(inContext, topic.id) - bestOther(inContext, topic.id),
    telling: Math.min(telling, MOST_SUBJECT_WORDS) / MOST_SUBJECT_WORDS,
    length: Math.min(words.length, MOST_WORDS) / MOST_WORDS,
    asksSide: facets.length > 0 ? 1 : 0,
    isOfTopic: subject.length > 0 && brain.names.mentioning(subject).includes(topic.id) ? 1 : 0,
    callsOther: called.length > 0 && !called.includes(topic.id) ? 1 : 0,
    toKin: other !== undefined && isKin(brain, topic, other) ? 1 : 0,
    ofProcedure: topic.kind === "procedure" ? 1 : 0,
    begins: BEGINNING.test(folded) ? 1 : 0,
    isSibling: kind.isSibling ? 1 : 0,
    isCorrection: kind.isCorrection ? 1 : 0,
  };
}

/** Whether an entry stands near a topic: it is named there, or both are procedures of one sector. */
export function isKin({ knowledge }: Pick<Brain, "knowledge">, topic: Entry, id: EntryId): boolean {
  const other = knowledge.get(id);
  if (topic.related?.includes(id)) return true;
  return topic.kind === "procedure" && other?.kind === "procedure" && other.sector === topic.sector;
}

function scoreOf({ hits }: KnowledgeFindings, id: string): number {
  return hits.find(({ entry }) => entry === id)?.score ?? 0;
}

function bestOther({ hits }: KnowledgeFindings, id: string): number {
  return hits.find(({ entry }) => entry !== id)?.score ?? 0;
}
