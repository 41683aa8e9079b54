/** Gives every word one spelling where two are taught: "hoà" and "hòa", "thuỷ" and "thủy". */
import { parseSyllable, writeSyllable } from "./syllable.ts";

/**
 * Moves the tone mark of each syllable to its canonical place. Words that are no Vietnamese syllable stay.
 * Expects lower-case NFC.
 *
 * @example placeToneMarks("hoà giải ở thuỷ nguyên") // "hòa giải ở thủy nguyên"
 * @example placeToneMarks("qúy vị") // "quý vị"
 */
export function placeToneMarks(text: string): string {
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const syllable = parseSyllable(word);
    return syllable ? writeSyllable(syllable) : word;
  });
}
