/** The files of `knowledge/directory/`: a list of the portal as CSV, and the note beside it as YAML. */
import { CsvError, parse } from "csv-parse/sync";
import {
  type DirectoryNote,
  type DirectoryRow,
  directoryNoteSchema,
  procedureCode,
} from "../core/knowledge/index.ts";
import { type Problem, showFound } from "./problem.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

export const DIRECTORY_COLUMNS = [
  "Mã số",
  "Tên",
  "Cơ quan ban hành",
  "Cơ quan thực hiện",
  "Lĩnh vực",
  "Trang",
] as const;

/** The list of a whole country has some five thousand rows. */
const LARGEST_BYTES = 8 * 1024 * 1024;
const LONGEST_NAME = 3_000;
const PORTAL_PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/";
/** Beyond these, one problem stands for all: the file is another one. */
const MOST_PROBLEMS = 50;

/** Cells of a row as they are kept: an array takes a third of the time of an object to be read again. */
export type StoredRow = readonly [
  code: string,
  name: string,
  issuer: string,
  handler: string,
  sector: string,
  page: string,
];

export interface ParsedList {
  /** The rows that are in order; absent when the file is no list. */
  readonly rows?: readonly StoredRow[];
  readonly problems: readonly Problem[];
}

export interface ParsedNote {
  readonly note?: DirectoryNote;
  readonly problems: readonly Problem[];
}

export function isDirectoryFile(file: string): boolean {
  return /^knowledge\/directory\/[^/]+\.(csv|yaml)$/u.test(file);
}

/** @example rowOf(["1.001193", "Đăng ký khai sinh", "Bộ Tư pháp", "", "Hộ tịch", ""]).handler // undefined */
export function rowOf([code, name, issuer, handler, sector, page]: StoredRow): DirectoryRow {
  return {
    code,
    name,
    issuer: issuer || undefined,
    handler: handler || undefined,
    sector: sector || undefined,
    url: page ? (page.startsWith("https://") ? page : PORTAL_PAGE + page) : undefined,
  };
}

/** A row that is not in order is reported and left out; the others count. Never throws, whatever the bytes are. */
export function parseDirectoryList(file: string, bytes: Uint8Array): ParsedList {
  const read = readText(file, bytes, LARGEST_BYTES);
  if ("problem" in read) return { problems: [read.problem] };
  const problems: Problem[] = [];
  const report = (line: number, field: string, message: string, found = "") =>
    problems.push({ severity: "error", file, line, field, message, found: showFound(found) });
  const cut = cutRows(read.text, (line) =>
    report(line, "", "dòng này viết sai dấu ngoặc kép nên không đọc được; hãy sửa hoặc xóa dòng"),
  );
  const [head, ...body] = cut;
  if (!head || DIRECTORY_COLUMNS.some((name, at) => head.cells[at]?.trim() !== name)) {
    report(1, "", `dòng đầu phải là: ${DIRECTORY_COLUMNS.join(",")}`, head?.cells.join(","));
    return { problems };
  }
  const lineOf = new Map<string, number>();
  const rows = body.flatMap(({ cells, line }) => {
    const trouble = troubleWith(cells);
    const [code = ""] = cells;
    const earlier = lineOf.get(code);
    if (trouble) report(line, trouble.field, trouble.message, trouble.found);
    else if (earlier !== undefined)
      report(line, "Mã số", `mã này đã có ở dòng ${earlier}; dòng này bị bỏ qua`, code);
    if (trouble || earlier !== undefined) return [];
    lineOf.set(code, line);
    return [cells as unknown as StoredRow];
  });
  return { rows, problems: shortened(problems, file) };
}

interface CutRow {
  readonly cells: readonly string[];
  /** Counted from 1. */
  readonly line: number;
}

function cutRows(text: string, unreadable: (line: number) => void): CutRow[] {
  const rows: CutRow[] = [];
  try {
    parse(text, {
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error: CsvError | undefined) => {
        unreadable(Number(error?.lines ?? 1));
        return undefined;
      },
      on_record: (cells: string[], { lines }: { lines: number }) => {
        const breaks = cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
        rows.push({ cells, line: lines - breaks });
        return null;
      },
    });
  } catch (error) {
    unreadable(error instanceof CsvError ? Number(error.lines ?? 1) : 1);
  }
  return rows;
}

function troubleWith(
  cells: readonly string[],
): { field: string; message: string; found: string } | undefined {
  const [code = "", name = "", , , , page = ""] = cells;
  if (cells.length !== DIRECTORY_COLUMNS.length)
    return {
      field: "",
      message: `phải có đúng ${DIRECTORY_COLUMNS.length} ô; chữ có dấu phẩy phải đặt trong ngoặc kép`,
      found: cells.join(","),
    };
  const checked = procedureCode.safeParse(code);
  if (!checked.success)
    return { field: "Mã số", message: checked.error.issues[0]?.message ?? "", found: code };
  if (!name) return { field: "Tên", message: "đang để trống", found: "" };
  if (name.length > LONGEST_NAME)
    return { field: "Tên", message: `dài quá ${LONGEST_NAME} ký tự`, found: name };
  if (page && !/^(https:\/\/[^\s]+|[0-9a-f-]{36})$/u.test(page))
    return {
      field: "Trang",
      message: "phải là địa chỉ bắt đầu bằng https:// hoặc mã trang 36 ký tự trên Cổng",
      found: page,
    };
  return undefined;
}

function shortened(problems: readonly Problem[], file: string): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const rest = problems.length - MOST_PROBLEMS;
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    {
      severity: "error",
      file,
      line: problems[MOST_PROBLEMS]?.line ?? 1,
      field: "",
      message: `và ${rest} lỗi nữa; có lẽ đây không phải danh mục thủ tục`,
      found: "",
    },
  ];
}

/** Never throws, whatever the bytes are. */
export function parseDirectoryNote(file: string, bytes: Uint8Array): ParsedNote {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  const { value, problems, lineAt } = readYaml(file, read.text, 1, directoryNoteSchema);
  if (!value) return { problems };
  const seen = new Set<string>();
  const twice = (value.ended ?? []).flatMap(({ code }, at): Problem[] => {
    if (!seen.has(code)) {
      seen.add(code);
      return [];
    }
    const line = lineAt(["ended", at, "code"]);
    return [
      { severity: "error", file, line, field: `ended.${at}.code`, message: "mã này có hai lần", found: code },
    ];
  });
  return twice.length > 0 ? { problems: twice } : { note: value, problems: [] };
}
