import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DIRECTORY_COLUMNS,
  loadContent,
  parseDirectoryList,
  parseDirectoryNote,
} from "../../src/content/index.ts";
import { bytesOf, contentFolder, isVietnamese } from "./content-folder.ts";

const PROJECT = new URL("../../", import.meta.url).pathname;
const FILE = "knowledge/directory/danh-muc-2026-07.csv";
const NOTE_FILE = "knowledge/directory/danh-muc-2026-07.yaml";
const HEAD = DIRECTORY_COLUMNS.join(",");
const PAGE = "019d2bfb-cfb3-75d8-9160-fa2bd2ac950a";
const list = (...rows: readonly string[]) => [HEAD, ...rows, ""].join("\n");
const note = (...more: readonly string[]) =>
  [
    'label: "tháng 7/2026"',
    'source: {title: "Danh mục của Cổng", date: 2026-07-15}',
    "verifiedOn: 2026-11-28",
    "confidence: unverified",
    ...more,
    "",
  ].join("\n");

describe("the project's directory", () => {
  const { rows = [], problems } = parseDirectoryList(FILE, readFileSync(PROJECT + FILE));

  it("holds thousands of procedures, every row in order", () => {
    expect(problems).toEqual([]);
    expect(rows.length).toBeGreaterThan(4_500);
  });

  it("holds what the city has issued and nothing of other provinces", () => {
    const issuers = new Set(rows.map(([, , issuer]) => issuer));
    expect(issuers).toContain("UBND Thành phố Hải Phòng");
    const elsewhere = [...issuers].filter(
      (issuer) => /UBND|tỉnh |Thành phố /u.test(issuer) && !issuer.includes("Hải Phòng"),
    );
    expect(elsewhere).toEqual([]);
  });

  it("names no office of another province as the one to go to", () => {
    const offices = rows.flatMap(([, , , offices]) => offices.split("; "));
    expect(offices.filter((office) => /^Sở .*(?:Hà Nội|Tây Ninh|Cao Bằng)$/u.test(office))).toEqual([]);
  });

  it("has no column for a fee or a time", () => {
    expect(DIRECTORY_COLUMNS.join(" ")).not.toMatch(/phí|thời hạn/iu);
  });

  it("knows the dead codes that the portal still lists", () => {
    const ended = parseDirectoryNote(NOTE_FILE, readFileSync(PROJECT + NOTE_FILE)).note?.ended ?? [];
    const codes =
      "1.000280 1.000288 1.000691 1.014116 2.000986 2.001009 2.001023 2.002481 2.002621 2.002622".split(" ");
    expect(ended.map(({ code }) => code).sort()).toEqual(codes);
  });
});

describe("a list", () => {
  it("leaves out the row that is not in order and names its line; the others live", () => {
    const { rows, problems } = parseDirectoryList(
      FILE,
      bytesOf(
        list(
          `1.000001,"Cấp giấy phép A, B",Bộ Y tế,Sở Y tế,Y tế,${PAGE}`,
          "1.0000,Mã thiếu số,Bộ Y tế,,Y tế,",
          "1.000002,,Bộ Y tế,,Y tế,",
          "1.000003,Thiếu ô,Bộ Y tế",
          "1.000004,Trang lạ,Bộ Y tế,,Y tế,không phải trang",
          `1.000005,Còn dùng được,,,,https://dichvucong.gov.vn/x`,
        ),
      ),
    );
    expect(rows?.map(([code]) => code)).toEqual(["1.000001", "1.000005"]);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [3, "Mã số"],
      [4, "Tên"],
      [5, ""],
      [6, "Trang"],
    ]);
    for (const { message } of problems) expect(isVietnamese(message)).toBe(true);
  });

  it("keeps the first of two rows with the same code", () => {
    const { rows, problems } = parseDirectoryList(
      FILE,
      bytesOf(list("1.000001,Một,,,,", "1.000001,Hai,,,,")),
    );
    expect(rows?.map(([, name]) => name)).toEqual(["Một"]);
    expect(problems[0]?.message).toContain("dòng 2");
  });

  it("is refused when its columns are others", () => {
    const { rows, problems } = parseDirectoryList(FILE, bytesOf("a,b,c\n1,2,3\n"));
    expect(rows).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  it("says of a wholly wrong file that it is one, and does not fill the screen", () => {
    const { problems } = parseDirectoryList(
      FILE,
      bytesOf(list(...Array.from({ length: 500 }, (_, at) => `x${at},y`))),
    );
    expect(problems.length).toBeLessThan(60);
  });

  it("never throws, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 200 }), (bytes, text) => {
        parseDirectoryList(FILE, bytes);
        parseDirectoryList(FILE, bytesOf(`${HEAD}\n${text}`));
        parseDirectoryNote(NOTE_FILE, bytesOf(text));
      }),
    );
  });
});

describe("the folder of lists", () => {
  const ROW = "1.000001,Cấp giấy phép A,Bộ Y tế,Sở Y tế,Y tế,";

  it("uses the newest list and says that the older one can go", async () => {
    const { root } = await contentFolder({
      "knowledge/directory/danh-muc-2026-07.csv": list(ROW),
      "knowledge/directory/danh-muc-2026-07.yaml": note(),
      "knowledge/directory/danh-muc-2026-10.csv": list(ROW.replace("phép A", "phép B")),
      "knowledge/directory/danh-muc-2026-10.yaml": note().replace("7/2026", "10/2026"),
    });
    const { directory, problems } = await loadContent(root);
    expect(directory.label).toBe("tháng 10/2026");
    expect(directory.rows.get("1.000001")?.name).toBe("Cấp giấy phép B");
    expect(problems.map(({ severity, file }) => [severity, file])).toEqual([
      ["warning", "knowledge/directory/danh-muc-2026-07.csv"],
    ]);
  });

  it("wants a note beside each list: a list without a source is not used", async () => {
    const { root } = await contentFolder({ "knowledge/directory/danh-muc-2026-07.csv": list(ROW) });
    const { directory, problems } = await loadContent(root);
    expect(directory.rows.size).toBe(0);
    expect(problems[0]?.message).toContain("danh-muc-2026-07.yaml");
  });

  it("refuses an ended procedure whose successor nobody knows", async () => {
    const { root } = await contentFolder({
      [FILE]: list(ROW),
      [NOTE_FILE]: note(
        "ended:",
        '  - {code: "1.000009", replacedBy: ["9.999999"], source: {title: "Quyết định"}}',
      ),
    });
    const { problems } = await loadContent(root);
    expect(problems[0]?.message).toContain("9.999999");
  });

  it("keeps the last good note while the file is wrong", async () => {
    const folder = await contentFolder({ [FILE]: list(ROW), [NOTE_FILE]: note() });
    const before = await loadContent(folder.root);
    await folder.write(NOTE_FILE, "label: [");
    const after = await loadContent(folder.root, before);
    expect(after.problems.length).toBeGreaterThan(0);
    expect(after.directory.rows.size).toBe(1);
  });
});
