/** One file of `knowledge/` to an entry, or all that is wrong with it. */
import { basename } from "node:path/posix";
import {
  type Cases,
  type Entry,
  entryHeadSchema,
  FACET_HEADINGS,
  type Facet,
  numbersAgainstRisk,
} from "../core/knowledge/index.ts";
import { parseSections } from "./parse-sections.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

export interface ParsedEntry {
  /** Absent when there is an error; warnings do not keep an entry back. */
  readonly entry?: Entry;
  /** The outcomes of its cases that lead to other entries, and where that is written. */
  readonly caseLinks?: readonly CaseLink[];
  readonly problems: readonly Problem[];
}

export interface CaseLink {
  /** Its place among the outcomes, counted from 0. */
  readonly outcome: number;
  readonly line: number;
}

/** What a citizen asks of every procedure: an answer must be there, even if it is "not confirmed, ask at …". */
const PROCEDURE_FACETS: readonly Facet[] = [
  "required-documents",
  "steps",
  "submission-methods",
  "online-service",
  "result",
  "applicants",
];

const HEAD = /^---\n(?<head>[\s\S]*?)\n---[ \t]*(?:\n|$)/u;
const LONGEST_BUTTON = 60;
/** With the answers behind it, a longer id is more than a button of Telegram carries. */
const LONGEST_ID_WITH_CASES = 50;
const CHANGING_NUMBER =
  "mục rủi ro C (risk: C) không được nêu con số như điều chắc chắn; hãy để null hoặc bỏ con số, đã đối chiếu thì đổi risk";

/** Never throws, whatever the bytes are. */
export function parseEntry(file: string, bytes: Uint8Array): ParsedEntry {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  const problem = (
    field: string,
    message: string,
    found = "",
    severity: Problem["severity"] = "error",
  ): Problem => ({
    severity,
    file,
    line: 1,
    field,
    message,
    found,
  });

  const match = HEAD.exec(read.text);
  if (!match) {
    return {
      problems: [problem("", "tệp phải mở đầu bằng phần khai báo giữa hai dòng ba gạch ngang (---)")],
    };
  }
  const head = match.groups?.head ?? "";
  const bodyLine = match[0].split("\n").length;
  const yaml = readYaml(file, head, 2, entryHeadSchema);
  const body = parseSections(file, read.text.slice(match[0].length), bodyLine);
  const problems = [...yaml.problems, ...body.problems];
  const lines = read.text.split("\n");

  const value = yaml.value;
  if (value) {
    if (basename(file) !== `${value.id}.md`) {
      problems.push(
        problem("id", `phải trùng tên tệp; hãy đổi tên tệp thành ${value.id}.md hoặc sửa id`, value.id),
      );
    }
    if (value.title.length > LONGEST_BUTTON && !value.shortTitle) {
      problems.push(
        problem("shortTitle", "thiếu: tên chính thức dài quá 60 ký tự nên cần tên ngắn cho nút bấm"),
      );
    }
    if (value.kind === "procedure") {
      if (value.cases && value.id.length > LONGEST_ID_WITH_CASES)
        problems.push(
          problem(
            "id",
            `mục có cases thì mã dài nhất ${LONGEST_ID_WITH_CASES} ký tự, để nút bấm mang được`,
            value.id,
          ),
        );
      for (const facet of PROCEDURE_FACETS) {
        if (!body.sections.some((section) => section.facet === facet)) {
          problems.push(
            problem(
              FACET_HEADINGS[facet],
              `thiếu phần “## ${FACET_HEADINGS[facet]}”; chưa biết thì nói rõ là chưa xác nhận và hỏi ở đâu`,
            ),
          );
        }
      }
    }
  }
  if (value) {
    for (const { field, found, isWritten } of numbersAgainstRisk({ ...value, sections: body.sections })) {
      const heading = lines.findIndex((line) => /^##\s+(.*\S)\s*$/u.exec(line)?.[1] === field);
      const line = heading >= 0 ? heading + 1 : yaml.lineAt(field.split("."));
      problems.push({ ...problem(field, CHANGING_NUMBER, found, isWritten ? "warning" : "error"), line });
    }
  }
  const failed = problems.some(({ severity }) => severity === "error");
  if (!value || failed) return { problems };
  const caseLinks = value.kind === "procedure" ? linksOf(value.cases, yaml.lineAt) : [];
  return {
    entry: { ...value, sections: body.sections },
    ...(caseLinks.length > 0 && { caseLinks }),
    problems,
  };
}

function linksOf(cases: Cases | undefined, lineAt: (path: readonly PropertyKey[]) => number): CaseLink[] {
  return (cases?.outcomes ?? []).flatMap(({ entry }, at) =>
    entry === undefined ? [] : [{ outcome: at, line: lineAt(["cases", "outcomes", at, "entry"]) }],
  );
}
