/** Vietnamese words are mostly two syllables long; neighbours in pairs tell "khai sinh" from "khai ... sinh". */

/**
 * Each pair of neighbours, joined by an underscore.
 *
 * @example pairSyllables(["dang", "ky", "khai", "sinh"]) // ["dang_ky", "ky_khai", "khai_sinh"]
 */
export function pairSyllables(syllables: readonly string[]): string[] {
  return syllables.slice(1).map((syllable, at) => `${syllables[at]}_${syllable}`);
}
