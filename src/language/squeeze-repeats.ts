/** Undoes letters that are held down for feeling: "đượcccc", "ơiiii", "helppp". */
import { ABBREVIATIONS } from "./abbreviations.ts";
import { foldDiacritics } from "./fold-diacritics.ts";
import { changeWords, isCode } from "./split-words.ts";

const DOUBLED_LETTER = /(\p{L})\1/u;
const HELD_LETTER = /(\p{L})\1{2,}/gu;
/** The mark is on the first letter only: "ạaaa". Not after ư, which a u may follow: "hưuu" is "hưu". */
const HELD_MARKED_LETTER = /([^ưừứửữự])([aeiouy])\2+/gu;

/**
 * Three or more of the same letter in a row become one; two bare ones after the same letter with a mark go.
 * Codes and digits stay: "1000000" is a number; so do abbreviations, of which some are written with three
 * letters alike: "cccd", "nnn".
 *
 * @example squeezeRepeats("đượcccc khônggg ạaa") // "được không ạ"
 * @example squeezeRepeats("phí 1000000") // "phí 1000000"
 * @example squeezeRepeats("cccd") // "cccd"
 */
export function squeezeRepeats(text: string): string {
  if (!DOUBLED_LETTER.test(text)) return text;
  return changeWords(text, (word) => {
    if (isCode(word) || Object.hasOwn(ABBREVIATIONS, word.toLowerCase())) return word;
    return word
      .replace(HELD_MARKED_LETTER, (held, first: string, letter: string) =>
        first !== letter && foldDiacritics(first) === letter ? first : held,
      )
      .replace(HELD_LETTER, "$1");
  });
}
