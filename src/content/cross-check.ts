/** What only shows when all files are read: the same id twice, neighbours that do not exist, one question in two entries. */
import type { Intent } from "../core/conversation/index.ts";
import type { Entry, EntryId } from "../core/knowledge/index.ts";
import type { CaseLink } from "./parse-entry.ts";
import type { Problem } from "./problem.ts";

export interface FiledIntent {
  readonly file: string;
  readonly intent: Intent;
}

export interface FiledEntry {
  readonly file: string;
  readonly entry: Entry;
  readonly caseLinks?: readonly CaseLink[] | undefined;
}

/** @param unreadIds ids of files that exist but could not be read: a link to them is no mistake of its own */
export function crossCheck(
  filed: readonly FiledEntry[],
  unreadIds: ReadonlySet<string>,
  intents: readonly FiledIntent[] = [],
): Problem[] {
  const problems: Problem[] = [];
  const report = (
    severity: Problem["severity"],
    file: string,
    field: string,
    message: string,
    found: string,
    line = 1,
  ) => problems.push({ severity, file, line, field, message, found });

  const fileById = new Map<string, string>();
  for (const { file, entry } of filed) {
    const other = fileById.get(entry.id);
    if (other) report("error", file, "id", `đã có ở ${other}; mỗi mã chỉ một tệp`, entry.id);
    else fileById.set(entry.id, file);
  }
  for (const { file, entry, caseLinks = [] } of filed) {
    for (const { entry: id, field, line } of caseLinks) {
      if (!fileById.has(id) && !unreadIds.has(id))
        report("error", file, field, "không có mục nào mang mã này", id, line);
      if (id === entry.id)
        report("error", file, field, "là chính mục này; kết quả ở ngay đây thì xóa dòng entry", id, line);
    }
    const links: (readonly [field: string, id: EntryId])[] = (entry.related ?? []).map((id) => [
      "related",
      id,
    ]);
    if (entry.replacedBy) links.push(["replacedBy", entry.replacedBy]);
    for (const [field, id] of links) {
      if (!fileById.has(id) && !unreadIds.has(id))
        report("error", file, field, "không có mục nào mang mã này", id);
      if (id === entry.id) report("error", file, field, "mục không thể liên quan tới chính nó", id);
    }
  }
  for (const { file, intent } of intents) {
    if (intent.entry && !fileById.has(intent.entry) && !unreadIds.has(intent.entry)) {
      report("error", file, "entry", "không có mục nào mang mã này", intent.entry);
    }
  }
  const owners = new Map<string, FiledEntry>();
  for (const one of filed) {
    for (const question of one.entry.questions) {
      const key = question
        .toLowerCase()
        .replace(/[^\p{L}\d]+/gu, " ")
        .trim();
      const owner = owners.get(key);
      if (!owner) owners.set(key, one);
      else if (owner.entry.id === one.entry.id) {
        report("warning", one.file, "questions", "câu này có hai lần trong cùng một mục", question);
      } else {
        report(
          "warning",
          one.file,
          "questions",
          `câu này cũng là câu mẫu của ${owner.file}; máy không phân biệt được`,
          question,
        );
      }
    }
  }
  return problems;
}
