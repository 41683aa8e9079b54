/** Whether a message reports on officials, and in which sense: the one place where that is decided. */
import type { FeedbackKind, FeedbackReading } from "../feedback/index.ts";
import type { EntryId } from "../knowledge/index.ts";
import type { KnowledgeFindings } from "../ports.ts";
import { reportIntentOf } from "./intent.ts";
import type { Brain, Turn } from "./turn.ts";

/** Least belief; the numbers are measured by `eval` on messages that nothing was learned from. */
const LEAST = {
  misconduct: 0.47,
  praise: 0.6,
  late: 0.5,
  "how-to": 0.6,
  impostor: 0.5,
  "city-matter": 0.6,
  "private-company": 0.5,
} as const satisfies Record<Exclude<FeedbackKind, "other">, number>;

/** Below this a message is surely no report: what was written may be kept. */
const SURELY_HARMLESS = 0.2;

/**
 * The search has a word where the recogniser is in doubt: it knows the words of every procedure. Below this belief a
 * message that is surely about another entry, and hardly about reports, is an ordinary story.
 */
const DOUBT = { below: 0.62, leastOfOther: 0.6, leastCovered: 0.5, mostOfReports: 0.02 };

/** Undefined: it is something else, or not sure enough to ask the citizen about. */
export function meantFeedback(turn: Turn): Exclude<FeedbackKind, "other"> | undefined {
  const { kind, confidence, misconduct } = turn.feedback;
  if (misconduct >= LEAST.misconduct) return isOrdinaryStory(turn) ? undefined : "misconduct";
  return kind !== "other" && confidence >= LEAST[kind] ? kind : undefined;
}

function isOrdinaryStory({ brain, feedback, findings }: Turn): boolean {
  if (feedback.misconduct >= DOUBT.below || findings.covered <= DOUBT.leastCovered) return false;
  const reports = reportEntryOf(brain);
  const ofReports = findings.hits.find(({ entry }) => entry === reports)?.score ?? 0;
  const ofOther = findings.hits.find(({ entry }) => entry !== reports)?.score ?? 0;
  return ofReports < DOUBT.mostOfReports && ofOther >= DOUBT.leastOfOther;
}

/**
 * The entry on reports learned from many stories, and ordinary ones resemble them. Where the recogniser hears no
 * report and no question about reporting, that entry is out of the question, and its share is the others'.
 */
export function withoutReports(
  findings: KnowledgeFindings,
  feedback: FeedbackReading,
  reportEntry: EntryId | undefined,
): KnowledgeFindings {
  const own = findings.hits.find(({ entry }) => entry === reportEntry)?.score ?? 0;
  if (own === 0 || own >= 1 || feedback.kind !== "other" || feedback.misconduct >= LEAST.misconduct)
    return findings;
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
