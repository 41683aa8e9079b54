/** The body of an entry: headings and the plain text below them. */
import { FACET_HEADINGS, type Section, sectionOf } from "../core/knowledge/index.ts";
import { type Problem, showFound } from "./problem.ts";

/** A section longer than this is hard to read on a phone; shorter ones can be split by subject. */
const LONG_SECTION = 1_500;

/** What a chat cannot show, with what to do instead. */
const UNSHOWABLE: readonly (readonly [RegExp, string])[] = [
  [/^\s*\|.*\|/u, "bảng không hiện được trong tin nhắn; hãy viết thành các dòng gạch đầu dòng"],
  [/^\s*(```|~~~)/u, "khung mã không hiện được trong tin nhắn; hãy viết thành chữ thường"],
  [/<[a-z/!][^>]*>/iu, "thẻ HTML không hiện được trong tin nhắn; hãy viết thành chữ thường"],
  [/!\[[^\]]*\]\(/u, "hình không hiện được ở đây; hãy tả bằng chữ hoặc đưa liên kết vào links"],
];

export interface ParsedSections {
  readonly sections: readonly Section[];
  readonly problems: readonly Problem[];
}

/** @param firstLine the line of the file on which the body begins, counted from 1 */
export function parseSections(file: string, body: string, firstLine: number): ParsedSections {
  const problems: Problem[] = [];
  const report = (severity: Problem["severity"], at: number, field: string, message: string, found = "") =>
    problems.push({ severity, file, line: firstLine + at, field, message, found: showFound(found) });

  const sections: { heading: string; lines: string[]; at: number }[] = [];
  body.split("\n").forEach((line, at) => {
    const heading = /^##\s+(?<name>.*\S)\s*$/u.exec(line)?.groups?.name;
    if (heading) {
      sections.push({ heading, lines: [], at });
      return;
    }
    const field = sections.at(-1)?.heading ?? "";
    if (/^#/u.test(line)) {
      report(
        "error",
        at,
        field,
        "tiêu đề phải bắt đầu bằng hai dấu thăng và một dấu cách: “## Tóm tắt”",
        line,
      );
    }
    for (const [pattern, message] of UNSHOWABLE)
      if (pattern.test(line)) report("error", at, field, message, line);
    const current = sections.at(-1);
    if (current) current.lines.push(line.trimEnd());
    else if (line.trim() && !/^#/u.test(line)) {
      report("error", at, "", "chữ đứng trước tiêu đề đầu tiên; hãy đặt dưới một tiêu đề “## …”", line);
    }
  });

  const seen = new Set<string>();
  for (const section of sections) {
    const name = section.heading.toLowerCase();
    if (seen.has(name)) report("error", section.at, section.heading, "tiêu đề này có hai lần; hãy gộp lại");
    seen.add(name);
    const text = section.lines.join("\n").trim();
    if (!text)
      report("error", section.at, section.heading, "dưới tiêu đề này chưa có chữ; hãy viết hoặc xóa tiêu đề");
    if (text.length > LONG_SECTION) {
      report(
        "warning",
        section.at,
        section.heading,
        `dài ${text.length} ký tự, khó đọc trên điện thoại; nên tách bớt`,
      );
    }
  }
  if (!seen.has(FACET_HEADINGS.overview.toLowerCase())) {
    report("error", 0, FACET_HEADINGS.overview, "thiếu phần “## Tóm tắt”");
  }
  return {
    sections: sections.map(({ heading, lines }) => sectionOf(heading, plain(lines.join("\n").trim()))),
    problems,
  };
}

/** Chats show no bold: the words stay, the asterisks go. */
function plain(text: string): string {
  return text.replace(/\*\*([^*\n]+)\*\*/gu, "$1");
}
