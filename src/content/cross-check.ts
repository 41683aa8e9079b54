/** What only shows when all files are read: the same id twice, neighbours that do not exist, one question in two entries. */
import type { Intent } from "../core/conversation/index.ts";
import type { Entry, EntryId } from "../core/knowledge/index.ts";
import type { Problem } from "./problem.ts";

export interface FiledIntent {
  readonly file: string;
  readonly intent: Intent;
}

/** Further questions of an entry, in a file of their own. */
export interface FiledQuestions {
  readonly file: string;
  readonly lines: readonly string[];
}

export interface FiledEntry {
  readonly file: string;
  readonly entry: Entry;
  readonly more?: FiledQuestions | undefined;
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
  ) => problems.push({ severity, file, line: 1, field, message, found });

  const fileById = new Map<string, string>();
  for (const { file, entry } of filed) {
    const other = fileById.get(entry.id);
    if (other) report("error", file, "id", `đã có ở ${other}; mỗi mã chỉ một tệp`, entry.id);
    else fileById.set(entry.id, file);
  }
  for (const { file, entry } of filed) {
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
  const owners = new Map<string, { readonly file: string; readonly id: EntryId }>();
  // Entries' own files first: what a further file repeats is its mistake.
  const asked = [
    ...filed.map(({ file, entry }) => ({ file, id: entry.id, lines: entry.questions })),
    ...filed.flatMap(({ entry, more }) => (more ? { ...more, id: entry.id } : [])),
  ];
  for (const { file, id, lines } of asked) {
    for (const question of lines) {
      const key = bareQuestion(question);
      const owner = owners.get(key);
      if (!owner) owners.set(key, { file, id });
      else if (owner.id === id)
        report("warning", file, "questions", "câu này có hai lần trong cùng một mục", question);
      else {
        const message = `câu này cũng là câu mẫu của ${owner.file}; máy không phân biệt được`;
        report("warning", file, "questions", message, question);
      }
    }
  }
  return problems;
}

function bareQuestion(question: string): string {
  return question
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, " ")
    .trim();
}

/** Files of further questions whose name is the id of no entry. */
export function strayQuestions(
  more: ReadonlyMap<EntryId, FiledQuestions>,
  filed: readonly FiledEntry[],
  unreadIds: ReadonlySet<string>,
): Problem[] {
  const ids = new Set(filed.map(({ entry }) => entry.id));
  return [...more]
    .filter(([id]) => !ids.has(id) && !unreadIds.has(id))
    .map(([id, { file }]) => ({
      severity: "error",
      file,
      line: 1,
      field: "tên tệp",
      message: "không có mục nào mang mã này; tên tệp phải là mã của mục, thêm đuôi .txt",
      found: id,
    }));
}
