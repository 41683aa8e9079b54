/** What of guided questions only shows when all files are read: outcomes that lead to other entries. */
import { type Entry, type EntryId, outcomeAgainstRisk } from "../core/knowledge/index.ts";
import type { CaseLink } from "./parse-entry.ts";
import type { Problem } from "./problem.ts";

/**
 * @param entries every entry that could be read, by id
 * @param unreadIds ids of files that exist but could not be read
 */
export function crossCheckCases(
  file: string,
  entry: Entry,
  links: readonly CaseLink[],
  entries: ReadonlyMap<EntryId, Entry>,
  unreadIds: ReadonlySet<string>,
): Problem[] {
  const outcomes = (entry.kind === "procedure" && entry.cases?.outcomes) || [];
  return links.flatMap(({ outcome: at, line }): Problem[] => {
    const outcome = outcomes[at];
    const id = outcome?.entry;
    if (!outcome || id === undefined) return [];
    const problem = (
      field: string,
      message: string,
      found: string,
      severity: Problem["severity"] = "error",
    ) => ({
      severity,
      file,
      line,
      field: `cases.outcomes.${at}.${field}`,
      message,
      found,
    });
    if (id === entry.id)
      return [problem("entry", "là chính mục này; kết quả ở ngay đây thì xóa dòng entry", id)];
    const target = entries.get(id);
    if (!target) return unreadIds.has(id) ? [] : [problem("entry", "không có mục nào mang mã này", id)];
    return outcomeAgainstRisk(outcome, target).map(({ field, found, isWritten }) =>
      problem(
        field,
        `mục ${id} có rủi ro C nên kết quả dẫn tới đó không được nêu con số; hãy để null hoặc bỏ con số`,
        found,
        isWritten ? "warning" : "error",
      ),
    );
  });
}
