/** Whether a message reports on officials, and in which sense: the one place where that is decided. */

import type { Word } from "../../language/index.ts";
import type { FeedbackKind, FeedbackReading } from "../feedback/index.ts";
import type { EntryId } from "../knowledge/index.ts";
import type { KnowledgeFindings } from "../ports.ts";
import { reportIntentOf } from "./intent.ts";
import type { Session } from "./session.ts";
import type { Brain, Turn } from "./turn.ts";

/** Least belief; the numbers are measured by `eval` on messages that nothing was learned from. */
const LEAST = {
  praise: 0.6,
  late: 0.5,
  "how-to": 0.6,
  impostor: 0.5,
  "city-matter": 0.6,
  "private-company": 0.5,
} as const satisfies Record<Exclude<FeedbackKind, "other" | "misconduct">, number>;

/** Below this a message is surely no report: what was written may be kept. */
const SURELY_HARMLESS = 0.2;
/** Below this the recogniser itself hears none, whatever the search thinks of. */
const LEAST_HEARD = 0.33;

/**
 * The recogniser knows how reports are told, the search knows the words of every procedure: each is heard, on a
 * logarithmic scale. A tale of woe about a lost licence resembles a report, and the entry on reports is far from it.
 * Learned by logistic regression from reports, near misses and ordinary questions of several writers.
 */
const TOGETHER = { bias: 1.3, recogniser: 1.51, search: 0.41, leastShare: 0.001 };

/** So much less likely, on that scale, is a report in a few words in the midst of a talk about a procedure. */
const ASIDE = 1.2;
/** Longer remarks tell a story. */
const FEW_WORDS = 6;

/** "Chi phí chắc nhiều lắm nhỉ", after a procedure: a remark on that. */
export function isAside(
  { topics, intake }: Session,
  words: readonly Word[],
  reportEntry: EntryId | undefined,
): boolean {
  const topic = topics.at(-1);
  return topic !== undefined && topic !== reportEntry && !intake && words.length <= FEW_WORDS;
}

/**
 * Whether a message reports on an official, by both witnesses.
 *
 * @param isAside few words in the midst of a talk
 */
export function isReport(
  feedback: FeedbackReading,
  findings: KnowledgeFindings,
  reportEntry: EntryId | undefined,
  isAside: boolean,
): boolean {
  if (feedback.misconduct < LEAST_HEARD) return false;
  const bias = TOGETHER.bias - (isAside ? ASIDE : 0);
  const { recogniser, search, leastShare } = TOGETHER;
  const share = findings.hits.find(({ entry }) => entry === reportEntry)?.score ?? 0;
  const odds = Math.log((feedback.misconduct + leastShare) / (1 - feedback.misconduct + leastShare));
  return bias + recogniser * odds + search * Math.log(share + leastShare) >= 0;
}

/** What only resembles a report is asked about the way things go; the search may be sure that a procedure is meant. */
const SURE_OF_PROCEDURE = 0.7;

/** Undefined: it is something else, or not sure enough to ask the citizen about. */
export function meantFeedback(turn: Turn): Exclude<FeedbackKind, "other"> | undefined {
  const { kind, confidence } = turn.feedback;
  if (turn.isReport) return "misconduct";
  if (kind === "other" || kind === "misconduct" || confidence < LEAST[kind]) return undefined;
  return ABOUT_A_DOSSIER.includes(kind) && isSurelyProcedure(turn) ? undefined : kind;
}

const ABOUT_A_DOSSIER: readonly FeedbackKind[] = ["late", "how-to", "city-matter", "private-company"];

function isSurelyProcedure({ brain, findings }: Turn): boolean {
  const best = brain.knowledge.get(findings.hits[0]?.entry ?? "");
  return best?.kind === "procedure" && findings.sure >= SURE_OF_PROCEDURE;
}

/**
 * The entry on reports learned from many stories, and ordinary ones resemble them. Where no report and no
 * question about reporting is heard, that entry is out of the question, and its share is the others'.
 */
export function withoutReports(
  findings: KnowledgeFindings,
  { kind }: FeedbackReading,
  reportEntry: EntryId | undefined,
): KnowledgeFindings {
  const own = findings.hits.find(({ entry }) => entry === reportEntry)?.score ?? 0;
  if (own === 0 || own >= 1 || (kind !== "other" && kind !== "misconduct")) return findings;
  const hits = findings.hits
    .filter(({ entry }) => entry !== reportEntry)
    .map(({ entry, score }) => ({ entry, score: score / (1 - own) }));
  const isBest = findings.hits[0]?.entry === reportEntry;
  return { ...findings, hits, sure: isBest ? (hits[0]?.score ?? 0) * (1 - own) : findings.sure };
}

/** The entry that reports are answered from. */
export function reportEntryOf(brain: Brain): EntryId | undefined {
  return reportIntentOf(brain.intents.values())?.entry;
}

/** It is a report, or may be one: its text is to be kept nowhere. */
export function mayBeFeedback({ feedback }: Pick<Turn, "feedback">): boolean {
  return mayBeMisconduct({ feedback }) || feedback.praise >= LEAST.praise;
}

/** Not so sure that the citizen is asked, and not so unlikely that a way to report would be out of place. */
export function mayBeMisconduct({ feedback }: Pick<Turn, "feedback">): boolean {
  return feedback.misconduct >= SURELY_HARMLESS;
}
