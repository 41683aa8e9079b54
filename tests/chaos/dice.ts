/** Chance that can be played again: the same seed gives the same run. */
export interface Dice {
  /** From 0 to 1, 1 left out. */
  next(): number;
  /** A whole number from 0 to `most`, `most` left out. */
  below(most: number): number;
}

/** Mulberry32: small, quick and good enough for shuffling. */
export function rollDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (most) => Math.floor(next() * most) };
}

/** A shuffled copy. */
export function shuffled<Item>(items: readonly Item[], dice: Dice): Item[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = dice.below(at + 1);
    [copy[at], copy[other]] = [copy[other] as Item, copy[at] as Item];
  }
  return copy;
}
