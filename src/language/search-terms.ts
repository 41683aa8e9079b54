/** The terms under which words are looked up: bare syllables, pairs of them, and the syllables with their marks. */
import type { Word } from "./normalize.ts";
import { pairSyllables } from "./pair-syllables.ts";
import { isCode } from "./split-words.ts";

/** Marks a term that is a syllable as typed, with its marks: evidence where present, never asked for. */
export const EXACT = "=";

/**
 * The terms of some words, in no useful order. The same function makes the terms of an index and of a query.
 * The number in front of a document's number stands for itself too ("3041/qđ-ubnd" is also "3041").
 *
 * @example searchTerms(normalize("khai sinh")) // ["khai", "sinh", "khai_sinh"]
 * @example searchTerms(normalize("tạm trú")) // ["tam", "tru", "tam_tru", "=tạm", "=trú"]
 */
export function searchTerms(words: readonly Word[]): string[] {
  const folded = words.map((word) => word.folded);
  const exact = words.filter((word) => word.text !== word.folded).map((word) => EXACT + word.text);
  const numbers = words
    .filter((word) => isCode(word.text))
    .flatMap((word) => /^(\d+)[/-]/u.exec(word.text)?.[1] ?? []);
  return [...folded, ...pairSyllables(folded), ...exact, ...numbers];
}
