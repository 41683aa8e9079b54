/** Reads the tables that offices have (XLSX, CSV): finds the headings, and makes of each row a record or a reason. */
import { parse } from "csv-parse/sync";
import { fillMerged } from "../tickets/merged-ranges.ts";
import { FORMULA_CELL, readWorkbook, type Sheet } from "../tickets/read-workbook.ts";
import { SheetUnreadable } from "../tickets/sheet-unreadable.ts";
import {
  checkRecord,
  type DraftLevel,
  IMPORTED_FACETS,
  type ImportRecord,
  type ReadRecords,
  type RefusedRow,
  refuseRepeated,
  UNKNOWN_SECTOR,
} from "./import-record.ts";
import { bodySlug, isOtherProvince, SECTOR_SCOPE, slugOf } from "./issuing-bodies.ts";
import { draftText, officialLine, plainWords } from "./official-text.ts";
import { readSheetCode } from "./read-sheet-code.ts";
import { type Column, type FoundColumns, findColumns, NEEDED_WORDS, seenHeadings } from "./sheet-columns.ts";

type Row = readonly (string | undefined)[];

/** Rows of a sheet with their numbers as the officer sees them. */
interface Table {
  /** Empty for a CSV. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly numberOf: (index: number) => number;
}

/** @throws SheetUnreadable when it is no table, or one without a code and a name */
export async function readSheetRecords(bytes: Uint8Array): Promise<ReadRecords> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const tables = isZip ? (await readWorkbook(bytes)).map(toTable) : [readCsvTable(decodeText(bytes))];
  const read = tables.flatMap((table) => {
    const columns = findColumns(table.rows);
    return columns ? [{ table, columns }] : [];
  });
  if (read.length === 0) throw new SheetUnreadable(explainUnknown(tables));
  const parts = read.map(({ table, columns }) => readTable(table, columns));
  const { records, refused } = refuseRepeated(parts.flatMap((part) => part.records));
  const known = new Set(read.flatMap(({ columns }) => [...columns.at.keys()]));
  return {
    layout: "sheet",
    records,
    refused: [...parts.flatMap((part) => part.refused), ...refused],
    otherProvinces: parts.reduce((sum, part) => sum + part.otherProvinces, 0),
    facets: IMPORTED_FACETS.filter((facet) => known.has(facet)),
    notes: notesOf(tables, read, known),
  };
}

/** @throws SheetUnreadable for what is neither UTF-8 nor UTF-16 */
export function decodeText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(isUtf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\u0000")) return text;
  } catch {
    // Said below.
  }
  throw new SheetUnreadable(
    "Tệp không phải .xlsx, CSV hay JSONL dạng UTF-8. Nếu là .xls hoặc CSV cũ, hãy mở bằng Excel rồi lưu lại dạng “Excel Workbook (.xlsx)”.",
  );
}

function toTable({ name, rows, merged = [] }: Sheet): Table {
  return { name, rows: fillMerged(rows, merged), numberOf: (index) => index + 1 };
}

function readCsvTable(text: string): Table {
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    lines = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    }) as unknown as typeof lines;
  } catch (error) {
    throw new SheetUnreadable(
      "Tệp CSV không đọc được: có dấu ngoặc kép mở mà không đóng. Hãy lưu lại dạng “Excel Workbook (.xlsx)”.",
      { cause: error },
    );
  }
  return {
    name: "",
    rows: lines.map(({ record }) => record),
    // The library counts the lines that ended before; a row of several lines is named by its last.
    numberOf: (index) => lines[index]?.info.lines ?? index + 1,
  };
}

/** Of “,” “;” and tab, the one that makes the first rows widest, outside of quotes. */
function separatorOf(text: string): string {
  const unquoted = text.slice(0, 20_000).replace(/"[^"]*"/gu, "");
  const count = (separator: string) => unquoted.split(separator).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

function explainUnknown(tables: readonly Table[]): string {
  const seen = tables.map(({ name, rows }) => {
    const headings = seenHeadings(rows).map((heading) => `“${heading}”`);
    const where = name ? `sheet “${name}”: ` : "";
    return `${where}${headings.length > 0 ? headings.join(", ") : "không có chữ nào"}`;
  });
  return `Không hiểu bảng này. Cần một dòng tiêu đề có cột ${NEEDED_WORDS}. Các cột thấy được: ${seen.join("; ")}. Hãy thêm hoặc đổi tên cột rồi chạy lại.`;
}

function notesOf(
  tables: readonly Table[],
  read: readonly { readonly table: Table; readonly columns: FoundColumns }[],
  known: ReadonlySet<Column>,
): string[] {
  const notes: string[] = [];
  const passed = tables.filter((table) => !read.some((one) => one.table === table));
  if (passed.length > 0)
    notes.push(`Bỏ qua sheet không có cột mã và tên: ${passed.map(({ name }) => name).join(", ")}.`);
  if (known.has("fees") || known.has("time"))
    notes.push(
      "Cột phí, lệ phí, thời hạn không được lấy vào bản nháp: hãy chép tay từ văn bản khi viết mục.",
    );
  return notes;
}

interface ReadTable {
  readonly records: ImportRecord[];
  readonly refused: RefusedRow[];
  otherProvinces: number;
}

function readTable({ name, rows, numberOf }: Table, columns: FoundColumns): ReadTable {
  const result: ReadTable = { records: [], refused: [], otherProvinces: 0 };
  let group = { sector: "", levels: [] as readonly DraftLevel[] };
  rows.slice(columns.firstAt).forEach((row, below) => {
    const place = `${name ? `sheet “${name}”, ` : ""}dòng ${numberOf(columns.firstAt + below)}`;
    const texts = row.map((cell) => officialLine(cell === FORMULA_CELL ? "" : (cell ?? "")));
    if (texts.every((text) => text === "")) return;
    const heading = groupHeading(texts, columns);
    if (heading !== undefined) {
      group = { sector: sectorOf(heading) ?? group.sector, levels: levelsOf(heading) ?? group.levels };
      return;
    }
    // Some tables number their columns below the headings: (1), (2), (3).
    if (texts.filter(Boolean).every((text) => /^\(?\d{1,2}\)?$/u.test(text))) return;
    const read = readRow(row, place, columns, group);
    if (read === "other-province") result.otherProvinces += 1;
    else if ("reason" in read) result.refused.push(read);
    else result.records.push(read);
  });
  return result;
}

/** “I. LĨNH VỰC HỘ TỊCH” over the width of the table: one text, and no code. */
function groupHeading(texts: readonly string[], columns: FoundColumns): string | undefined {
  const code = texts[columns.at.get("code") ?? -1] ?? "";
  if (readSheetCode(code)) return undefined;
  const isMark = (text: string) => /^(?:[IVXL]{1,6}|[A-Z]|\d{1,3})[.)]?$/u.test(text);
  const words = [...new Set(texts.filter((text) => text && !isMark(text)))];
  const [only = ""] = words;
  const marks = texts.filter(isMark);
  if (words.length !== 1) return undefined;
  // A name without a code is a row that lacks one.
  const isMarked =
    marks.some((text) => /^[A-Z]/u.test(text)) || /^(?:[IVXL]{1,6}|[A-Z]|\d{1,2})[.)]\s/u.test(only);
  return isMarked || /lĩnh vực|cấp (?:xã|tỉnh|huyện|bộ)|danh mục/iu.test(only) ? only : undefined;
}

function sectorOf(heading: string): string | undefined {
  const name = heading
    .replace(/^(?:[IVXL]{1,6}|[A-Z]|\d{1,2})[.)]\s*/u, "")
    .replace(/\(.*\)$/u, "")
    .replace(/^lĩnh vực\s*:?\s*/iu, "")
    .trim();
  if (/cấp (?:xã|tỉnh|huyện|bộ)|danh mục|thủ tục hành chính/iu.test(name) || name === "") return undefined;
  return name === name.toUpperCase() ? `${name.charAt(0)}${name.slice(1).toLowerCase()}` : name;
}

function readRow(
  row: Row,
  place: string,
  { at }: FoundColumns,
  group: { readonly sector: string; readonly levels: readonly DraftLevel[] },
): ImportRecord | RefusedRow | "other-province" {
  const raw = (column: Column) => row[at.get(column) ?? -1] ?? "";
  const line = (column: Column) => (raw(column) === FORMULA_CELL ? "" : officialLine(raw(column)));
  const refuse = (reason: string, code = ""): RefusedRow => ({ place, code, reason });
  if ([raw("code"), raw("title")].includes(FORMULA_CELL))
    return refuse("mã hoặc tên là công thức: sao chép ô, dán lại dạng “Giá trị”");
  if (isOtherProvince(line("issuer"))) return "other-province";
  if (!line("code")) return refuse("thiếu mã thủ tục");
  const code = readSheetCode(line("code"));
  if (!code) return refuse(`“${line("code").slice(0, 40)}” không phải mã thủ tục (ví dụ 1.001193)`);
  const texts = Object.fromEntries(
    IMPORTED_FACETS.filter((facet) => at.has(facet)).map((facet) => [
      facet,
      draftText(raw(facet) === FORMULA_CELL ? "" : raw(facet)),
    ]),
  );
  const sector = line("sector") || group.sector || UNKNOWN_SECTOR;
  const level = line("level");
  const url = line("url");
  const warnings = [
    code.remark,
    /huyện/iu.test(`${level} ${line("agency")}`) ? OLD_DISTRICT : undefined,
  ].filter((warning) => warning !== undefined);
  const record = checkRecord({
    place,
    code: code.code,
    title: line("title"),
    sector,
    levels: levelsOf(level) ?? group.levels,
    agency: line("agency"),
    competent: "",
    applicants: line("applicants"),
    decision: line("decision"),
    url: /^https?:\/\/\S+$/u.test(url) ? url : "",
    scope: bodySlug(line("issuer")) || `${SECTOR_SCOPE}${slugOf(sector)}`,
    isOnline: at.has("online") ? onlineOf(line("online")) : undefined,
    texts,
    warnings,
  });
  return typeof record === "string" ? refuse(record, code.code) : record;
}

const OLD_DISTRICT = "còn nhắc cấp huyện, đã bỏ từ 01/7/2025";

/** Levels that a text names; undefined when it names none. */
function levelsOf(text: string): readonly DraftLevel[] | undefined {
  const words = ` ${plainWords(text)} `;
  const found: DraftLevel[] = [];
  if (/ (?:xa|phuong) /u.test(words)) found.push("commune");
  if (/ (?:tinh|thanh pho|so) /u.test(words)) found.push("province");
  if (/ (?:bo|trung uong) /u.test(words)) found.push("ministry");
  return found.length > 0 ? found : undefined;
}

/** “Toàn trình”, “Một phần”, “Mức 4”, “x” are online; “Không” and “Cung cấp thông tin” are not; empty says nothing. */
function onlineOf(text: string): boolean | undefined {
  const words = plainWords(text);
  if (/toan trinh|mot phan|truc tuyen|muc do [34]|^[34x]$|^co$/u.test(words)) return true;
  if (/^khong|thong tin|truc tiep|muc do [12]|^[12]$/u.test(words)) return false;
  return undefined;
}
