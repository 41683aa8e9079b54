/** Parts examples into folds for cross-validation, so that no fold has seen what it is judged by. */
import { fold } from "./folding.ts";
import { groupBy } from "./group-by.ts";
import type { LabelledText } from "./peers/intent-peer.ts";
import { seededRandom, shuffled } from "./random.ts";

/**
 * The fold of each example. Examples that are the same when folded (duplicates, twins with and without
 * diacritics) share a fold; each label is spread evenly over the folds.
 */
export function assignFolds(examples: readonly LabelledText[], folds: number, seed: number): number[] {
  const random = seededRandom(seed);
  // What has no words ("...", "🔥") folds to nothing and is kept apart by its own spelling.
  const keys = examples.map(({ text }) => fold(text) || text);
  const twins = groupBy(examples.keys(), (at) => keys[at]);
  const byLabel = groupBy(twins.values(), ([first = 0]) => examples[first]?.label ?? "");
  const assigned = new Array<number>(examples.length).fill(0);
  let next = 0;
  for (const groups of byLabel.values()) {
    for (const group of shuffled(groups, random)) {
      for (const at of group) assigned[at] = next % folds;
      next += 1;
    }
  }
  return assigned;
}
