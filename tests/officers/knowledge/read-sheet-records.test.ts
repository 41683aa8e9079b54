import { describe, expect, it } from "vitest";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import type { ImportRecord, ReadRecords } from "../../../src/officers/knowledge/import-record.ts";
import { readSheetRecords } from "../../../src/officers/knowledge/read-sheet-records.ts";
import { SheetUnreadable } from "../../../src/officers/tickets/sheet-unreadable.ts";
import { aHouse } from "./an-import.ts";

const csv = (text: string) => readSheetRecords(Buffer.from(text));
const xlsx = async (...sheets: readonly { sheet: string; data: SheetData }[]) =>
  readSheetRecords(await writeExcelFile(sheets.map((one) => ({ ...one }))).toBuffer());

const first = ({ records: [record] }: ReadRecords): ImportRecord => {
  if (!record) throw new Error("no record was read");
  return record;
};
const codes = ({ records }: ReadRecords) => records.map(({ code }) => code);

describe("a CSV", () => {
  it.each([
    ["comma", "Mã số,Tên,Lĩnh vực\n9.000001,Việc một,Thử\n"],
    ["semicolon, mark and Windows line ends", "\uFEFFMã số;Tên;Lĩnh vực\r\n9.000001;Việc một;Thử\r\n"],
    ["tab", "Mã số\tTên\tLĩnh vực\n9.000001\tViệc một\tThử"],
    ["old Mac line ends", "Mã số,Tên,Lĩnh vực\r9.000001,Việc một,Thử\r"],
  ])("is read with %s", async (_, text) => {
    expect(first(await csv(text))).toMatchObject({ code: "9.000001", title: "Việc một", sector: "Thử" });
  });

  it("keeps separators, quotes and line breaks within a quoted cell", async () => {
    const read = await csv('Mã số,Tên,Các bước\n9.000001,"Việc ""một"", và hai","Bước 1.\nBước 2."\n');
    expect(first(read).title).toBe('Việc "một", và hai');
    expect(first(read).texts.steps).toBe("Bước 1.\nBước 2.");
  });

  it("is read as Unicode text of Excel, too", async () => {
    const text = "Mã số\tTên\n9.000001\tViệc một\n";
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    expect(codes(await readSheetRecords(bytes))).toEqual(["9.000001"]);
  });

  it("holds a cell of 50,000 signs", async () => {
    const long = "Nộp hồ sơ. ".repeat(4_600).trim();
    expect(first(await csv(`Mã số,Tên,Các bước\n9.000001,Việc,"${long}"\n`)).texts.steps).toBe(long);
  });

  it("is refused in plain words when it is in an old character set", async () => {
    const bytes = Buffer.from([0x4d, 0xe3, 0x20, 0x73, 0xf4, 0x2c, 0x54, 0xea, 0x6e]);
    await expect(readSheetRecords(bytes)).rejects.toThrow(/lưu lại dạng “Excel Workbook/u);
  });
});

describe("the headings of a table", () => {
  it.each([
    ["Mã TTHC", "Tên TTHC"],
    ["MÃ SỐ TTHC", "TÊN THỦ TỤC HÀNH CHÍNH"],
    ["ma thu tuc", "ten thu tuc"],
    ["Mã số", "Tên thủ tục hành chính (in nghiêng: sửa đổi)"],
    ["Số hồ sơ TTHC", "Thủ tục hành chính"],
  ])("are known as “%s” and “%s”, in any order", async (code, title) => {
    const read = await csv(`STT;${title};Ghi chú;${code}\n1;Việc một;;9.000001\n`);
    expect(first(read)).toMatchObject({ code: "9.000001", title: "Việc một" });
  });

  it("are found below the lines of an office's head", async () => {
    const read = await csv(
      "UBND PHƯỜNG THỬ,,\nDANH MỤC THỦ TỤC HÀNH CHÍNH,,\n,,\nSTT,Mã TTHC,Tên TTHC\n(1),(2),(3)\n1,9.000001,Việc một\n",
    );
    expect(codes(read)).toEqual(["9.000001"]);
    expect(read.refused).toEqual([]);
  });

  it("may take two lines", async () => {
    const read = await csv("STT,Thủ tục hành chính,,Lĩnh vực\n,Mã số,Tên,\n1,9.000001,Việc một,Thử\n");
    expect(first(read)).toMatchObject({ code: "9.000001", title: "Việc một", sector: "Thử" });
  });

  it("that are not enough are named, with what is needed", async () => {
    const read = csv("STT,Họ tên,Điện thoại\n1,An,0900\n");
    await expect(read).rejects.toThrow(SheetUnreadable);
    await expect(read).rejects.toThrow(
      /Cần một dòng tiêu đề có cột “Mã TTHC”.*Các cột thấy được: “STT”, “Họ tên”, “Điện thoại”/su,
    );
  });

  it("that only look like a code are not taken for one", async () => {
    await expect(csv("Mã số thuế,Tên thủ tục\n0200000001,Việc một\n")).rejects.toThrow(SheetUnreadable);
  });

  it("of fees and times are known and left out, and the officer is told", async () => {
    const read = await csv(
      "Mã TTHC,Tên TTHC,Thời hạn giải quyết,Phí\\, lệ phí (nếu có)\n9.000001,Việc,05 ngày,8.000 đồng\n".replace(
        "Phí\\, lệ phí (nếu có)",
        '"Phí, lệ phí (nếu có)"',
      ),
    );
    expect(JSON.stringify(first(read))).not.toMatch(/05 ngày|8\.000/u);
    expect(read.notes.join(" ")).toContain("Cột phí, lệ phí, thời hạn không được lấy");
  });
});

describe("the code in a table", () => {
  it.each([
    ["9.000001.000.00.00.H24", "9.000001"],
    [" 9.000001 ", "9.000001"],
    ['"9,000001"', "9.000001"],
    ["9.00088", "9.000880"],
    ["9.0008800000000004", "9.000880"],
  ])("“%s” is %s", async (cell, code) => {
    expect(codes(await csv(`Mã TTHC,Tên TTHC\n${cell},Việc\n`))).toEqual([code]);
  });

  it("that has lost its zeros is read, and said so", async () => {
    const read = await xlsx({
      sheet: "A",
      data: [
        ["Mã TTHC", "Tên TTHC"],
        [9.00088, "Việc"],
      ],
    });
    expect(first(read).warnings).toEqual(["mã “9.00088” mất số 0 cuối, đọc là 9.000880"]);
  });

  it.each([
    ["", "thiếu mã thủ tục"],
    ["ABC", "“ABC” không phải mã thủ tục"],
  ])("“%s” is refused with the number of its row, and the others are read", async (cell, reason) => {
    const read = await csv(`Mã TTHC,Tên TTHC\n${cell},Việc một\n9.000002,Việc hai\n`);
    expect(codes(read)).toEqual(["9.000002"]);
    expect(read.refused).toEqual([{ place: "dòng 2", code: "", reason: expect.stringContaining(reason) }]);
  });

  it("that stands twice is read once", async () => {
    const read = await csv("Mã TTHC,Tên TTHC\n9.000001,Việc một\n9.000001,Việc hai\n");
    expect(first(read).title).toBe("Việc một");
    expect(read.refused[0]?.reason).toContain("mã này đã có ở dòng 2");
  });
});

describe("a workbook", () => {
  it("gives the rows of all sheets, and names those without a code", async () => {
    const read = await xlsx(
      {
        sheet: "Hộ tịch",
        data: [
          ["Mã TTHC", "Tên TTHC"],
          ["9.000001", "Việc một"],
        ],
      },
      { sheet: "Ghi chú", data: [["Xin lưu ý"]] },
      {
        sheet: "Đất đai",
        data: [
          ["Tên thủ tục", "Mã thủ tục"],
          ["Việc hai", "9.000002"],
          ["Việc ba", null],
        ],
      },
    );
    expect(codes(read)).toEqual(["9.000001", "9.000002"]);
    expect(read.notes.join(" ")).toContain("Bỏ qua sheet không có cột mã và tên: Ghi chú.");
    expect(read.refused[0]?.place).toBe("sheet “Đất đai”, dòng 3");
  });

  it("gives every row the text of a joined cell", async () => {
    const read = await xlsx({
      sheet: "A",
      data: [
        [{ value: "DANH MỤC", columnSpan: 3 }, null, null],
        ["Lĩnh vực", "Mã TTHC", "Tên TTHC"],
        [{ value: "Hộ tịch", rowSpan: 2 }, "9.000001", "Việc một"],
        [null, "9.000002", "Việc hai"],
        ["Đất đai", "9.000003", "Việc ba"],
      ],
    });
    expect(read.records.map(({ sector }) => sector)).toEqual(["Hộ tịch", "Hộ tịch", "Đất đai"]);
  });

  it("takes the sector and the level from the lines between the rows", async () => {
    const read = await xlsx({
      sheet: "A",
      data: [
        ["STT", "Mã TTHC", "Tên TTHC"],
        ["A", "THỦ TỤC HÀNH CHÍNH CẤP XÃ", null],
        ["I", "LĨNH VỰC HỘ TỊCH", null],
        [1, "9.000001", "Việc một"],
        ["II", "Lĩnh vực: Đất đai", null],
        [1, "9.000002", "Việc hai"],
      ],
    });
    expect(read.records.map(({ sector, levels }) => [sector, levels])).toEqual([
      ["Hộ tịch", ["commune"]],
      ["Đất đai", ["commune"]],
    ]);
    expect(read.refused).toEqual([]);
  });

  it("whose code is a formula is refused at that row; a formula elsewhere does no harm", async () => {
    const read = await xlsx({
      sheet: "A",
      data: [
        ["STT", "Mã TTHC", "Tên TTHC"],
        [{ type: "Formula", value: "=1+0" }, "9.000001", "Việc một"],
        [2, { type: "Formula", value: '="9.000002"' }, "Việc hai"],
      ],
    });
    expect(codes(read)).toEqual(["9.000001"]);
    expect(read.refused[0]?.reason).toContain("là công thức");
  });

  it("becomes drafts, with the sector and the level that the officer names", async () => {
    const house = await aHouse();
    const bytes = await writeExcelFile([
      ["Mã TTHC", "Tên TTHC"],
      ["9.000001", "Việc một"],
    ]).toBuffer();
    await house.import(bytes, { sector: "Hộ tịch", level: "commune" });
    expect(await house.read("knowledge/drafts/ho-tich/9.000001.md")).toContain(
      "Thủ tục thuộc lĩnh vực Hộ tịch, thực hiện ở cấp xã.",
    );
  });
});

describe("a list of the whole country", () => {
  it("is read without what other provinces issued", async () => {
    const read = await csv(
      [
        "Mã số,Tên,Cơ quan ban hành",
        "9.000001,Việc một,Bộ Thử nghiệm",
        "9.000002,Việc hai,UBND tỉnh Lạng Sơn",
        "9.000003,Việc ba,UBND Thành phố Hải Phòng",
        "9.000004,Việc bốn,Trung tâm phục vụ hành chính công Thành phố Hà Nội",
        "9.000005,Việc năm,UBND cấp tỉnh",
        "",
      ].join("\n"),
    );
    expect(codes(read)).toEqual(["9.000001", "9.000003", "9.000005"]);
    expect(read.otherProvinces).toBe(2);
  });
});
