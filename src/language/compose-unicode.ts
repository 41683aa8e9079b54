/** Brings a text to one Unicode spelling, so that the same Vietnamese word is always the same string. */

/** Letters that look like đ/Đ on a screen but are Icelandic, African or Croatian letters in Unicode. */
const LOOKALIKES: Readonly<Record<string, string>> = { Ð: "Đ", ð: "đ", Ɖ: "Đ", ɖ: "đ" };

/** Characters that nobody sees: zero-width marks, soft hyphens, byte-order marks, other control characters. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]|[\p{Cc}--[\n\t]]/gv;

const SPACES = /[^\S\n]+/gu;

/**
 * Composes letters (NFC), replaces look-alike letters of đ, drops invisible characters,
 * lone surrogates and repeated blanks. Line breaks stay.
 *
 * @example composeUnicode("Thu\u0309 tu\u0323c") // "Thủ tục"
 * @example composeUnicode("Ðăng  ký\u200B") // "Đăng ký"
 */
export function composeUnicode(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\uFFFD", " ")
    .normalize("NFC")
    .replace(/[ÐðƉɖ]/gu, (letter) => LOOKALIKES[letter] ?? letter)
    .replace(INVISIBLE, "")
    .replace(SPACES, " ")
    .trim();
}
