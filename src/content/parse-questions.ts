/** A file of `knowledge/questions/`: more questions by which citizens ask for one entry, one a line. Its name is the entry's id. */
import { basename } from "node:path/posix";
import { maskPersonalNumbers } from "../language/index.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";

export interface MoreQuestions {
  /** The id of the entry they ask for. */
  readonly entry: string;
  readonly lines: readonly string[];
}

export interface ParsedQuestions {
  readonly questions?: MoreQuestions;
  readonly problems: readonly Problem[];
}

const LONGEST_LINE = 1_000;

export function isQuestionsFile(file: string): boolean {
  return file.startsWith("knowledge/questions/") && file.endsWith(".txt");
}

/** Never throws, whatever the bytes are. Blank lines and those that begin with # are passed over. */
export function parseQuestions(file: string, bytes: Uint8Array): ParsedQuestions {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  const problems: Problem[] = [];
  const lines: string[] = [];
  for (const [at, line] of read.text.split("\n").entries()) {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) continue;
    const report = (severity: Problem["severity"], message: string, found: string) =>
      problems.push({ severity, file, line: at + 1, field: "câu hỏi mẫu", message, found });
    if (text.length > LONGEST_LINE) {
      report("error", `dài quá ${LONGEST_LINE} ký tự; mỗi dòng là một câu hỏi`, `${text.slice(0, 40)}…`);
      continue;
    }
    const masked = maskPersonalNumbers(text);
    if (masked !== text)
      report("warning", "có số giống số điện thoại hoặc số giấy tờ của người dân; hãy xóa số ấy", masked);
    lines.push(text);
  }
  return { questions: { entry: basename(file, ".txt"), lines }, problems };
}
