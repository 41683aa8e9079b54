/**
 * The workbook of a batch. The library makes the book: sheets, heads, styles, and the small sheets whole. The rows of
 * the two large sheets are put into it while it is zipped, so that a batch of any size needs the memory of one page.
 */
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from "fflate";
import writeExcelFile, { type CellObject, type SheetData } from "write-excel-file/node";
import { type Column, FOLLOW_UP_COLUMNS, REPORT_COLUMNS } from "./columns.ts";
import type { HandedEntry } from "./handed-entry.ts";
import { sheetMoment } from "./moment.ts";
import { columnLetters, libraryText, xlsxText } from "./xlsx-text.ts";

export interface SmallSheets {
  readonly statistics: readonly (readonly [heading: string, label: string, count: number])[];
  readonly notes: readonly string[];
}

export interface Workbook {
  addReport(row: HandedEntry): void;
  addFollowUp(row: HandedEntry): void;
  /** What was added since goes to the file. */
  flush(): void;
  finish(small: SmallSheets): Promise<void>;
}

const LARGE_SHEETS = [
  { name: "Phiếu mới", part: "xl/worksheets/sheet1.xml", columns: REPORT_COLUMNS },
  { name: "Bổ sung", part: "xl/worksheets/sheet2.xml", columns: FOLLOW_UP_COLUMNS },
] as const;

/** The same in every zone and every year: the bytes of a batch never depend on when and where they are made. */
const FIXED_TIME = new Date(1980, 0, 1, 0, 0, 0);

const HEAD = { fontWeight: "bold", backgroundColor: "#DDEBF7", wrap: true, alignVertical: "top" } as const;

/** @param write gets the bytes of the workbook, in order */
export async function createWorkbook(write: (chunk: Uint8Array) => void): Promise<Workbook> {
  const plan = await makeParts({ statistics: [], notes: [] });
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    write(chunk);
  });
  const begin = (path: string): ZipDeflate => {
    const part = new ZipDeflate(path, { level: 6 });
    part.mtime = FIXED_TIME;
    zip.add(part);
    return part;
  };
  const put = (path: string, parts: Parts) => begin(path).push(strToU8(parts[path] ?? ""), true);

  const large = LARGE_SHEETS.map(({ part }) => part as string);
  // Programs that guess a file's type look at the first part.
  put("[Content_Types].xml", plan);
  const [reports, followUps] = LARGE_SHEETS.map(({ part, columns }) =>
    createRows(begin(part), plan[part] ?? "", columns),
  ) as [Rows, Rows];

  return {
    addReport: reports.add,
    addFollowUp: followUps.add,
    flush: () => {
      reports.flush();
      followUps.flush();
    },
    finish: async (small) => {
      reports.finish();
      followUps.finish();
      const whole = await makeParts(small);
      for (const path of Object.keys(whole))
        if (path !== "[Content_Types].xml" && !large.includes(path)) put(path, whole);
      zip.end();
    },
  };
}

type Parts = Readonly<Record<string, string>>;

/** The parts of the book by their paths, with one empty row in the large sheets that shows each column's style. */
async function makeParts({ statistics, notes }: SmallSheets): Promise<Parts> {
  const bytes = await writeExcelFile([
    ...LARGE_SHEETS.map(({ name, columns }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
      data: [
        columns.map(({ heading }): CellObject => ({ value: heading, ...HEAD })),
        columns.map((column): CellObject => styleOf(column)),
      ] satisfies SheetData,
    })),
    {
      sheet: "Thống kê",
      stickyRowsCount: 1,
      columns: [{ width: 16 }, { width: 50 }, { width: 12 }],
      data: [
        ["Mục", "Chi tiết", "Số lượng"].map((value): CellObject => ({ value, ...HEAD })),
        ...statistics.map(([heading, label, count]) => [
          { value: libraryText(heading), type: String, format: "@" } as const,
          { value: libraryText(label), type: String, format: "@" } as const,
          { value: count, type: Number } as const,
        ]),
      ],
    },
    {
      sheet: "Ghi chú",
      columns: [{ width: 110 }],
      data: [
        [{ value: "Ghi chú", ...HEAD }],
        ...notes.map((note) => [
          { value: libraryText(note), type: String, format: "@", wrap: true } as const,
        ]),
      ],
    },
  ]).toBuffer();
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]),
  );
}

function styleOf({ kind }: Column<HandedEntry>): CellObject {
  return kind === "moment"
    ? { type: Date, format: "dd/mm/yyyy hh:mm", alignVertical: "top" }
    : // Text also for what the unit types later: an answer that begins with a dash is no formula.
      { type: String, format: "@", wrap: true, alignVertical: "top" };
}

interface Rows {
  add(row: HandedEntry): void;
  flush(): void;
  finish(): void;
}

/** Puts rows into the place of the sheet's empty one. */
function createRows(part: ZipDeflate, sheet: string, columns: readonly Column<HandedEntry>[]): Rows {
  const from = sheet.indexOf('<row r="2">');
  const end = sheet.indexOf("</row>", from) + "</row>".length;
  const styles = [...sheet.slice(from, end).matchAll(/<c r="[A-Z]+2" s="(\d+)"\/>/gu)].map(([, id]) => id);
  if (from < 0 || styles.length !== columns.length)
    throw new Error("The library writes its sheets in another way than we know.");
  let number = 1;
  let waiting = sheet.slice(0, from);
  const push = (isLast: boolean) => {
    part.push(strToU8(waiting), isLast);
    waiting = "";
  };
  return {
    add: (row) => {
      number += 1;
      const cells = columns.map((column, index) =>
        cellOf(column.of(row), `${columnLetters(index)}${number}`, styles[index] ?? "0"),
      );
      waiting += `<row r="${number}">${cells.join("")}</row>`;
    },
    flush: () => {
      if (waiting) push(false);
    },
    finish: () => {
      waiting += sheet.slice(end);
      push(true);
    },
  };
}

function cellOf(value: string | number | undefined, address: string, style: string): string {
  if (value === undefined || value === "") return `<c r="${address}" s="${style}"/>`;
  if (typeof value === "number") return `<c r="${address}" s="${style}"><v>${sheetMoment(value)}</v></c>`;
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xlsxText(value)}</t></is></c>`;
}
