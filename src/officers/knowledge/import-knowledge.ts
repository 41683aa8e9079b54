/** `hoidap knowledge import`: reads a list, says what is new, changed and gone, and writes drafts when told to. */
import { join } from "node:path";
import type { Knowledge } from "../../core/knowledge/index.ts";
import { SheetUnreadable } from "../tickets/sheet-unreadable.ts";
import { clearUnfinished, readDrafts, readSnapshots, writeWhole } from "./draft-folder.ts";
import { type DraftLevel, type ImportRecord, type ReadRecords, UNKNOWN_SECTOR } from "./import-record.ts";
import { describeImport, type ImportReport } from "./import-report.ts";
import { SECTOR_SCOPE, slugOf } from "./issuing-bodies.ts";
import { listStateOn } from "./list-state.ts";
import { plainWords } from "./official-text.ts";
import { findGone, type PlanInput, type PlannedRecord, planRecord } from "./plan-drafts.ts";
import { looksLikePortal, readPortalLines } from "./portal-record.ts";
import { decodeText, readSheetRecords } from "./read-sheet-records.ts";
import { snapshotName, toSnapshot, writeSnapshot } from "./snapshot.ts";

export interface ImportSettings {
  /** The folder `knowledge`. */
  readonly folder: string;
  readonly entries: Knowledge;
  readonly source: string;
  /** ISO day for which the list holds. */
  readonly date: string;
  /** ISO day. */
  readonly today: string;
  /** Only this sector; and the sector of rows that name none. */
  readonly sector?: string | undefined;
  /** Only this level; and the level of rows that name none. */
  readonly level?: DraftLevel | undefined;
  /** Whether a table claims to hold all procedures of its bodies or sectors; the portal's records always do. */
  readonly isWhole: boolean;
  readonly writes: boolean;
  readonly only?: "new" | "changed" | undefined;
  /** Where the whole report goes. */
  readonly reportPath: string;
  readonly print: (line: string) => void;
  readonly progress: (label: string, total: number) => (done: number) => void;
}

const DRAFTS = "drafts";
const SNAPSHOTS = "snapshots";

/**
 * @returns the exit code: 1 when a row was refused
 * @throws SheetUnreadable, in words for an officer, when the file cannot be read at all
 */
export async function importKnowledge(bytes: Uint8Array, settings: ImportSettings): Promise<number> {
  const { folder, print, date, today, source } = settings;
  const read = await readAny(bytes);
  const drafts = await readDrafts(join(folder, DRAFTS));
  const { snapshots, unreadable } = await readSnapshots(join(folder, SNAPSHOTS));
  for (const name of unreadable) print(`Không đọc được knowledge/${SNAPSHOTS}/${name}; bỏ qua.`);
  const input: PlanInput = {
    read,
    entries: settings.entries,
    drafts,
    earlier: listStateOn(snapshots, date),
    source: { title: source, date, importedOn: today },
  };
  const records = read.records.map((record) => withDefaults(record, settings));
  const chosen = records.filter((record) => isChosen(record, settings));
  const step = settings.progress("Đã so", chosen.length);
  const planned = chosen.map((record, at) => {
    step(at + 1);
    return planRecord(record, input);
  });
  const isWhole = read.layout === "portal" || settings.isWhole;
  const all = { ...read, records };
  const report: ImportReport = {
    source,
    date,
    read,
    planned,
    leftOut: records.length - chosen.length,
    gone: isWhole ? findGone(all, input).filter((one) => isOfSector(one, settings)) : undefined,
  };
  for (const line of describeImport(report)) print(line);
  await writeWhole(settings.reportPath, `${describeImport(report, Number.POSITIVE_INFINITY).join("\n")}\n`);
  print("");
  print(`Báo cáo đầy đủ: ${settings.reportPath}`);
  if (settings.writes) await writeAll(planned, all, isWhole, new Set(drafts.keys()), settings);
  else print("Đây là xem trước, chưa viết gì. Thêm --write để viết bản nháp.");
  return read.refused.length > 0 ? 1 : 0;
}

async function readAny(bytes: Uint8Array): Promise<ReadRecords> {
  if (bytes.length === 0) throw new SheetUnreadable("Tệp trống.");
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readSheetRecords(bytes);
  const text = decodeText(bytes).replace(/^\uFEFF/u, "");
  return looksLikePortal(text) ? readPortalLines(text) : readSheetRecords(bytes);
}

function withDefaults(record: ImportRecord, { sector, level }: ImportSettings): ImportRecord {
  const needsSector = sector !== undefined && record.sector === UNKNOWN_SECTOR;
  return {
    ...record,
    ...(needsSector && { sector }),
    ...(needsSector &&
      record.scope.startsWith(SECTOR_SCOPE) && { scope: `${SECTOR_SCOPE}${slugOf(sector)}` }),
    ...(level && record.levels.length === 0 && { levels: [level] }),
  };
}

function isChosen(record: ImportRecord, { sector, level }: ImportSettings): boolean {
  return isOfSector(record, { sector }) && (level === undefined || record.levels.includes(level));
}

function isOfSector(one: { readonly sector: string }, { sector }: Pick<ImportSettings, "sector">): boolean {
  return sector === undefined || plainWords(one.sector) === plainWords(sector);
}

/** The snapshot comes last: an import that was broken off has left none, and the next one finds the same earlier list. */
async function writeAll(
  planned: readonly PlannedRecord[],
  read: ReadRecords,
  isWhole: boolean,
  drafted: Set<string>,
  { folder, print, progress, only, source, date, today }: ImportSettings,
): Promise<void> {
  const wanted = planned.filter(({ fate, write }) => {
    if (!write) return false;
    if (only === undefined) return true;
    return only === "new" ? fate === "new" : fate === "changed" || fate === "kept";
  });
  await clearUnfinished(join(folder, DRAFTS));
  const step = progress("Đã viết", wanted.length);
  let done = 0;
  for (const { record, write } of wanted) {
    if (!write) continue;
    await writeWhole(join(folder, DRAFTS, write.path), write.text);
    drafted.add(record.code);
    done += 1;
    step(done);
  }
  const name = snapshotName(date, source);
  const snapshot = toSnapshot(read, { date, source, importedOn: today, isWhole }, drafted);
  await writeWhole(join(folder, SNAPSHOTS, name), writeSnapshot(snapshot));
  print(
    `Đã viết ${done} bản nháp vào knowledge/${DRAFTS}, và danh sách ngày này vào knowledge/${SNAPSHOTS}/${name}.`,
  );
  print("Bản nháp chưa ai kiểm tra; không có phí, không có thời hạn.");
}
