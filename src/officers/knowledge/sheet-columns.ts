/** Which column of an office's table is which: by the many names that headings have, with or without marks. */
import type { ImportedFacet } from "./import-record.ts";
import { plainWords } from "./official-text.ts";

/** What of a table is used; `fees` and `time` are known in order to be left out. */
export type Column =
  | "code"
  | "title"
  | "sector"
  | "issuer"
  | "agency"
  | "level"
  | "decision"
  | "url"
  | "online"
  | "fees"
  | "time"
  | ImportedFacet;

/** Words of headings, without marks; the first column that fits is taken, whole names before beginnings. */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  code: [
    "ma tthc",
    "ma so tthc",
    "ma thu tuc",
    "ma so thu tuc",
    "ma thu tuc hanh chinh",
    "ma so thu tuc hanh chinh",
    "ma so",
    "ma",
    "so ho so tthc",
    "ma ho so tthc",
    "ma tthc quoc gia",
    "ma dvc",
    "ma dich vu cong",
    "code",
  ],
  title: [
    "ten tthc",
    "ten thu tuc",
    "ten thu tuc hanh chinh",
    "ten",
    "thu tuc hanh chinh",
    "ten dich vu cong",
    "ten dvc",
    "noi dung thu tuc",
    "title",
  ],
  sector: ["linh vuc", "ten linh vuc", "nhom linh vuc", "nganh linh vuc"],
  issuer: ["co quan ban hanh", "co quan cong bo", "bo nganh", "bo nganh dia phuong", "don vi ban hanh"],
  agency: [
    "co quan thuc hien",
    "co quan giai quyet",
    "don vi thuc hien",
    "don vi giai quyet",
    "co quan thuc hien tthc",
    "co quan truc tiep thuc hien",
    "co quan co tham quyen",
    "tham quyen giai quyet",
    "noi thuc hien",
    "dia diem thuc hien",
    "authority",
  ],
  level: ["cap thuc hien", "cap giai quyet", "cap", "cap hanh chinh", "level"],
  decision: [
    "quyet dinh cong bo",
    "so quyet dinh",
    "so qd",
    "qd cong bo",
    "so qd cong bo",
    "quyet dinh",
    "van ban cong bo",
    "so quyet dinh cong bo",
  ],
  url: ["url", "lien ket", "duong dan", "dia chi", "link", "dia chi truy cap"],
  online: ["muc do dvc", "muc do dich vu cong", "muc do", "dvc truc tuyen", "dich vu cong truc tuyen"],
  fees: ["phi le phi", "phi", "le phi", "muc phi", "muc thu"],
  time: ["thoi han giai quyet", "thoi gian giai quyet", "thoi han", "thoi gian"],
  steps: ["trinh tu thuc hien", "cac buoc", "trinh tu", "quy trinh"],
  "required-documents": ["thanh phan ho so", "ho so", "giay to can co", "thanh phan so luong ho so"],
  applicants: ["doi tuong thuc hien", "doi tuong", "ai duoc lam"],
  conditions: ["yeu cau dieu kien", "dieu kien", "yeu cau dieu kien thuc hien"],
  result: ["ket qua thuc hien", "ket qua", "ket qua giai quyet", "ket qua xu ly"],
  "legal-basis": ["can cu phap ly", "co so phap ly", "van ban quy dinh"],
};

export const COLUMNS = Object.keys(NAMES) as readonly Column[];

/** In the words of an officer, for what is missing. */
export const NEEDED_WORDS = "“Mã TTHC” (hoặc Mã số, Mã thủ tục) và “Tên TTHC” (hoặc Tên thủ tục)";

/** A title and a few lines of an office's head come before the headings, and sometimes a good many. */
const MOST_LINES_BEFORE = 30;

export interface FoundColumns {
  /** Index of the row with the headings. */
  readonly headAt: number;
  /** Index of the first row below them; one more where the headings take two rows. */
  readonly firstAt: number;
  readonly at: ReadonlyMap<Column, number>;
}

type Row = readonly (string | undefined)[];

/** The row of headings and its columns; undefined when no row has both a code and a name. */
export function findColumns(rows: readonly Row[]): FoundColumns | undefined {
  for (let headAt = 0; headAt < Math.min(rows.length, MOST_LINES_BEFORE); headAt += 1) {
    const one = columnsOf(rows[headAt] ?? []);
    if (one.has("code") && one.has("title")) return { headAt, firstAt: headAt + 1, at: one };
    // “Thủ tục hành chính” above, “Mã” and “Tên” below it.
    const below = rows[headAt + 1];
    if (one.size === 0 || !below) continue;
    const both = columnsOf(below);
    if (!both.has("code") || !both.has("title")) continue;
    for (const [column, at] of one) if (!both.has(column) && !filled(below[at])) both.set(column, at);
    return { headAt, firstAt: headAt + 2, at: both };
  }
  return undefined;
}

/** The headings of the row that looks most like one, for telling what was seen. */
export function seenHeadings(rows: readonly Row[]): readonly string[] {
  const top = rows.slice(0, MOST_LINES_BEFORE).map((row) => row.filter(filled).map((cell) => short(cell)));
  const best = top
    .map((cells, at) => ({ cells, known: columnsOf(rows[at] ?? []).size }))
    .sort((a, b) => b.known - a.known || b.cells.length - a.cells.length)[0];
  return best?.cells ?? [];
}

function columnsOf(row: Row): Map<Column, number> {
  // “Phí, lệ phí (nếu có)”
  const words = row.map((cell) => plainWords((cell ?? "").replace(/\([^)]*\)?/gu, " ")));
  const found = new Map<Column, number>();
  const taken = new Set<number>();
  const take = (fits: (cell: string, name: string) => boolean) => {
    for (const column of COLUMNS) {
      if (found.has(column)) continue;
      for (const name of NAMES[column]) {
        const at = words.findIndex((cell, index) => !taken.has(index) && cell !== "" && fits(cell, name));
        if (at < 0) continue;
        found.set(column, at);
        taken.add(at);
        break;
      }
    }
  };
  take((cell, name) => cell === name);
  // “Cơ quan thực hiện cấp xã”: a longer heading that begins so, but no sentence, and not “Mã số thuế”.
  take(
    (cell, name) =>
      name.split(" ").length > 2 && cell.startsWith(`${name} `) && cell.length <= name.length + 40,
  );
  return found;
}

const filled = (cell: string | undefined): cell is string => cell !== undefined && cell.trim() !== "";

function short(cell: string): string {
  const line = cell.replace(/\s+/gu, " ").trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
