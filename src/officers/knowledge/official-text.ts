/** Text of the portal and of offices' tables, made fit for a chat: one Unicode form, no invisible signs, nothing that reads as markup. */
import { hideAmounts } from "../../core/knowledge/index.ts";
import { foldDiacritics } from "../../language/index.ts";

const NOTHING = /^(?:-|–|không có thông tin\.?|chưa có thông tin\.?|không có)?$/iu;
/** Invisible: zero-width signs, marks of direction, soft hyphen, byte order mark. */
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/gu;
/** Controls but tab and line break, halves of pairs, and signs that are no letters. */
const CONTROLS = /(?![\t\n])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF\u2028\u2029]/gu;

/**
 * Lines of plain text; empty where there is nothing. Blanks at the ends of lines go, more than one empty line becomes
 * one. What a chat cannot show, or what would read as a heading of ours, is taken away; doing it twice changes nothing.
 *
 * @example officialText("## Nộp\u00A0hồ sơ **ngay** \r\n") // "Nộp hồ sơ ngay"
 * @example officialText("Không có thông tin") // ""
 */
export function officialText(raw: string): string {
  let text = raw;
  // Taking something away can bring together what was apart.
  for (let before = ""; before !== text; ) {
    before = text;
    text = cleaned(text);
  }
  return text;
}

function cleaned(raw: string): string {
  const lines = raw
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n")
    .replace(UNSEEN, "")
    .replace(CONTROLS, "")
    .normalize("NFC")
    .split("\n")
    .map((line) => plainLine(line.replace(/\s+/gu, " ")).trim());
  const joined = lines
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
  return NOTHING.test(joined) ? "" : joined;
}

/** The same for the text of a draft: without sums of money and time limits, which nobody has compared with their source. */
export function draftText(raw: string): string {
  return officialText(hideAmounts(officialText(raw)));
}

/** The same as one line. @example officialLine("Sở\n Tư pháp") // "Sở Tư pháp" */
export function officialLine(raw: string): string {
  return officialText(raw.replace(/[\r\n\u0085\u2028\u2029]+/gu, " "));
}

/** One line of at most so many signs; what is cut shows as “…”. */
export function shortLine(raw: string, longest: number): string {
  const signs = [...officialLine(raw)];
  return signs.length <= longest
    ? signs.join("")
    : `${signs
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`;
}

/** For comparing names that people typed: no marks, no case, no punctuation. @example plainWords("Thủ tục: Cấp đổi") // "thu tuc cap doi" */
export function plainWords(text: string): string {
  return foldDiacritics(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, " ")
    .trim();
}

function plainLine(line: string): string {
  return (
    line
      // Angle brackets are tags to a reader of Markdown, and two asterisks are bold.
      .replace(/<(?=[a-z/!])/giu, "‹")
      .replace(/!+(?=\[)/gu, "")
      .replace(/\*{2,}/gu, "")
      .replace(/^[\s#|]+|^\s*(?:`{3,}|~{3,})/gu, "")
      .replace(/\s*\|\s*/gu, " / ")
      .replace(/`{3,}|~{3,}/gu, "")
      .replace(/^[\s#]+/gu, "")
  );
}
