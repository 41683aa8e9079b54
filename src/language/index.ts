/** LANGUAGE: Vietnamese text as people type it. Pure functions, no other room is known here. */
export { composeUnicode } from "./compose-unicode.ts";
export { expandShortForms } from "./expand-short-forms.ts";
export { foldDiacritics, hasDiacritics } from "./fold-diacritics.ts";
export { isOneSlip } from "./is-one-slip.ts";
export { maskPersonalNumbers } from "./mask-personal-numbers.ts";
export { LONGEST_UTTERANCE, normalize, type Word } from "./normalize.ts";
export { pairSyllables } from "./pair-syllables.ts";
export { placeToneMarks } from "./place-tone-marks.ts";
export { EXACT, searchTerms } from "./search-terms.ts";
export { isCode, splitWords } from "./split-words.ts";
export { squeezeRepeats } from "./squeeze-repeats.ts";
export { stripChatFiller } from "./strip-chat-filler.ts";
export { parseSyllable, type Syllable, writeSyllable } from "./syllable.ts";
export { undoTypingLeftovers } from "./undo-typing-leftovers.ts";
export { looksForeign, type VietnameseLikeness, vietnameseLikeness } from "./vietnamese-likeness.ts";
