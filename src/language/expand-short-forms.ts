/** Writes abbreviations and teencode out, word by word. */
import { ABBREVIATIONS } from "./abbreviations.ts";
import { TEENCODE } from "./teencode.ts";

/** Own properties only: a citizen may well type "constructor". */
function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Every way to write the "không" at the end of a question. */
const NEGATIONS = new Set([
  "không",
  "khong",
  "hong",
  ...Object.keys(TEENCODE).filter((form) => TEENCODE[form] === "không"),
]);

/** After these "hong" is "hồng" (sổ hồng) or "hỏng" without marks. */
const BEFORE_ANOTHER_HONG = new Set([
  "so",
  "sổ",
  "hu",
  "hư",
  "bi",
  "bị",
  "mau",
  "màu",
  "hoa",
  "duong",
  "đường",
]);
const AFTER_SOUTHERN_NO = new Set(["phai", "phải", "biet", "biết", "co", "có", "dc", "đc", "duoc", "được"]);

/**
 * Replaces each short form by its words. Expects lower-case words; the result may be longer.
 *
 * @example expandShortForms(["nộp", "cccd", "ko"]) // ["nộp", "căn", "cước", "công", "dân", "không"]
 * @example expandShortForms(["làm", "dk", "ko"]) // ["làm", "được", "không"]
 * @example expandShortForms(["sang", "tên", "so", "hong", "được", "hong"]) // ["sang", "tên", "so", "hong", "được", "không"]
 */
export function expandShortForms(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    // "đk" is "đăng ký", but before a question's "không" it is "được".
    if ((word === "dk" || word === "đk") && NEGATIONS.has(words[at + 1] ?? "")) return ["được"];
    if (word === "hong" && isSouthernNo(words[at - 1], words[at + 1])) return ["không"];
    const meant = lookUp(TEENCODE, word) ?? lookUp(ABBREVIATIONS, word.replaceAll("đ", "d"));
    return meant ? meant.split(" ") : [word];
  });
}

/** "hong" as a southern "không": it ends the question or stands before the verb. */
function isSouthernNo(before: string | undefined, after: string | undefined): boolean {
  if (before !== undefined && BEFORE_ANOTHER_HONG.has(before)) return false;
  return after === undefined ? before !== undefined : AFTER_SOUTHERN_NO.has(after);
}
