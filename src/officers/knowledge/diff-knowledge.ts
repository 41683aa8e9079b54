/** `hoidap knowledge diff`: what changed between two days, in words for a citizen; writes drafts of news when told to. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { formatDay, type Knowledge } from "../../core/knowledge/index.ts";
import { changeDrafts } from "./change-drafts.ts";
import { diffLists, type FoundChange, type ListDiff } from "./diff-lists.ts";
import { readSnapshots, writeWhole } from "./draft-folder.ts";
import { listStateOn } from "./list-state.ts";
import { plainWords } from "./official-text.ts";
import { sayFoundChange } from "./say-found-change.ts";
import type { Snapshot } from "./snapshot.ts";

export interface DiffSettings {
  /** The folder `knowledge`. */
  readonly folder: string;
  readonly entries: Knowledge;
  /** Lists that are kept otherwise than as snapshots, such as the directory. */
  readonly moreLists: readonly Snapshot[];
  /** ISO days. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly today: string;
  readonly sector?: string | undefined;
  readonly writes: boolean;
  readonly print: (line: string) => void;
}

/** @returns the exit code: 1 when there are no two lists to compare */
export async function diffKnowledge(settings: DiffSettings): Promise<number> {
  const { folder, entries, moreLists, fromDay, toDay, today, sector, print } = settings;
  const { snapshots, unreadable } = await readSnapshots(join(folder, "snapshots"));
  for (const name of unreadable) print(`Không đọc được knowledge/snapshots/${name}; bỏ qua.`);
  const lists = [...moreLists, ...snapshots];
  const diff = diffLists({
    from: listStateOn(lists, fromDay),
    to: listStateOn(lists, toDay),
    fromDay,
    toDay,
    entries,
    isWanted: (name) => sector === undefined || plainWords(name) === plainWords(sector),
  });
  for (const line of describeDiff(diff, fromDay, toDay)) print(line);
  if (diff.compared.length === 0)
    print(
      `Không có hai danh mục khác ngày để so. Đang có: ${lists.map(({ date, source }) => `${formatDay(date)} (${source})`).join("; ") || "chưa có danh mục nào"}. Hãy nhập bằng hoidap knowledge import --write.`,
    );
  if (settings.writes) await writeChanges(diff, settings);
  else if (diff.sectors.length > 0)
    print("Thêm --write để viết bản nháp tin thay đổi vào knowledge/changes.");
  return diff.compared.length === 0 && diff.sectors.length === 0 ? 1 : 0;

  async function writeChanges(found: ListDiff, { writes: _, ...rest }: DiffSettings): Promise<void> {
    let written = 0;
    const kept: string[] = [];
    for (const { file, text } of changeDrafts(found, toDay, today)) {
      const path = join(rest.folder, "changes", file);
      if (await exists(path)) kept.push(file);
      else {
        await writeWhole(path, text);
        written += 1;
      }
    }
    print(`Đã viết ${written} tin nháp vào knowledge/changes, tất cả là unverified.`);
    if (kept.length > 0) print(`Đã có sẵn nên giữ nguyên ${kept.length} tệp: ${kept.join(", ")}`);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** In sections by sector, with the counts first. */
export function describeDiff(diff: ListDiff, fromDay: string, toDay: string): readonly string[] {
  const all = diff.sectors.flatMap(({ changes }) => changes);
  const lines = [`Thay đổi từ ngày ${formatDay(fromDay)} đến ngày ${formatDay(toDay)}:`];
  for (const { from, to } of diff.compared)
    lines.push(
      `  so ${from.source} (${formatDay(from.date)}) với ${to.source} (${formatDay(to.date)})${sharesTexts(from, to) ? "" : "; danh mục sau chỉ có tên, nơi giải quyết và lĩnh vực nên không biết giấy tờ, các bước có đổi không"}`,
    );
  if (diff.uncompared.length > 0)
    lines.push(
      `  không so được ${diff.uncompared.length} cơ quan chỉ có trong một danh mục: ${diff.uncompared.join(", ")}`,
    );
  lines.push(`  ${countWords(all)}`);
  for (const { sector, changes } of diff.sectors)
    lines.push(
      "",
      `${sector} (${changes.length})`,
      ...changes.map((change) => `  • ${sayFoundChange(change)}`),
    );
  lines.push("");
  return lines;
}

const COUNT_WORDS: readonly (readonly [FoundChange["kind"], string])[] = [
  ["added", "mới"],
  ["amended", "có thay đổi"],
  ["recoded", "đổi mã"],
  ["removed", "không còn trên danh mục"],
  ["begins", "bắt đầu áp dụng"],
  ["ends", "hết hiệu lực"],
];

function countWords(changes: readonly FoundChange[]): string {
  const parts = COUNT_WORDS.flatMap(([kind, words]) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  return parts.length > 0 ? `${parts.join(", ")}.` : "Không có thay đổi nào.";
}

function sharesTexts(from: Snapshot, to: Snapshot): boolean {
  return from.facets.some((facet) => to.facets.includes(facet));
}
