/** What the reception unit sends back: rows with a code, a status and words, from an XLSX or a CSV of any order. */
import { foldDiacritics } from "../../language/index.ts";
import { CODE_HEADING, STATUS_HEADING, WORDS_HEADING } from "../handover/columns.ts";
import { readCsv } from "./read-csv.ts";
import { readWorkbook, type Sheet } from "./read-workbook.ts";
import { SheetUnreadable } from "./sheet-unreadable.ts";

export interface ReturnedRow {
  /** As the spreadsheet counts: the heading is row 1. */
  readonly number: number;
  /** Undefined for a CSV. */
  readonly sheet: string | undefined;
  readonly code: string;
  readonly status: string;
  readonly words: string;
}

/** A batch of 10,000 tickets has 2 MB. */
const LARGEST_FILE = 10 * 1024 * 1024;

const CODE_NAMES = [CODE_HEADING, "mã", "mã phản ánh", "service_request_id", "code"];
const STATUS_NAMES = [STATUS_HEADING, "trạng thái mới", "kết quả xử lý", "status"];
const WORDS_NAMES = [WORDS_HEADING, "trả lời", "kết quả", "nội dung", "lý do", "status_notes", "words"];

/** @throws SheetUnreadable, in words for an officer */
export async function readReturnedSheet(bytes: Uint8Array): Promise<readonly ReturnedRow[]> {
  if (bytes.length === 0) throw new SheetUnreadable("Tệp trống.");
  refuseLarge(bytes.length);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const sheets: readonly Sheet[] = isZip
    ? await readWorkbook(bytes)
    : [{ name: "", rows: readCsv(decode(bytes)) }];
  const tables = sheets.flatMap((sheet) => readTable(sheet, isZip) ?? []);
  if (tables.length === 0)
    throw new SheetUnreadable(
      `Không thấy bảng nào có cả cột “${CODE_HEADING}” và “${STATUS_HEADING}”. Hãy dùng tệp phieu.xlsx của lô, sửa hai cột “${STATUS_HEADING}” và “${WORDS_HEADING}”.`,
    );
  return tables.flat();
}

/** To be asked before a file is read. @throws SheetUnreadable */
export function refuseLarge(size: number): void {
  if (size > LARGEST_FILE)
    throw new SheetUnreadable("Tệp lớn hơn 10 MB. Hãy bỏ bớt cột, ảnh hoặc chia làm nhiều tệp.");
}

function decode(bytes: Uint8Array): string {
  // What Excel calls "Unicode text".
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  let text: string;
  try {
    text = new TextDecoder(isUtf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SheetUnreadable(
      "Tệp không phải .xlsx, cũng không phải CSV dạng UTF-8. Hãy lưu lại dạng “Excel Workbook (.xlsx)”.",
    );
  }
  if (text.includes("\u0000")) throw new SheetUnreadable("Tệp không phải .xlsx, cũng không phải CSV.");
  return text;
}

function readTable({ name, rows }: Sheet, isNamed: boolean): readonly ReturnedRow[] | undefined {
  const [head = []] = rows;
  const names = head.map((cell) => plain(cell ?? ""));
  const find = (wanted: readonly string[]) =>
    wanted.map((one) => names.indexOf(plain(one))).find((at) => at >= 0);
  const code = find(CODE_NAMES);
  const status = find(STATUS_NAMES);
  const words = find(WORDS_NAMES);
  if (code === undefined || status === undefined) return undefined;
  return rows.slice(1).flatMap((row, index): ReturnedRow[] => {
    const cell = (at: number | undefined) => (at === undefined ? "" : (row[at] ?? "").trim());
    const returned = {
      number: index + 2,
      sheet: isNamed ? name : undefined,
      code: cell(code),
      status: cell(status),
      words: cell(words),
    };
    return returned.code || returned.status || returned.words ? [returned] : [];
  });
}

function plain(text: string): string {
  return foldDiacritics(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, " ")
    .trim();
}
