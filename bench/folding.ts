/** The folding of our language room in the form in which the peers get it. */
import {
  composeUnicode,
  expandShortForms,
  foldDiacritics,
  LONGEST_UTTERANCE,
  normalize,
  splitWords,
} from "../src/language/index.ts";
import type { Folding } from "./peers/search-peer.ts";

/**
 * Folded words of a question, a title or a whole body. A text longer than any utterance is an official one:
 * it is not searched for slips of typing, which would cost most of the time and find nothing.
 *
 * @example tokenize("Làm CCCD ở đâu?") // ["lam", "can", "cuoc", "cong", "dan", "o", "dau"]
 */
export function tokenize(text: string): string[] {
  if (text.length <= LONGEST_UTTERANCE) return normalize(text).map((word) => word.folded);
  const words = expandShortForms(splitWords(composeUnicode(text).toLowerCase()));
  return foldDiacritics(words.join(" ")).split(" ");
}

/** @example fold("Làm CCCD ở đâu?") // "lam can cuoc cong dan o dau" */
export function fold(text: string): string {
  return tokenize(text).join(" ");
}

export const ourFolding: Folding = { fold, tokenize };
