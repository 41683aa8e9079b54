/** The newest list, its note and all drafts together: the directory of this moment. */
import type { Directory, DirectoryNote, DirectoryRow } from "../core/knowledge/index.ts";
import { isDirectoryFile, rowOf, type StoredRow } from "./parse-directory.ts";
import { type PackedDraft, unpackDraft } from "./parse-draft.ts";
import type { Problem } from "./problem.ts";

export interface DirectoryParts {
  readonly list?: readonly StoredRow[] | undefined;
  readonly note?: DirectoryNote | undefined;
  readonly draft?: PackedDraft | undefined;
}

export interface GatheredDirectory {
  readonly directory: Directory;
  readonly problems: readonly Problem[];
}

/**
 * Of several lists the last by name counts: `danh-muc-2026-10` comes after `danh-muc-2026-07`.
 *
 * @param isEntry whether there is an entry of a code
 */
export function gatherDirectory(
  files: ReadonlyMap<string, DirectoryParts>,
  isEntry: (code: string) => boolean,
): GatheredDirectory {
  const problems: Problem[] = [];
  const report = (severity: Problem["severity"], file: string, message: string) =>
    problems.push({ severity, file, line: 1, field: "", message, found: "" });
  const ofDirectory = [...files.keys()].filter(isDirectoryFile).sort();
  const stems = [...new Set(ofDirectory.map((file) => file.replace(/\.(csv|yaml)$/u, "")))];
  for (const stem of stems) {
    const missing = [".csv", ".yaml"].find((ending) => !files.has(stem + ending));
    if (missing)
      report("error", stem + (missing === ".csv" ? ".yaml" : ".csv"), `thiếu tệp ${stem}${missing} đi kèm`);
  }
  const isWhole = (stem: string) => files.get(`${stem}.csv`)?.list && files.get(`${stem}.yaml`)?.note;
  const newest = stems.filter(isWhole).at(-1);
  for (const stem of stems)
    if (newest !== undefined && stem < newest)
      report(
        "warning",
        `${stem}.csv`,
        `chỉ danh mục mới nhất (${newest}.csv) được dùng; hãy xóa danh mục này`,
      );

  const note = files.get(`${newest}.yaml`)?.note;
  const rows = new Map<string, DirectoryRow>();
  for (const stored of files.get(`${newest}.csv`)?.list ?? []) rows.set(stored[0], rowOf(stored));
  const drafts = new Map<string, PackedDraft>();
  const fileOf = new Map<string, string>();
  for (const [file, { draft }] of files) {
    if (!draft) continue;
    const { id } = draft.head;
    const other = fileOf.get(id);
    if (other) report("error", file, `bản nháp mã ${id} đã có ở ${other}; mỗi mã chỉ một tệp`);
    else {
      fileOf.set(id, file);
      drafts.set(id, draft);
      if (!rows.has(id)) rows.set(id, rowOfDraft(draft));
    }
  }
  for (const { code, replacedBy = [] } of note?.ended ?? [])
    for (const successor of replacedBy)
      if (!isEntry(successor) && !rows.has(successor))
        report(
          "error",
          `${newest}.yaml`,
          `mã ${code}: không có mục nào và không có dòng danh mục nào mang mã ${successor}`,
        );
  return {
    directory: {
      label: note?.label,
      rows,
      ended: new Map((note?.ended ?? []).map((one) => [one.code, one])),
      draft: (code) => {
        const packed = drafts.get(code);
        return packed && unpackDraft(packed);
      },
    },
    problems,
  };
}

function rowOfDraft({ head }: PackedDraft): DirectoryRow {
  const { id, title, authority, sector, url } = head;
  return { code: id, name: title, issuer: undefined, handler: authority, sector, url };
}
