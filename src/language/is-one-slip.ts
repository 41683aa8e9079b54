/** Typing slips: how near a typed word is to a known one. */

/**
 * True when the words are the same, or one letter is too many, too few, another one, or swapped with its neighbour.
 *
 * @example isOneSlip("chnh", "chinh") // true
 * @example isOneSlip("kha", "chinh") // false
 */
export function isOneSlip(typed: string, known: string): boolean {
  if (typed === known) return true;
  if (Math.abs(typed.length - known.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === known[start]) start++;
  const restTyped = typed.slice(start);
  const restKnown = known.slice(start);
  return (
    restTyped.slice(1) === restKnown.slice(1) ||
    restTyped.slice(1) === restKnown ||
    restTyped === restKnown.slice(1) ||
    (restTyped[0] === restKnown[1] &&
      restTyped[1] === restKnown[0] &&
      restTyped.slice(2) === restKnown.slice(2))
  );
}
