/** Text for the cells of an XLSX: typed as text, and coming back exactly, whatever signs are in it. */

/**
 * What XML 1.0 cannot carry as it is: controls, halves of pairs, signs that are no letters, and the carriage return,
 * which a reader of XML would change. And an underscore that would be read as the beginning of such an escape.
 */
const NOT_FOR_XML = /(?![\t\n])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/**
 * Escaped by the two rules that spreadsheets know: `_xHHHH_` for a sign that XML cannot carry, entities for the rest.
 * @example xlsxText("a < b\r") // "a &lt; b_x000D_"
 */
export function xlsxText(text: string): string {
  return text
    .replace(NOT_FOR_XML, escapeSign)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** @example columnLetters(27) // "AB" (counted from 0) */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

/**
 * For the library, which escapes for XML itself, but drops what XML cannot carry and looks its texts up in a plain
 * object: a text that such an object inherits ("constructor") would become a broken cell.
 */
export function libraryText(text: string): string {
  const escaped = text.replace(NOT_FOR_XML, escapeSign);
  return escaped in {} ? escapeSign(escaped) + escaped.slice(1) : escaped;
}

function escapeSign(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}
