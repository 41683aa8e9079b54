/** Cuts a text into words; numbers and codes stay whole. */

/** A code has a digit in it and may be held together by dots, slashes and hyphens. A word begins with a letter. */
const WORD_OR_CODE = /\p{L}*\d[\p{L}\d]*(?:[./-][\p{L}\d]+)*|\p{L}[\p{L}\p{M}]*/gu;

/**
 * The words of a text in their order. Punctuation and signs go; `082.507.7988`, `1.001193`, `ct07` and
 * `23/2026/nq-hđnd` are one word each.
 *
 * @example splitWords("gọi 082.507.7988, mẫu ct07!") // ["gọi", "082.507.7988", "mẫu", "ct07"]
 */
export function splitWords(text: string): string[] {
  return text.match(WORD_OR_CODE) ?? [];
}

/**
 * True for a word that carries a digit: a number, a procedure code, the number of a document.
 *
 * @example isCode("1.001193") // true
 * @example isCode("khai") // false
 */
export function isCode(word: string): boolean {
  return /\d/u.test(word);
}

/** A part of digits only: this is a number, a procedure code or the number of a document. */
const NUMBER_PART = /(?:^|[./-])\d+(?:$|[./-])/u;

/**
 * Changes each word where it stands in the text, and lets numbers and the numbers of documents alone.
 *
 * @example changeWords("ddi 12/ddc", (word) => word.replace("dd", "đ")) // "đi 12/ddc"
 */
export function changeWords(text: string, change: (word: string) => string): string {
  return text.replace(WORD_OR_CODE, (found) =>
    NUMBER_PART.test(found) ? found : found.replace(/[\p{L}\p{M}\d]+/gu, (word) => change(word)),
  );
}
