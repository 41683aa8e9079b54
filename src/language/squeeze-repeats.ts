/** Undoes letters that are held down for feeling: "đượcccc", "ơiiii", "helppp". */

/**
 * Three or more of the same letter in a row become one. Digits stay: "1000000" is a number.
 *
 * @example squeezeRepeats("đượcccc khônggg") // "được không"
 * @example squeezeRepeats("phí 1000000") // "phí 1000000"
 */
export function squeezeRepeats(text: string): string {
  return text.replace(/(\p{L})\1{2,}/gu, "$1");
}
