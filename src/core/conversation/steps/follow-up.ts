/** A question that leans on what was talked about: "thế phí bao nhiêu", "còn gia hạn?", "không phải, làm lại cơ". */
import type { Word } from "../../../language/index.ts";
import { displayTitle } from "../../knowledge/index.ts";
import { answerFrom, clarify } from "../decide.ts";
import { topicOf } from "../session.ts";
import type { Step, Turn } from "../turn.ts";
import { choicesAmong } from "./find-entry.ts";

/** Words that point back or carry no subject of their own. */
const POINTING = new Set(
  (
    "the con vay thi nay do kia day ay no cai viec thu tuc giay to a u nua luon ha nhi minh toi em anh chi chau bac co chu ong ba " +
    "la va voi cho can phai duoc khong ko muon hoi gi nao sao lam nhu neu ma roi cung chi ve o tren ban noi that xin biet ro lai " +
    "y sai nham khac quay tro vua"
  ).split(" "),
);
const CORRECTION = /^(khong phai|khong|nham|sai roi|y (toi|em|minh) la|toi muon noi|khong y (toi|em) la)\b/u;
const MOST_WORDS = 9;

export const followUp: Step = (turn) => {
  const topic = topicOf(turn.session);
  const entry = topic && turn.brain.knowledge.get(topic);
  if (!entry) return undefined;
  const subject = turn.brain.facets.withoutCues(turn.words).filter((word) => !POINTING.has(word.folded));
  const { thresholds } = turn.brain;

  // Nothing but a side is named: the topic is meant.
  if (subject.length === 0 && turn.facets.length > 0) return answerFrom(turn, topic);
  if (subject.length > MOST_WORDS) return undefined;
  const best = turn.findings.hits[0];
  if (best && best.score >= thresholds.answer && turn.findings.covered >= thresholds.covered)
    return undefined;

  const inContext = turn.brain.search.search(turn.message.text, 10, displayTitle(entry));
  const isCorrection = CORRECTION.test(foldedText(turn.words));
  const hits = isCorrection ? without(inContext.hits, topic) : inContext.hits;
  const facets = turn.facets.length > 0 || subject.length === 0 ? turn.facets : turn.session.facets;
  const first = hits[0];
  if (first && first.score >= thresholds.answer) return answerFrom(turn, first.entry, facets, hits);
  // A side is asked for and the words beside it are few: more likely a detail of the topic than a new subject.
  if (turn.facets.length > 0 && !isCorrection && subject.length <= 3 && !isNewSubject(turn))
    return answerFrom(turn, topic);
  const choices = choicesAmong(hits, thresholds.offer);
  return choices.length > 1 && inContext.covered >= thresholds.offerCovered
    ? clarify(turn, choices, facets)
    : undefined;
};

/** The message alone already points somewhere else. */
function isNewSubject(turn: Turn): boolean {
  const best = turn.findings.hits[0];
  return (
    best !== undefined &&
    best.entry !== topicOf(turn.session) &&
    best.score > 0.4 &&
    turn.findings.covered > 0.5
  );
}

function without<T extends { readonly entry: string; readonly score: number }>(
  hits: readonly T[],
  topic: string,
): T[] {
  const others = hits.filter((hit) => hit.entry !== topic);
  const sum = others.reduce((total, hit) => total + hit.score, 0) || 1;
  return others.map((hit) => ({ ...hit, score: hit.score / sum }));
}

function foldedText(words: readonly Word[]): string {
  return words.map((word) => word.folded).join(" ");
}
