/** What is told of one classifier after it was measured. */

export interface IntentsReport {
  readonly examples: number;
  readonly accuracy: number;
  readonly macroF1: number;
  /** The same, with the utterances to be judged stripped of their diacritics. */
  readonly strippedAccuracy: number;
  readonly strippedMacroF1: number;
  /** Mean over the folds. */
  readonly trainMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
