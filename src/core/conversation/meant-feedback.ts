/** Whether a message reports on officials, and in which sense: the one place where that is decided. */
import type { FeedbackKind } from "../feedback/index.ts";
import { meantIntent } from "./meant-intent.ts";
import type { Turn } from "./turn.ts";

const LEAST_BELIEF = 0.5;

/** Undefined: it is something else, or not sure enough to ask the citizen about. */
export function meantFeedback(turn: Turn): Exclude<FeedbackKind, "other"> | undefined {
  if (turn.feedback.kind !== "other" && turn.feedback.misconduct >= LEAST_BELIEF) return turn.feedback.kind;
  return meantIntent(turn, "feedback", LEAST_BELIEF) ? "misconduct" : undefined;
}
