import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BROKEN_PORTAL_CODES } from "../../../src/officers/knowledge/broken-portal-codes.ts";
import { readPortalLines } from "../../../src/officers/knowledge/portal-record.ts";
import { documentLines, lawLines, resultLines } from "../../../src/officers/knowledge/portal-tables.ts";
import { jsonl, portalRecord } from "./an-import.ts";

const HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";
const readOne = (fields: Readonly<Record<string, string>>) => {
  const [record] = readPortalLines(portalRecord("9.000001", fields)).records;
  if (!record) throw new Error("no record was read");
  return record;
};

describe("a record of the portal", () => {
  it("loses the page's furniture behind its result", () => {
    expect(
      readOne({
        ket_qua_xu_ly:
          "Giấy AMã: KQ.G15.000168Giấy BMã: 000.00.00.G22-KQ0123Từ khóaKhông có thông tinNộp hồ sơ",
      }).texts.result,
    ).toBe("- Giấy A\n- Giấy B");
  });

  it("has nothing where the portal says that there is no information", () => {
    const record = readOne({ yeu_cau_dieu_kien: "Không có thông tin", ket_qua_xu_ly: "" });
    expect(record.texts.conditions).toBe("");
    expect(record.texts.result).toBe("");
  });

  it("is in one Unicode form, with plain blanks", () => {
    expect(readOne({ ten_thu_tuc: "Đăng\u00A0ký  khai sinh".normalize("NFD") }).title).toBe(
      "Đăng ký khai sinh",
    );
  });

  it("gives the reader no markup of its own", () => {
    const { texts } = readOne({ trinh_tu_thuc_hien: "# Bước 1 **nộp**\n| a | b |\n<b>x</b>\n```\n![](y)" });
    expect(texts.steps).toBe("Bước 1 nộp\na / b /\n‹b>x‹/b>\n\n[](y)");
  });

  it("takes nothing from the table of fees and times", () => {
    const record = readOne({ cach_thuc_thuc_hien: "Trực tuyến5 Ngày làm việc50,000 Việt Nam Đồng" });
    expect(record.isOnline).toBe(true);
    expect(JSON.stringify(record)).not.toMatch(/50,000|5 Ngày/u);
  });

  it("is left out where its code is known to show another procedure's page", () => {
    for (const code of BROKEN_PORTAL_CODES) {
      const { records, refused } = readPortalLines(portalRecord(code));
      expect(records).toEqual([]);
      expect(refused[0]?.reason).toContain("trang của thủ tục khác");
    }
  });

  it("is left out where several codes show one and the same page", () => {
    const page = { ten_thu_tuc: "Hỗ trợ phát triển", trinh_tu_thuc_hien: "Bước 1: nộp đơn ở xã." };
    const { records, refused } = readPortalLines(
      jsonl(portalRecord("9.000001", page), portalRecord("9.000002", page), portalRecord("9.000003")),
    );
    expect(records.map(({ code }) => code)).toEqual(["9.000003"]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("cùng tên và cùng trình tự với 9.000002"),
      expect.stringContaining("cùng tên và cùng trình tự với 9.000001"),
    ]);
  });

  it("shares its steps with another one without harm when the names differ", () => {
    const steps = { trinh_tu_thuc_hien: "Bước 1: nộp đơn ở xã." };
    const { records } = readPortalLines(
      jsonl(portalRecord("9.000001", steps), portalRecord("9.000002", steps)),
    );
    expect(records).toHaveLength(2);
  });

  it("never makes the reader throw, whatever the line is", () => {
    const wild = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.record({ ma_thu_tuc: fc.anything(), ten_thu_tuc: fc.anything() }).map((one) => {
        try {
          return JSON.stringify(one, (_, value) => (typeof value === "bigint" ? String(value) : value));
        } catch {
          return "{}";
        }
      }),
    );
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 5 }), (lines) => {
        const { records, refused } = readPortalLines(lines.join("\n"));
        const filled = lines
          .join("\n")
          .split("\n")
          .filter((line) => line.trim());
        expect(records.length + refused.length).toBe(filled.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a table of documents", () => {
  it("is cut at the numbers of copies", () => {
    expect(
      documentLines(`--${HEAD}Tờ khai theo mẫuMẫu số 01.docx1 bản chính- Ảnh0 bản chính,2 bản sao`),
    ).toBe("- Tờ khai theo mẫu; mẫu: Mẫu số 01.docx (1 bản chính)\n- Ảnh (2 bản sao)");
  });

  it("keeps the names of its parts", () => {
    expect(documentLines(`* Phải nộp:${HEAD}Đơn1 bản chính* Phải xuất trình:${HEAD}Thẻ0 bản chính`)).toBe(
      "Phải nộp:\n- Đơn (1 bản chính)\nPhải xuất trình:\n- Thẻ",
    );
  });

  it("is not cut at copies that a sentence speaks of", () => {
    expect(documentLines(`--${HEAD}Nộp 02 bản chính tờ khai (01 bản sao)1 bản chính`)).toBe(
      "- Nộp 02 bản chính tờ khai (01 bản sao) (1 bản chính)",
    );
  });

  it("stays one paragraph where nobody can tell where a name ends", () => {
    expect(documentLines(`--${HEAD}Tờ khai mẫu 021 bản chínhẢnh1 bản sao`)).toBe(
      "- Tờ khai mẫu 021 bản chínhẢnh1 bản sao",
    );
  });

  it("is nothing when the export has cut another text in its place", () => {
    expect(documentLines("); nộp cho cơ quan.")).toBeUndefined();
  });

  it("loses no word when it is cut", () => {
    const words = (text: string) => text.replace(/[\s;:()\-•]|mẫu:/gu, "").replaceAll("0bảnchính,", "");
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-ZĐ][a-zđ ]{2,20}[a-zđ]$/u), { minLength: 1, maxLength: 6 }),
        (names) => {
          const table = `--${HEAD}${names.map((name) => `${name}1 bản chính`).join("")}`;
          expect(words(documentLines(table) ?? "")).toBe(
            words(names.map((name) => `${name}1 bản chính`).join("")),
          );
        },
      ),
    );
  });
});

describe("a table of laws", () => {
  const LAWS = "Tên văn bản pháp lýMã văn bản";

  it("is cut where a title certainly begins", () => {
    expect(
      lawLines(
        `${LAWS}Luật Hộ tịch60/2014/QH13Nghị định 123/2015/NĐ-CP123/2015/NĐ-CPSửa đổi luật cũ18/2026/NĐ-CP`,
      ),
    ).toBe("- Luật Hộ tịch – 60/2014/QH13\n- Nghị định 123/2015/NĐ-CP\n- Sửa đổi luật cũ – 18/2026/NĐ-CP");
  });

  it.each([
    ["Luật 60/2014/QH1360/2014/QH13", "- Luật 60/2014/QH13"],
    ["Nghị quyết số 66.7/2025/NQ-CP66.7/2025/NQ-CP", "- Nghị quyết số 66.7/2025/NQ-CP"],
    ["Luật Thuế năm 202038/2019/QH14", "- Luật Thuế năm 202038/2019/QH14"],
  ])("never makes another number of “%s”", (law, line) => {
    expect(lawLines(`${LAWS}${law}`)).toBe(line);
  });

  it("is nothing when the export has cut another text in its place", () => {
    expect(lawLines(": Thông tư 1/2020/TT-BTC")).toBeUndefined();
  });
});

describe("the results", () => {
  it("are nothing when they are a piece of the documents", () => {
    expect(resultLines("hợp đồng đã ký.1 bản chínhTại Bước 6: phương án.1 bản chính")).toBeUndefined();
  });
});
