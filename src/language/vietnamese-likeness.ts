/** Tells Vietnamese from other languages and from keys hit at random. */
import { foldDiacritics } from "./fold-diacritics.ts";
import { normalize } from "./normalize.ts";
import { isCode, splitWords } from "./split-words.ts";
import { parseSyllable } from "./syllable.ts";

export interface VietnameseLikeness {
  /** Words that are neither numbers nor codes. */
  readonly words: number;
  /** Share of them, from 0 to 1, that can be Vietnamese syllables, short forms written out; 0 without words. */
  readonly share: number;
  /** True when most letters are of another script (Chinese, Korean, Cyrillic, Thai ...). */
  readonly isOtherScript: boolean;
}

/**
 * How much of a text can be Vietnamese.
 *
 * @example vietnameseLikeness("toi muon dang ky ket hon").share // 1
 * @example vietnameseLikeness("sdkfjh qwrtp").share // 0
 */
export function vietnameseLikeness(utterance: string): VietnameseLikeness {
  const letters = utterance.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
  const words = normalize(utterance).filter((word) => !isCode(word.text));
  const vietnamese = words.filter((word) => parseSyllable(word.text) ?? parseSyllable(word.folded));
  return {
    words: words.length,
    share: words.length === 0 ? 0 : vietnamese.length / words.length,
    isOtherScript: letters.length > 0 && latin.length / letters.length < 0.5,
  };
}

/** Frequent English words that cannot be Vietnamese, or hardly ever stand in a Vietnamese sentence. */
const ENGLISH = new Set(
  (
    "the is are was were you your what how where when why which who can could would should do does did i my me we they he she it " +
    "to for of and or in on at with from this that please help need want get make have has not hello hi thanks a an register " +
    "certificate marriage birth passport license write tell about ignore previous instructions all system prompt"
  ).split(" "),
);

/**
 * True for a sentence that is written in English or another Latin-script language, and holds no mark.
 *
 * @example looksForeign("how can I register my marriage") // true
 * @example looksForeign("dang ky online tren app") // false
 */
export function looksForeign(utterance: string): boolean {
  const likeness = vietnameseLikeness(utterance);
  if (likeness.isOtherScript) return true;
  const words = splitWords(utterance.toLowerCase().normalize("NFC")).filter((word) => !isCode(word));
  if (words.length < 2) return false;
  const marked = words.filter((word) => foldDiacritics(word) !== word && parseSyllable(word)).length;
  const english = words.filter((word) => ENGLISH.has(word)).length;
  return marked / words.length < 0.2 && english / words.length >= 0.34 && likeness.share < 0.9;
}
