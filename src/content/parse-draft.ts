/** One file of `knowledge/drafts/` to a draft, or all that is wrong with it. */
import { basename } from "node:path/posix";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type Draft, type DraftHead, draftHeadSchema, sectionOf } from "../core/knowledge/index.ts";
import { parseSections } from "./parse-sections.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

/**
 * A draft as it is kept: there may be thousands, hardly one is ever asked for, and their texts are many megabytes.
 * So only the head is at hand; the text is packed until it is asked for.
 */
export interface PackedDraft {
  readonly head: DraftHead;
  readonly sections: Uint8Array;
}

export interface ParsedDraft {
  /** Absent when there is an error. */
  readonly draft?: PackedDraft;
  readonly problems: readonly Problem[];
}

const HEAD = /^---\n(?<head>[\s\S]*?)\n---[ \t]*(?:\n|$)/u;

export function isDraftFile(file: string): boolean {
  return file.startsWith("knowledge/drafts/") && file.endsWith(".md");
}

/** Never throws, whatever the bytes are. */
export function parseDraft(file: string, bytes: Uint8Array): ParsedDraft {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  const problem = (field: string, message: string, found = ""): Problem => ({
    severity: "error",
    file,
    line: 1,
    field,
    message,
    found,
  });
  const match = HEAD.exec(read.text);
  if (!match)
    return {
      problems: [problem("", "tệp phải mở đầu bằng phần khai báo giữa hai dòng ba gạch ngang (---)")],
    };
  const yaml = readYaml(file, match.groups?.head ?? "", 2, draftHeadSchema);
  const body = parseSections(file, read.text.slice(match[0].length), match[0].split("\n").length);
  // That a section of a draft is long is for whoever makes an entry of it.
  const problems = [...yaml.problems, ...body.problems.filter(({ severity }) => severity === "error")];
  const head = yaml.value;
  if (head && basename(file) !== `${head.id}.md`)
    problems.push(
      problem("id", `phải trùng tên tệp; hãy đổi tên tệp thành ${head.id}.md hoặc sửa id`, head.id),
    );
  if (!head || problems.length > 0) return { problems };
  const texts = body.sections.map(({ heading, text }) => [heading, text]);
  return { draft: { head, sections: deflateRawSync(JSON.stringify(texts), { level: 1 }) }, problems };
}

export function unpackDraft({ head, sections }: PackedDraft): Draft {
  const texts = JSON.parse(inflateRawSync(sections).toString("utf8")) as [string, string][];
  return { ...head, sections: texts.map(([heading, text]) => sectionOf(heading, text)) };
}
