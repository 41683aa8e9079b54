/** From what a citizen typed to the words that the rest of the house works with. */
import { composeUnicode } from "./compose-unicode.ts";
import { expandShortForms } from "./expand-short-forms.ts";
import { foldDiacritics } from "./fold-diacritics.ts";
import { placeToneMarks } from "./place-tone-marks.ts";
import { splitWords } from "./split-words.ts";
import { squeezeRepeats } from "./squeeze-repeats.ts";
import { undoTypingLeftovers } from "./undo-typing-leftovers.ts";

export interface Word {
  /** Lower case, canonical marks, short forms written out. */
  readonly text: string;
  /** The same without marks. */
  readonly folded: string;
}

/**
 * Texts longer than this are cut before anything else is done: no question needs more, and the time of a
 * turn stays bounded.
 */
export const LONGEST_UTTERANCE = 2_000;

/**
 * All steps of this room in their order: one Unicode spelling, lower case, no held letters, typing leftovers
 * undone, words cut, tone marks in one place, short forms written out.
 *
 * @example normalize("Cho e hỏi ĐK KHAI SINH ạ").map((w) => w.text).join(" ") // "cho em hỏi đăng ký khai sinh ạ"
 */
export function normalize(utterance: string): Word[] {
  const composed = composeUnicode(utterance.slice(0, LONGEST_UTTERANCE)).toLowerCase();
  const typed = undoTypingLeftovers(squeezeRepeats(composed.normalize("NFC")));
  const words = splitWords(typed).map((word) => writeWord(word).text);
  return expandShortForms(words).map(writeWord);
}

/** Vietnamese has few thousand syllables; writing each once makes reading the knowledge ten times faster. */
const WRITTEN = new Map<string, Word>();
const MOST_WRITTEN = 20_000;

function writeWord(word: string): Word {
  const known = WRITTEN.get(word);
  if (known) return known;
  const text = placeToneMarks(word);
  const written: Word = { text, folded: foldDiacritics(text) };
  if (WRITTEN.size >= MOST_WRITTEN) WRITTEN.clear();
  WRITTEN.set(word, written);
  return written;
}
