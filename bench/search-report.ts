/** What is told of one search engine after it was measured. */
import type { RankingScores } from "./measure.ts";

/** One number for questions as they were written, one for the same without diacritics. */
export interface BothSpellings {
  readonly asWritten: number;
  readonly stripped: number;
}

export interface SearchReport {
  readonly hit1: BothSpellings;
  readonly hit5: BothSpellings;
  readonly mrr10: BothSpellings;
  readonly buildMs: number;
  /** Over the searches of both spellings, after a few that warm up. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Bytes that the engine itself would write; null where it cannot tell, or not in time. */
  readonly indexBytes: number | null;
  /** Memory of the whole process at its highest, the corpus included. */
  readonly peakMemoryMb: number;
  /** Fewer than there are when the time was over; a sample in a random order. */
  readonly questionsAsked: number;
  /** Present where the questions tell their kind. */
  readonly byKind?: Readonly<Record<string, SpellingScores>>;
}

export interface SpellingScores {
  readonly asWritten: RankingScores;
  readonly stripped: RankingScores;
}
