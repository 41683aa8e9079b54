/** Part of the composition root: `knowledge directory`, which makes a newer list from the portal's export. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "yaml";
import type { Config } from "./config.ts";
import { DIRECTORY_COLUMNS, loadContent } from "./content/index.ts";
import { isoDayInHaiPhong } from "./core/knowledge/index.ts";
import {
  describeRenewal,
  NotADirectory,
  renewDirectory,
  writeList,
} from "./officers/knowledge/renew-directory.ts";
import { readWorkbook } from "./officers/tickets/read-workbook.ts";

const CITY = "Hải Phòng";

export interface DirectoryOptions {
  /** The day on which the list was taken from the portal. */
  readonly date?: string;
  /** Only say what would be done. */
  readonly dryRun?: boolean;
}

/** @throws NotADirectory, SheetUnreadable: in words for an officer */
export async function renewDirectoryFile(
  path: string,
  options: DirectoryOptions,
  config: Config,
  now: Date,
  print: (line: string) => void,
): Promise<number> {
  const day = options.date ?? "";
  if (!/^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u.test(day) || day > isoDayInHaiPhong(now))
    throw new NotADirectory("Cho biết ngày lấy danh mục từ Cổng, ví dụ: --date 2026-10-15");
  const renewed = renewDirectory(await readTable(path), CITY);
  const { directory, files } = await loadContent(config.contentDir);
  const listed = new Set([...directory.rows.keys()].filter((code) => directory.label && code));
  for (const line of describeRenewal(renewed, listed)) print(line);
  const stem = join("knowledge", "directory", `danh-muc-${day.slice(0, 7)}`);
  if (options.dryRun) return 0;

  await mkdir(join(config.contentDir, "knowledge", "directory"), { recursive: true });
  await writeFile(join(config.contentDir, `${stem}.csv`), writeList(renewed.rows, DIRECTORY_COLUMNS));
  print(`Đã ghi ${stem}.csv`);
  const note = {
    label: `tháng ${Number(day.slice(5, 7))}/${day.slice(0, 4)}`,
    source: {
      title: "Danh mục thủ tục hành chính, Cổng Dịch vụ công quốc gia",
      date: day,
      url: "https://dichvucong.gov.vn",
    },
    verifiedOn: isoDayInHaiPhong(now),
    confidence: "unverified",
    ended: [...directory.ended.values()],
  };
  // What officers have written beside a list is theirs.
  const isWritten = await writeFile(
    join(config.contentDir, `${stem}.yaml`),
    stringify(note, { lineWidth: 0 }),
    {
      flag: "wx",
    },
  ).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
  print(isWritten ? `Đã ghi ${stem}.yaml` : `Giữ nguyên ${stem}.yaml đã có.`);
  const older = [...files.keys()].filter(
    (file) => file.startsWith("knowledge/directory/") && !basename(file).startsWith(basename(stem)),
  );
  if (older.length > 0) print(`Danh mục mới dùng được rồi thì xóa tệp cũ: ${older.join(", ")}`);
  return 0;
}

async function readTable(path: string): Promise<readonly (readonly (string | undefined)[])[]> {
  const bytes = await readFile(path);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await readWorkbook(bytes))[0]?.rows ?? [];
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const delimiter = /^[^\n]*;[^\n]*;/u.test(text) && !/^[^\n]*,[^\n]*,/u.test(text) ? ";" : ",";
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof CsvError)
      throw new NotADirectory(
        `Dòng ${error.lines ?? "?"} của tệp viết sai dấu ngoặc kép; hãy lưu lại tệp bằng Excel.`,
      );
    if (error instanceof TypeError)
      throw new NotADirectory("Tệp không phải chữ UTF-8. Hãy lưu lại dạng “CSV UTF-8” hoặc .xlsx.");
    throw error;
  }
}
