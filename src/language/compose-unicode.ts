/** Brings a text to one Unicode spelling, so that the same Vietnamese word is always the same string. */

/** Letters that look like đ/Đ on a screen but are Icelandic, African or Croatian letters in Unicode. */
const LOOKALIKES: Readonly<Record<string, string>> = { Ð: "Đ", ð: "đ", Ɖ: "Đ", ɖ: "đ" };

/**
 * Characters that nobody sees: zero-width marks, soft hyphens, byte-order marks, the selectors that make a sign
 * an emoji, other control characters. Those that part words (tab, form feed) are blanks, not invisible.
 */
const INVISIBLE =
  /[\u00AD\u034F\u061C\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]|[\p{Cc}--[\n\t\v\f\u0085]]/gv;
const LINE_BREAKS = /\r\n?|\u0085/gu;

const SPACES = /[^\S\n]+/gu;

/**
 * Composes letters (NFC), replaces look-alike letters of đ, drops invisible characters,
 * lone surrogates and repeated blanks. Line breaks stay, all written as "\n".
 *
 * @example composeUnicode("Thu\u0309 tu\u0323c") // "Thủ tục"
 * @example composeUnicode("Ðăng  ký\u200B") // "Đăng ký"
 * @example composeUnicode("khai sinh\r\nkết\u2060 hôn ❤\uFE0F") // "khai sinh\nkết hôn ❤"
 */
export function composeUnicode(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\uFFFD", " ")
    .replace(LINE_BREAKS, "\n")
    .replace(INVISIBLE, "")
    .normalize("NFC")
    .replace(/[ÐðƉɖ]/gu, (letter) => LOOKALIKES[letter] ?? letter)
    .replace(SPACES, " ")
    .trim();
}
