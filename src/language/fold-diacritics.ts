/** Writes Vietnamese without its marks, as many people type it. A folded text is for matching, never shown. */

const COMBINING_MARKS = /\p{M}+/gu;

/**
 * Removes tone and letter marks, đ becomes d. Case and everything that is not a letter stay.
 *
 * @example foldDiacritics("Đăng ký khai sinh") // "Dang ky khai sinh"
 * @example foldDiacritics("Nguyễn Ðình") // "Nguyen Dinh"
 */
export function foldDiacritics(text: string): string {
  return text
    .normalize("NFD")
    .replace(COMBINING_MARKS, "")
    .replace(/[đð]/gu, "d")
    .replace(/[ĐÐ]/gu, "D")
    .normalize("NFC");
}

/**
 * True when the text carries at least one Vietnamese mark.
 *
 * @example hasDiacritics("khai sinh") // false
 * @example hasDiacritics("đi") // true
 */
export function hasDiacritics(text: string): boolean {
  return foldDiacritics(text) !== text.normalize("NFC");
}
