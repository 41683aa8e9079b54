import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvLine, guardText, unguardText } from "../../../src/officers/handover/guarded-text.ts";
import { writeBatch } from "../../../src/officers/handover/write-batch.ts";
import { readCsv } from "../../../src/officers/tickets/read-csv.ts";
import { FORMULA_CELL, readWorkbook } from "../../../src/officers/tickets/read-workbook.ts";
import { createSealer, makeKeyPair, openSealed } from "../../../src/sealing/index.ts";
import { batchOf, reportOf } from "./a-batch.ts";
import { FORMULA_PAYLOADS } from "./payloads.ts";

/** JSON and UTF-8 know no half of a pair: what was sealed as text has a sign in its place already. */
const TOLD = FORMULA_PAYLOADS.map((words) => words.toWellFormed());

let target: string;
let folder: string;

beforeAll(async () => {
  target = await mkdtemp(join(tmpdir(), "hoidap-lo-"));
  const pair = await makeKeyPair();
  const told = TOLD.flatMap((words) => [
    {
      entry: reportOf(words, {
        office: words,
        officeName: words,
        happened: words,
        dossier: words,
        contact: words,
      }),
    },
    { entry: { kind: "addition" as const, text: words } },
  ]);
  ({ path: folder } = await writeBatch(batchOf(told, createSealer([pair.recipient]), told.length), {
    target,
    open: openSealed([pair.identity]),
    progress: () => undefined,
  }));
});

afterAll(() => rm(target, { recursive: true, force: true }));

/** Cells of a column by its heading, without the heading. */
function column(rows: readonly (readonly (string | undefined)[])[], heading: string): (string | undefined)[] {
  const [head = [], ...body] = rows;
  const at = head.indexOf(heading);
  expect(at).toBeGreaterThanOrEqual(0);
  return body.map((row) => row[at] ?? undefined);
}

const WORDS_COLUMNS = [
  "Nội dung nguyên văn",
  "Cơ quan (lời người dân)",
  "Cơ quan (tên trong danh mục)",
  "Thời gian xảy ra",
  "Mã hồ sơ",
  "Liên hệ (người dân tự cho)",
];

describe("formulas in citizens' words", () => {
  it("are at least fifty", () => expect(new Set(TOLD).size).toBeGreaterThanOrEqual(50));

  it("are no formulas in the XLSX: its XML has none, and every cell with words is typed as text", async () => {
    const parts = unzipSync(await readFile(join(folder, "phieu.xlsx")));
    for (const [path, part] of Object.entries(parts)) {
      const xml = strFromU8(part);
      expect(xml, path).not.toMatch(/<(?:\w+:)?f[\s/>]/u);
      expect(xml, path).not.toMatch(/externalLink|ddeLink|<hyperlink/u);
      if (!/sheet[12]\.xml$/u.test(path)) continue;
      for (const [cell, attributes = "", inside] of xml.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/gu))
        if (inside !== undefined && !/ t="(?:inlineStr|s)"/u.test(` ${attributes}`))
          expect(cell).toMatch(/^<c [^>]*><v>[\d.]+<\/v><\/c>$/u);
    }
  });

  it("come back exactly from the XLSX", async () => {
    const sheets = await readWorkbook(await readFile(join(folder, "phieu.xlsx")));
    expect(sheets.map(({ name }) => name)).toEqual(["Phiếu mới", "Bổ sung", "Thống kê", "Ghi chú"]);
    for (const heading of WORDS_COLUMNS) expect(column(sheets[0]?.rows ?? [], heading)).toEqual(TOLD);
    expect(column(sheets[1]?.rows ?? [], "Nội dung nguyên văn")).toEqual(TOLD);
    expect(JSON.stringify(sheets)).not.toContain(FORMULA_CELL);
  });

  it("come back exactly from the CSV, and no cell of it begins like a formula", async () => {
    for (const [file, headings] of [
      ["phieu-moi.csv", WORDS_COLUMNS],
      ["bo-sung.csv", ["Nội dung nguyên văn"]],
    ] as const) {
      const bytes = await readFile(join(folder, file));
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const csv = bytes.toString("utf8");
      for (const heading of headings) expect(column(readCsv(csv), heading)).toEqual(TOLD);
    }
  });

  it.each([",", ";", "\t", "|"])(
    "begin no cell even for a program that splits at “%s”",
    async (separator) => {
      for (const words of TOLD) {
        const line = csvLine(["K7RM-4XTA-9HCE", words, "x"]);
        // The simplest of programs: knows no quotes, trims what cannot be seen.
        for (const cell of line.split(new RegExp(`[${separator}"\r\n]`, "u")))
          expect(cell.replace(/^[\s\p{Cc}\p{Cf}]+/u, "")).not.toMatch(/^[=+\-@＝＋－＠−]/u);
      }
    },
  );

  it("come back exactly from the JSON", async () => {
    const requests = JSON.parse(await readFile(join(folder, "phieu-moi.json"), "utf8")) as {
      description: string;
      extended_attributes: { contact: string };
    }[];
    expect(requests.map(({ description }) => description)).toEqual(TOLD);
    expect(requests.map(({ extended_attributes: { contact } }) => contact)).toEqual(TOLD);
  });

  it("are plain text on the slip", async () => {
    const html = await readFile(join(folder, "phieu-tiep-nhan.html"), "utf8");
    expect(html.match(/<section>/gu)).toHaveLength(TOLD.length);
    expect(html).not.toMatch(/<f>|<script|<\/is>/u);
    expect(html).toContain("&lt;f&gt;1+1&lt;/f&gt;");
  });
});

describe("the guard of a CSV", () => {
  const wild = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({
      unit: fc.constantFrom("'", "=", "-", "@", ",", ";", '"', "\t", "\r", "\n", " ", "\uFEFF", "a"),
    }),
  );

  it("is taken off exactly, whatever was written", () => {
    fc.assert(
      fc.property(wild, (words) => unguardText(guardText(words)) === words),
      { numRuns: 5_000 },
    );
  });

  it("leaves nothing that begins like a formula", () => {
    fc.assert(
      fc.property(wild, (words) => !/(?:^|[,;|"\t\r\n])[\s\p{Cc}\p{Cf}]*[=+\-@]/u.test(guardText(words))),
      { numRuns: 5_000 },
    );
  });

  it("is taken off by whoever reads the cells of a whole line", () => {
    fc.assert(
      fc.property(fc.array(wild, { minLength: 1, maxLength: 5 }), (cells) => {
        const [read] = readCsv(csvLine(["đầu", ...cells]));
        expect(read).toEqual(["đầu", ...cells]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("leaves ordinary words alone", () => {
    const words = "Ngày 3-11, cán bộ nói: “về đi”; tôi chờ 2 tiếng (a+b).";
    expect(guardText(words)).toBe(words);
  });
});
