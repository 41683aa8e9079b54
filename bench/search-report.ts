/** What is told of one search engine after it was measured. */
import { groupBy } from "./group-by.ts";
import { type RankingScores, scoreRanks } from "./measure.ts";

/** One question that was asked: where its first right passage stood, 0 when it was not found. */
export interface Asked {
  readonly kind?: string | undefined;
  readonly asWritten: number;
  readonly stripped: number;
}

export interface SearchCosts {
  readonly buildMs: number;
  /** Over the searches of both spellings, after a few that warm up. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Bytes that the engine itself would write; null where it cannot tell, or not in time. */
  readonly indexBytes: number | null;
  /** Memory of the whole process at its highest, the corpus included. */
  readonly peakMemoryMb: number;
}

export interface SearchMeasurement {
  readonly costs: SearchCosts;
  /** In the same order for all engines; fewer than there are questions when the time was over. */
  readonly asked: readonly Asked[];
}

/** One number for questions as they were written, one for the same without diacritics. */
interface BothSpellings {
  readonly asWritten: number;
  readonly stripped: number;
}

type BothScores = { readonly [score in keyof RankingScores]: BothSpellings };

export interface SearchReport extends BothScores, SearchCosts {
  readonly questionsAsked: number;
  /** Present where the questions tell their kind. */
  readonly byKind?: Readonly<Record<string, BothScores>>;
}

export function reportOf({ asked, costs }: SearchMeasurement): SearchReport {
  const kinds = [...groupBy(asked, ({ kind }) => kind ?? "")];
  const byKind = Object.fromEntries(kinds.map(([kind, some]) => [kind, scoresOf(some)]));
  return {
    ...scoresOf(asked),
    ...costs,
    questionsAsked: asked.length,
    ...(kinds.some(([kind]) => kind !== "") && { byKind }),
  };
}

export function scoresOf(asked: readonly Asked[]): BothScores {
  const asWritten = scoreRanks(asked.map((each) => each.asWritten));
  const stripped = scoreRanks(asked.map((each) => each.stripped));
  return {
    hit1: { asWritten: asWritten.hit1, stripped: stripped.hit1 },
    hit5: { asWritten: asWritten.hit5, stripped: stripped.hit5 },
    mrr10: { asWritten: asWritten.mrr10, stripped: stripped.mrr10 },
  };
}
