/** The numbers of the bench: how good a ranking, how good a classifier, how long it took. */

export interface RankingScores {
  /** Share of questions whose first passage is a right one; 0 to 1. */
  readonly hit1: number;
  /** Share of questions with a right passage among the first five. */
  readonly hit5: number;
  /** Mean of 1/rank of the first right passage, 0 when none is among the first ten. */
  readonly mrr10: number;
}

/** How many passages are asked for, so that `mrr10` can be told. */
export const RANKING_DEPTH = 10;

/**
 * Where the first right passage stands, from 1; 0 when there is none.
 *
 * @example rankOf(["b", "a"], ["a"]) // 2
 */
export function rankOf(found: readonly string[], relevant: readonly string[]): number {
  return found.findIndex((id) => relevant.includes(id)) + 1;
}

/** @example scoreRanks([2]) // { hit1: 0, hit5: 1, mrr10: 0.5 } */
export function scoreRanks(ranks: readonly number[]): RankingScores {
  const share = (depth: number) => mean(ranks.map((rank) => (rank > 0 && rank <= depth ? 1 : 0)));
  return {
    hit1: round(share(1), 4),
    hit5: round(share(5), 4),
    mrr10: round(mean(ranks.map((rank) => (rank > 0 && rank <= RANKING_DEPTH ? 1 / rank : 0))), 4),
  };
}

/**
 * The value below which a share of all values lies (nearest rank).
 *
 * @example percentile([5, 1, 3], 0.5) // 3
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export interface Guess {
  readonly label: string;
  readonly guessed: string;
}

/** Share of right guesses; 0 to 1. */
export function accuracy(guesses: readonly Guess[]): number {
  return round(mean(guesses.map(({ label, guessed }) => (label === guessed ? 1 : 0))), 4);
}

/** Mean over all labels, each counting the same, of the harmonic mean of precision and recall; 0 to 1. */
export function macroF1(guesses: readonly Guess[]): number {
  const labels = [...new Set(guesses.map((guess) => guess.label))];
  const scores = labels.map((label) => {
    const right = guesses.filter((guess) => guess.label === label && guess.guessed === label).length;
    const asked = guesses.filter((guess) => guess.label === label).length;
    const said = guesses.filter((guess) => guess.guessed === label).length;
    return (2 * right) / (asked + said);
  });
  return round(mean(scores), 4);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @example round(0.123456, 3) // 0.123 */
export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
