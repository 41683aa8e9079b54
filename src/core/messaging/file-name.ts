/** A file's name as somebody's device gave it, made fit to be shown and kept. */

const LONGEST = 120;

/**
 * The last part of it, in NFC, without what is no sign to be seen; empty when nothing is left.
 * @example cleanFileName("C:\\\\anh\\\\giấy mời.jpg") // "giấy mời.jpg"
 */
export function cleanFileName(name: string): string {
  const last =
    name
      .slice(0, LONGEST * 10)
      .toWellFormed()
      .split(/[\\/]/u)
      .at(-1) ?? "";
  const shown = last
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
    .trim();
  const letters = [...shown];
  // The ending tells what it is: of a long name the middle goes.
  return letters.length <= LONGEST
    ? shown
    : `${letters.slice(0, LONGEST - 21).join("")}…${letters.slice(-20).join("")}`;
}
