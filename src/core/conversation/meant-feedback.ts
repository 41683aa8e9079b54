/** Whether a message reports on officials, and in which sense: the one place where that is decided. */
import type { FeedbackKind } from "../feedback/index.ts";
import type { Turn } from "./turn.ts";

/** Least belief; the numbers are measured by `eval` on messages that nothing was learned from. */
const LEAST = {
  misconduct: 0.35,
  praise: 0.5,
  late: 0.5,
  "how-to": 0.5,
  impostor: 0.5,
  "city-matter": 0.6,
  "private-company": 0.5,
} as const satisfies Record<Exclude<FeedbackKind, "other">, number>;

/** Below this a message is surely no report: what was written may be kept. */
const SURELY_HARMLESS = 0.08;

/** Undefined: it is something else, or not sure enough to ask the citizen about. */
export function meantFeedback(turn: Turn): Exclude<FeedbackKind, "other"> | undefined {
  const { kind, confidence, misconduct } = turn.feedback;
  // A report that is asked about needlessly costs a "no"; one that is not heard is lost.
  if (misconduct >= LEAST.misconduct) return "misconduct";
  return kind !== "other" && confidence >= LEAST[kind] ? kind : undefined;
}

/** It is a report, or may be one: its text is to be kept nowhere. */
export function mayBeFeedback(turn: Turn): boolean {
  return turn.feedback.misconduct >= SURELY_HARMLESS || turn.feedback.praise >= LEAST.praise;
}
