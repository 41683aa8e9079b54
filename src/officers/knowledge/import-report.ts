/** The report of an import, for the officer who ran it: what is new, changed and gone, and what to look at. */
import { formatDay } from "../../core/knowledge/index.ts";
import { type ChangedSide, SIDE_WORDS } from "./changed-sides.ts";
import type { ReadRecords } from "./import-record.ts";
import { shortLine } from "./official-text.ts";
import { FATES, type Fate, type GoneProcedure, type PlannedRecord } from "./plan-drafts.ts";

export interface ImportReport {
  readonly source: string;
  /** ISO day. */
  readonly date: string;
  readonly read: ReadRecords;
  readonly planned: readonly PlannedRecord[];
  /** Records that the options of the command left out. */
  readonly leftOut: number;
  /** Undefined where the file does not claim to be a whole list. */
  readonly gone: readonly GoneProcedure[] | undefined;
}

const FATE_WORDS: Readonly<Record<Fate, string>> = {
  new: "Mới",
  changed: "Có thay đổi",
  same: "Không đổi",
  kept: "Cán bộ đã sửa bản nháp, giữ nguyên; bản mới đặt bên cạnh",
  "has-entry": "Đã có mục, không viết nháp",
  poorer: "Bản nháp đang có đầy đủ hơn tệp này, giữ nguyên",
  older: "Bản nháp đang có mới hơn tệp này, giữ nguyên",
  "taken-away": "Cán bộ đã xóa bản nháp, không viết lại",
};

const SHOWN = 20;
const SHOWN_SECTORS = 15;
const LONGEST_TITLE = 110;

/** @param most how many lines of each list; undefined: all */
export function describeImport(report: ImportReport, most: number | undefined = SHOWN): readonly string[] {
  const { source, date, read, planned, leftOut, gone } = report;
  const lines: string[] = [
    `Nguồn: ${source}, ngày ${formatDay(date)}`,
    `Đọc được ${read.records.length} thủ tục${read.refused.length > 0 ? `, từ chối ${read.refused.length} dòng` : ""}.`,
    ...read.notes.map((note) => `Lưu ý: ${note}`),
  ];
  if (read.otherProvinces > 0)
    lines.push(`Bỏ qua ${read.otherProvinces} thủ tục do tỉnh, thành phố khác ban hành.`);
  if (leftOut > 0) lines.push(`Để ngoài ${leftOut} thủ tục theo lựa chọn của lệnh.`);
  lines.push("", ...countLines(planned, gone), "", ...sectorLines(planned, most));

  const of = (fate: Fate) => planned.filter((one) => one.fate === fate);
  const list = (title: string, items: readonly string[]) => lines.push(...listLines(title, items, most));
  list("Mới", of("new").map(nameOf));
  list("Có thay đổi", of("changed").map(changeLine));
  list(
    "Bản nháp cán bộ đã sửa: máy không ghi đè. Xin so với bản mới đặt bên cạnh rồi xóa bản mới",
    of("kept").map((one) => `${changeLine(one)} → ${one.write?.path ?? ""}`),
  );
  list(
    "Bản nháp đầy đủ hơn được giữ, nhưng danh sách này ghi khác",
    of("poorer").flatMap((one) => (one.changes.length > 0 ? [changeLine(one)] : [])),
  );
  list(
    "Mục có lẽ phải cập nhật: danh sách đã đổi từ lần nhập trước",
    of("has-entry").flatMap((one) => (one.changes.length > 0 ? [`mục ${changeLine(one)}`] : [])),
  );
  if (gone)
    list(
      "Không còn trong danh sách (xin kiểm tra trước khi tin là đã bãi bỏ)",
      gone.map(({ code, title, where }) => `${code}  ${titleOf(title)}  (${WHERE[where]})`),
    );
  list(
    "Mục khác với danh sách: xin đối chiếu rồi sửa mục, máy không sửa",
    of("has-entry").flatMap(({ record, remarks }) =>
      remarks.length > 0 ? [`mục ${record.code}: ${remarks.join("; ")}`] : [],
    ),
  );
  list(
    "Dòng bị từ chối",
    read.refused.map(({ place, code, reason }) => `${place}${code ? ` (${code})` : ""}: ${reason}`),
  );
  list("Cần để ý", warningLines(planned, most));
  return lines;
}

const SHOWN_CODES = 8;

/** One line for each kind of warning, with the codes that it is about. */
function warningLines(planned: readonly PlannedRecord[], most: number | undefined): string[] {
  const codes = new Map<string, string[]>();
  for (const { record } of planned)
    for (const warning of record.warnings) codes.set(warning, [...(codes.get(warning) ?? []), record.code]);
  return [...codes].map(([warning, all]) => {
    const shown = most === undefined || most > SHOWN ? all : all.slice(0, SHOWN_CODES);
    return `${warning} (${all.length}): ${shown.join(", ")}${all.length > shown.length ? ", …" : ""}`;
  });
}

const WHERE: Readonly<Record<GoneProcedure["where"], string>> = {
  entry: "còn mục",
  draft: "còn bản nháp",
  list: "có trong danh sách trước",
};

function countLines(planned: readonly PlannedRecord[], gone: ImportReport["gone"]): string[] {
  const counts = FATES.map((fate) => [FATE_WORDS[fate], count(planned, fate)] as const);
  const lines = counts.flatMap(([words, number]) => (number > 0 ? [`  ${pad(number)}  ${words}`] : []));
  const differing = planned.filter(({ fate, remarks }) => fate === "has-entry" && remarks.length > 0).length;
  if (differing > 0) lines.push(`  ${pad(differing)}    trong đó khác với danh sách`);
  const goneLine = gone
    ? `  ${pad(gone.length)}  Không còn trong danh sách`
    : "         Không xét thủ tục đã hết: tệp không nói là danh sách đầy đủ (nếu đầy đủ thì thêm --whole)";
  return ["Kết quả:", ...lines, goneLine];
}

function sectorLines(planned: readonly PlannedRecord[], most: number | undefined): string[] {
  const sectors = new Map<string, PlannedRecord[]>();
  for (const one of planned) {
    const group = sectors.get(one.record.sector) ?? [];
    group.push(one);
    sectors.set(one.record.sector, group);
  }
  const sorted = [...sectors].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const shown = most === undefined ? sorted : sorted.slice(0, SHOWN_SECTORS);
  const lines = shown.map(([sector, group]) => {
    const parts = (["new", "changed", "kept", "has-entry"] as const).flatMap((fate) =>
      count(group, fate) > 0 ? [`${SHORT[fate]} ${count(group, fate)}`] : [],
    );
    return `  ${pad(group.length)}  ${titleOf(sector)}${parts.length > 0 ? ` (${parts.join(", ")})` : ""}`;
  });
  if (sorted.length > shown.length) lines.push(`         và ${sorted.length - shown.length} lĩnh vực khác`);
  return sorted.length > 0 ? [`Theo lĩnh vực (${sorted.length}):`, ...lines] : [];
}

const SHORT = { new: "mới", changed: "đổi", kept: "giữ", "has-entry": "đã có mục" } as const;

function listLines(title: string, items: readonly string[], most: number | undefined): string[] {
  if (items.length === 0) return [];
  const shown = most === undefined ? items : items.slice(0, most);
  const rest = items.length - shown.length;
  return [
    "",
    `${title} (${items.length}):`,
    ...shown.map((item) => `  • ${item}`),
    ...(rest > 0 ? [`  … và ${rest} dòng nữa, xem trong tệp báo cáo`] : []),
  ];
}

function nameOf({ record }: PlannedRecord): string {
  return `${record.code}  ${titleOf(record.title)}`;
}

function changeLine(planned: PlannedRecord): string {
  return `${nameOf(planned)}: ${planned.changes.map(sayChange).join("; ")}`;
}

/** @example sayChange({ side: "agency", from: "Sở A", to: "Sở B" }) // "cơ quan thực hiện: “Sở A” → “Sở B”" */
export function sayChange({ side, from, to }: ChangedSide): string {
  return from && to ? `${SIDE_WORDS[side]}: “${titleOf(from)}” → “${titleOf(to)}”` : SIDE_WORDS[side];
}

const titleOf = (title: string) => shortLine(title, LONGEST_TITLE);
const pad = (number: number) => String(number).padStart(5);
const count = (planned: readonly PlannedRecord[], fate: Fate) =>
  planned.filter((one) => one.fate === fate).length;
