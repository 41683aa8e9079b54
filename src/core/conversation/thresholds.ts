/** From when on the bot is sure. The numbers are measured by `eval`, never set by hand. */

import { hasDiacritics } from "../../language/index.ts";

export interface Thresholds {
  /** Least belief in the best entry for answering from it. */
  readonly answer: number;
  /** The same for a message without a single diacritic, of which less is known at the same rate of error. */
  readonly answerWithoutMarks: number;
  /** Least belief in an entry for offering it as a choice. */
  readonly offer: number;
  /** Least belief that the question is about the knowledge at all, for answering. */
  readonly covered: number;
  /** The same for offering choices. */
  readonly offerCovered: number;
}

/** The least belief for answering a message, by how it is typed. */
export function answerThreshold(thresholds: Thresholds, utterance: string): number {
  return hasDiacritics(utterance) ? thresholds.answer : thresholds.answerWithoutMarks;
}
