/** Undoes letters that are held down for feeling: "đượcccc", "ơiiii", "helppp". */
import { ABBREVIATIONS } from "./abbreviations.ts";
import { changeWords, isCode } from "./split-words.ts";

const HELD_LETTER = /(\p{L})\1{2,}/gu;

/**
 * Three or more of the same letter in a row become one. Codes and digits stay: "1000000" is a number; so do
 * abbreviations, of which some are written with three letters alike: "cccd", "nnn".
 *
 * @example squeezeRepeats("đượcccc khônggg") // "được không"
 * @example squeezeRepeats("phí 1000000") // "phí 1000000"
 * @example squeezeRepeats("cccd") // "cccd"
 */
export function squeezeRepeats(text: string): string {
  if (text.search(HELD_LETTER) < 0) return text;
  return changeWords(text, (word) =>
    isCode(word) || Object.hasOwn(ABBREVIATIONS, word.toLowerCase()) ? word : word.replace(HELD_LETTER, "$1"),
  );
}
