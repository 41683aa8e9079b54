import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { STATUS_LABELS, TICKET_STATUSES } from "../../../src/core/feedback/index.ts";
import { importSheet } from "../../../src/officers/tickets/import-sheet.ts";
import { readReturnedSheet } from "../../../src/officers/tickets/read-returned-sheet.ts";
import { FORMULA_CELL } from "../../../src/officers/tickets/read-workbook.ts";
import { SheetUnreadable } from "../../../src/officers/tickets/sheet-unreadable.ts";
import { readStatus } from "../../../src/officers/tickets/status-words.ts";
import { codeOf } from "../handover/a-batch.ts";
import { type AHouse, openHouse } from "./filed-tickets.ts";

const HEAD = ["Mã phiếu", "Trạng thái", "Nội dung trả lời"];
const NOW = Date.UTC(2026, 10, 28);

const csvOf = (rows: readonly (readonly string[])[]) =>
  Buffer.from(
    [HEAD, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n"),
  );
const xlsxOf = (rows: SheetData) => writeExcelFile([[...HEAD], ...rows]).toBuffer();

let house: AHouse;
let next = 0;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** New tickets that were handed over. */
async function handedOver(count: number): Promise<string[]> {
  const codes: string[] = [];
  for (let index = 0; index < count; index += 1) {
    next += 1;
    codes.push(await house.file(next, `chuyện ${next}`));
  }
  await house.desk.makeBatch({}, "chị Lan", NOW);
  return codes;
}

async function bring(
  bytes: Uint8Array,
  { agrees = true, skipsBad = false } = {},
): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await importSheet(bytes, {
    desk: house.desk,
    actor: "anh Minh",
    clock: () => NOW,
    print: (line) => lines.push(line),
    confirm: async (question) => {
      lines.push(question);
      return agrees;
    },
    skipsBad,
  });
  return { code, said: lines.join("\n") };
}
const statusOf = async (code: string) => (await house.desk.ticket(code))?.status;

describe("a returned sheet", () => {
  it("is shown, then applied, with the words that the citizen is told", async () => {
    const [a = "", b = ""] = await handedOver(2);
    const sheet = csvOf([
      [a, "Đã trả lời", "Đã làm việc với cán bộ; xin lỗi anh/chị."],
      [b, "Đang xem xét", ""],
    ]);
    const { code, said } = await bring(sheet);
    expect(code).toBe(0);
    expect(said).toContain(`${a}  Đã chuyển đơn vị tiếp nhận → Đã trả lời  “Đã làm việc với cán bộ`);
    expect(said).toContain("Đọc 2 dòng: 2 thay đổi, 0 giữ nguyên, 0 không hợp lệ.");
    expect(await house.desk.ticket(a)).toMatchObject({
      status: "answered",
      words: "Đã làm việc với cán bộ; xin lỗi anh/chị.",
    });
    expect(await statusOf(b)).toBe("in-progress");
  });

  it("changes nothing when it is brought a second time, and tells nobody again", async () => {
    const [a = ""] = await handedOver(1);
    const sheet = csvOf([[a, "Đã trả lời", "Xong ạ"]]);
    await bring(sheet);
    const { said } = await bring(sheet);
    expect(said).toContain("0 thay đổi, 1 giữ nguyên");
    const lines = await house.desk.audit.lines(0, 10_000);
    expect(lines.filter(({ action, subject }) => action === "status-changed" && subject === a)).toHaveLength(
      1,
    );
  });

  it("changes nothing before somebody agrees", async () => {
    const [a = ""] = await handedOver(1);
    const { code, said } = await bring(csvOf([[a, "Đang xem xét", ""]]), { agrees: false });
    expect([code, await statusOf(a)]).toEqual([1, "handed-over"]);
    expect(said).toContain("Chưa ghi gì.");
  });

  it("changes nothing at all when one row does not fit; says which row and why", async () => {
    const [a = "", b = "", c = ""] = await handedOver(3);
    const { code, said } = await bring(
      csvOf([
        [a, "Đã trả lời", "Được rồi ạ"],
        [b, "Đã trả lời", ""],
        [codeOf(77_777), "Đã kết thúc", ""],
        ["K7RM-4XTA-9HCX", "Đã kết thúc", ""],
        [c, "Xong xuôi", ""],
        ["", "Đã kết thúc", ""],
        [c, "", "quên trạng thái"],
        [c, "Đã tiếp nhận", ""],
      ]),
    );
    expect(code).toBe(1);
    for (const sentence of [
      "dòng 3: trạng thái “Đã trả lời” cần có nội dung",
      `dòng 4: không có phiếu ${codeOf(77_777)}`,
      "dòng 5: mã phiếu “K7RM-4XTA-9HCX” không đúng dạng",
      "dòng 6: không hiểu trạng thái “Xong xuôi”",
      "dòng 7: thiếu mã phiếu",
      "dòng 8: có nội dung trả lời nhưng thiếu trạng thái",
      "dòng 9: không thể chuyển từ “Đã chuyển đơn vị tiếp nhận” sang “Đã tiếp nhận”",
      "Chưa ghi gì. Hãy sửa các dòng trên",
    ])
      expect(said).toContain(sentence);
    expect(await statusOf(a)).toBe("handed-over");
  });

  it("gives the rows that fit when it is told to pass over the others, and does not call that a success", async () => {
    const [a = "", b = ""] = await handedOver(2);
    const sheet = csvOf([
      [a, "Đang xem xét", ""],
      [b, "Đã trả lời", ""],
    ]);
    const { code } = await bring(sheet, { skipsBad: true });
    expect([code, await statusOf(a), await statusOf(b)]).toEqual([1, "in-progress", "handed-over"]);
  });

  it("may not say two things of one ticket", async () => {
    const [a = ""] = await handedOver(1);
    const two = csvOf([
      [a, "Đang xem xét", ""],
      [a, "Đã trả lời", "Xong"],
    ]);
    expect((await bring(two)).said).toContain("dòng 3: mã này đã có ở dòng 2 với nội dung khác");
    const same = csvOf([
      [a, "Đang xem xét", ""],
      [a, "đang xem xét", ""],
    ]);
    expect((await bring(same)).code).toBe(0);
    expect(await statusOf(a)).toBe("in-progress");
  });

  it("cannot answer what was not handed over", async () => {
    next += 1;
    const code = await house.file(next, "chưa chuyển");
    const { said } = await bring(csvOf([[code, "Đã trả lời", "…"]]));
    expect(said).toContain("không thể chuyển từ “Đã tiếp nhận” sang “Đã trả lời”");
  });

  it("is read from a workbook, from any sheet that has the columns, in any order", async () => {
    const [a = "", b = ""] = await handedOver(2);
    const bytes = await writeExcelFile([
      {
        sheet: "Phiếu mới",
        data: [
          ["Trạng thái", "x", "MÃ PHIẾU"],
          ["Đang xem xét", 5, a],
        ],
      },
      {
        sheet: "Bổ sung",
        data: [
          ["Mã phiếu", "Trạng thái"],
          [b.toLowerCase().replaceAll("-", " "), "in-progress"],
        ],
      },
      { sheet: "Thống kê", data: [["Tổng", 3]] },
    ]).toBuffer();
    expect((await bring(bytes)).said).toContain("2 thay đổi");
    expect([await statusOf(a), await statusOf(b)]).toEqual(["in-progress", "in-progress"]);
  });

  it.each([
    [";", "﻿"],
    ["\t", ""],
    [",", "﻿"],
  ])("is read from a table that is parted by “%s”", async (separator, mark) => {
    const text = [
      HEAD.join(separator),
      `K7RM-4XTA-9HCE${separator}Đã trả lời${separator}"dòng một\r\ndòng ""hai"""`,
    ].join("\r\n");
    expect(await readReturnedSheet(Buffer.from(mark + text))).toEqual([
      {
        number: 2,
        sheet: undefined,
        code: "K7RM-4XTA-9HCE",
        status: "Đã trả lời",
        words: 'dòng một\r\ndòng "hai"',
      },
    ]);
  });

  it("is read from what Excel calls Unicode text", async () => {
    const text = `\uFEFF${HEAD.join("\t")}\r\nK7RM-4XTA-9HCE\tĐã kết thúc\t`;
    expect(await readReturnedSheet(Buffer.from(text, "utf16le"))).toMatchObject([{ status: "Đã kết thúc" }]);
  });

  it("loses the guard of our own CSV, so that words come as they were written", async () => {
    const rows = await readReturnedSheet(csvOf([["K7RM-4XTA-9HCE", "Đã trả lời", "'- một;'- hai"]]));
    expect(rows[0]?.words).toBe("- một;- hai");
  });

  it("has no formula taken for an answer", async () => {
    const [a = ""] = await handedOver(1);
    const bytes = await xlsxOf([[a, "Đã trả lời", { value: "=A2", type: "Formula" }]]);
    expect((await readReturnedSheet(bytes))[0]?.words).toBe(FORMULA_CELL);
    expect((await bring(bytes)).said).toContain("dòng 2, sheet Sheet1: có ô là công thức");
    expect(await statusOf(a)).toBe("handed-over");
  });

  it("has no formula taken for an answer when its result is kept beside it, nor the next cell lost", async () => {
    const sheet = (cells: string) =>
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Mã phiếu</t></is></c><c r="B1" t="inlineStr"><is><t>Trạng thái</t></is></c><c r="C1" t="inlineStr"><is><t>Nội dung trả lời</t></is></c></row><row r="2">${cells}</row></sheetData></worksheet>`;
    const base = await writeExcelFile([["x"]]).toBuffer();
    const { unzipSync } = await import("fflate");
    const bytes = zipSync({
      ...unzipSync(base),
      "xl/worksheets/sheet1.xml": strToU8(
        sheet(
          `<c r="A2" s="0"/><c r="B2" t="str"><f t="shared" si="0">CONCAT("a")</f><v>Đã trả lời</v></c><c r="C2" t="inlineStr"><is><t>sau công thức</t></is></c>`,
        ),
      ),
    });
    expect(await readReturnedSheet(bytes)).toMatchObject([
      { code: "", status: FORMULA_CELL, words: "sau công thức" },
    ]);
  });
});

describe("a status in a sheet", () => {
  it.each([
    ["ĐÃ TRẢ LỜI", "answered"],
    ["da tra loi", "answered"],
    ["Đã  trả-lời.", "answered"],
    ["Đã trả lời".normalize("NFD"), "answered"],
    ["answered", "answered"],
    ["Cần bổ sung thông tin", "more-information-asked"],
    ["đang xử lý", "in-progress"],
    ["Từ chối", "refused"],
    ["Đóng", "closed"],
  ])("is known in the spelling “%s”", (text, status) => expect(readStatus(text)).toBe(status));

  it("is known by each label and id of ours", () => {
    for (const status of TICKET_STATUSES) {
      expect(readStatus(STATUS_LABELS[status])).toBe(status);
      expect(readStatus(status)).toBe(status);
    }
  });

  it.each(["", "xong", "trả", "đã"])("is not guessed from “%s”", (text) =>
    expect(readStatus(text)).toBeUndefined(),
  );
});

describe("a file that is no sheet", () => {
  const refusal = async (bytes: Uint8Array) =>
    readReturnedSheet(bytes).then(
      () => "taken",
      (error: unknown) => (error instanceof SheetUnreadable ? error.message : Promise.reject(error)),
    );

  it.each([
    ["nothing", new Uint8Array(), /Tệp trống/u],
    ["words", Buffer.from("Kính gửi anh chị"), /Không thấy bảng nào/u],
    ["other columns", Buffer.from("Họ tên,Tuổi\nLan,30"), /Không thấy bảng nào có cả cột “Mã phiếu”/u],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xff]), /CSV/u],
    ["the beginning of an archive", Buffer.from("PK\u0003\u0004rác"), /không phải Excel/u],
    ["an archive of other things", Buffer.from(zipSync({ "a.txt": strToU8("a") })), /không đọc được/u],
    ["eleven megabytes", new Uint8Array(11 * 1024 * 1024).fill(97), /lớn hơn 10 MB/u],
  ])("is refused: %s", async (_, bytes, sentence) => expect(await refusal(bytes)).toMatch(sentence));

  it("is refused when it unfolds beyond measure", async () => {
    const zeros = new Uint8Array(200 * 1024 * 1024);
    const bomb = zipSync({ "xl/worksheets/sheet1.xml": zeros });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusal(bomb)).toMatch(/quá lớn/u);
  });

  it("is refused when it lies about how far it unfolds", async () => {
    const bomb = Buffer.from(zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(20 * 1024 * 1024) }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(20 * 1024 * 1024);
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(100);
    for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size, at + 4)) lie.copy(bomb, at);
    expect(await refusal(bomb)).toMatch(/không phải Excel|không đọc được/u);
  });

  it("is refused when a cell lies a million rows away", async () => {
    const far = `<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`;
    expect(await refusal(zipSync({ "xl/worksheets/sheet1.xml": strToU8(far) }))).toMatch(/ô ở quá xa/u);
  });

  it("never brings the program down, whatever its bytes are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, isZip) => {
        await refusal(isZip ? Buffer.concat([Buffer.from("PK\u0003\u0004"), bytes]) : bytes);
      }),
      { numRuns: 500 },
    );
  });

  it("never brings the program down when bytes of a workbook are changed", async () => {
    const whole = await xlsxOf([["K7RM-4XTA-9HCE", "Đã kết thúc", "a"]]);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), async (at, value) => {
        const spoiled = Buffer.from(whole);
        spoiled[at] = value;
        await refusal(spoiled);
      }),
      { numRuns: 300 },
    );
  });
});
