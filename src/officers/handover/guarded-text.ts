/**
 * Text in a CSV that no spreadsheet takes for a formula, and that comes back exactly.
 *
 * The rule: wherever a program could see the beginning of a cell and a formula in it, one apostrophe is put in. A cell
 * begins at the start of the text; and, for a program that splits lines at another sign than ours, after `,` `;` `|`
 * a tab, a quotation mark or a line break. A formula begins with `=` `+` `-` `@` (also the wide forms), after any
 * blanks and invisible signs. Where an apostrophe stood there already, one more is put in. So whoever takes away one
 * apostrophe at each beginning has the text as it was.
 */

const BEGINNING = String.raw`(?<=^|[,;|"\t\r\n])`;
/** Blanks, controls, and signs that show nothing: zero-width ones, marks of direction, soft hyphen, byte order mark. */
const UNSEEN = String.raw`[\s\p{Cc}\p{Cf}]`;
const FORMULA = "[=+\\-@＝＋－＠﹦﹢﹣﹫−]";

const NEEDS_GUARD = new RegExp(`${BEGINNING}(?='|${UNSEEN}*${FORMULA})|(?<=^)(?=[\\t\\r\\n])`, "gu");
const GUARD = new RegExp(`${BEGINNING}'`, "gu");

/** @example guardText("=1+1") // "'=1+1" */
export function guardText(text: string): string {
  return text.replace(NEEDS_GUARD, "'");
}

/** What the text was before it was guarded. @example unguardText("'=1+1") // "=1+1" */
export function unguardText(text: string): string {
  return text.replace(GUARD, "");
}

/** One line of a CSV, every cell quoted, with the line end that spreadsheets expect. */
export function csvLine(cells: readonly (string | undefined)[]): string {
  return `${cells.map((cell) => `"${guardText(cell ?? "").replaceAll('"', '""')}"`).join(",")}\r\n`;
}

/** Tells a spreadsheet that the text is UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";
