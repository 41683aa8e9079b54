/** From when on the bot is sure. The numbers are measured by `eval`, never set by hand. */

export interface Thresholds {
  /** Least belief in the best entry for answering from it. */
  readonly answer: number;
  /** Least belief in an entry for offering it as a choice. */
  readonly offer: number;
  /** Least belief that the question is about the knowledge at all, for answering. */
  readonly covered: number;
  /** The same for offering choices. */
  readonly offerCovered: number;
}
