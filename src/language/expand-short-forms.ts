/** Writes abbreviations and teencode out, word by word. */
import { ABBREVIATIONS } from "./abbreviations.ts";
import { TEENCODE } from "./teencode.ts";

/** Own properties only: a citizen may well type "constructor". */
function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const NEGATIONS = new Set(["k", "ko", "hok", "hong", "không", "khong", "hông"]);

/**
 * Replaces each short form by its words. Expects lower-case words; the result may be longer.
 *
 * @example expandShortForms(["nộp", "cccd", "ko"]) // ["nộp", "căn", "cước", "công", "dân", "không"]
 * @example expandShortForms(["làm", "dk", "ko"]) // ["làm", "được", "không"]
 */
export function expandShortForms(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    // "đk" is "đăng ký", but before a question's "không" it is "được".
    if ((word === "dk" || word === "đk") && NEGATIONS.has(words[at + 1] ?? "")) return ["được"];
    const meant = lookUp(TEENCODE, word) ?? lookUp(ABBREVIATIONS, word.replaceAll("đ", "d"));
    return meant ? meant.split(" ") : [word];
  });
}
