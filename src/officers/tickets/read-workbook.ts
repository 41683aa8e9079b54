/** Sheets of an XLSX that came from outside: never larger than it says, and every formula in it is seen. */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import readExcelFile from "read-excel-file/node";
import { type MergedRange, mergedRanges } from "./merged-ranges.ts";
import { SheetUnreadable } from "./sheet-unreadable.ts";

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** Of an XLSX: what was joined to one cell. */
  readonly merged?: readonly MergedRange[];
}

/** Stands in a cell whose content was a formula: what it would show is somebody else's arithmetic. */
export const FORMULA_CELL = "\uE000công thức\uE000";

/** A batch of 10,000 rows with long words has about 40 MB of XML. */
const LARGEST_CONTENT = 128 * 1024 * 1024;
const MOST_PARTS = 200;
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 200;

/** @throws SheetUnreadable for whatever is no workbook, or more than we take */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const parts = unpack(bytes);
  // Zipped again from what was counted, so that the reader cannot meet more than was looked at.
  const checked = Buffer.from(zipSync(parts, { level: 0 }));
  try {
    const sheets = await readExcelFile(checked, { trim: false });
    const merged = mergedRanges((path) => (parts[path] ? strFromU8(parts[path]) : undefined));
    return sheets.map(({ sheet, data }, at) => ({
      name: sheet,
      rows: data.map((row) => row.map(cellText)),
      merged: merged[at] ?? [],
    }));
  } catch (error) {
    throw new SheetUnreadable(
      "Tệp Excel không đọc được. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.",
      {
        cause: error,
      },
    );
  }
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let content = 0;
  let count = 0;
  let isTooLarge = false;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        content += originalSize;
        count += 1;
        isTooLarge ||= content > LARGEST_CONTENT || count > MOST_PARTS;
        return !isTooLarge;
      },
    });
  } catch (error) {
    throw new SheetUnreadable("Tệp không phải Excel (.xlsx), hoặc đã bị hỏng.", { cause: error });
  }
  if (isTooLarge) throw new SheetUnreadable("Tệp Excel bung ra quá lớn nên không đọc.");
  return Object.fromEntries(
    Object.entries(parts).map(([path, part]) => [
      path,
      /^xl\/worksheets\/[^/]+\.xml$/u.test(path) ? strToU8(inspectSheet(strFromU8(part))) : part,
    ]),
  );
}

/** Formulas become a mark; cells far away, for which a reader would make millions of empty ones, are refused. */
function inspectSheet(xml: string): string {
  for (const [, letters = "", row = "0"] of xml.matchAll(/\br\s*=\s*["']([A-Za-z]{1,9})?(\d+)["']/gu)) {
    if (Number(row) > MOST_ROWS || columnNumber(letters) > MOST_COLUMNS)
      throw new SheetUnreadable(
        `Bảng có ô ở quá xa (${letters}${row}). Hãy xóa các dòng, cột thừa rồi lưu lại.`,
      );
  }
  return xml.replace(
    /<((?:\w+:)?)c\b((?:[^>"']|"[^"]*"|'[^']*')*?)(?<!\/)>((?:(?!<\/\1c\s*>)[\s\S])*)<\/\1c\s*>/gu,
    (cell, prefix: string, attributes: string, inside: string) => {
      if (!new RegExp(`<${prefix}f[\\s/>]`, "u").test(inside)) return cell;
      const others = attributes.replace(/\bt\s*=\s*("[^"]*"|'[^']*')/u, "");
      const tag = (name: string) => `${prefix}${name}`;
      return `<${tag("c")}${others} t="inlineStr"><${tag("is")}><${tag("t")}>${FORMULA_CELL}</${tag("t")}></${tag("is")}></${tag("c")}>`;
    },
  );
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return value instanceof Date ? value.toISOString() : String(value);
}
