/** From when on the bot is sure. The numbers are measured by `eval`, never set by hand. */

import { hasDiacritics } from "../../language/index.ts";

export interface Thresholds {
  /** Least belief that the best entry is the right one, for answering from it (`sure` of what was found). */
  readonly answer: number;
  /** The same for a message without a single diacritic, of which less is known at the same rate of error. */
  readonly answerWithoutMarks: number;
  /** Least belief in an entry for offering it as a choice. */
  readonly offer: number;
  /** Least belief that the question is about the knowledge at all, for leaving what was talked about. */
  readonly covered: number;
  /** The same for offering choices. */
  readonly offerCovered: number;
}

/** The least belief for answering a message, by how it is typed. */
export function answerThreshold(thresholds: Thresholds, utterance: string): number {
  return hasDiacritics(utterance) ? thresholds.answer : thresholds.answerWithoutMarks;
}
