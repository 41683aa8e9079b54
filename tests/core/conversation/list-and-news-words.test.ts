import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChecklistWord } from "../../../src/core/conversation/checklist-word.ts";
import { slugOf, writeNewsPayload } from "../../../src/core/conversation/news-filter.ts";
import { readNewsQuestion } from "../../../src/core/conversation/news-question.ts";
import { periodOfPrefix, readPeriod } from "../../../src/core/conversation/read-period.ts";
import { normalize } from "../../../src/language/index.ts";

const TODAY = "2026-11-28";
const folded = (text: string) =>
  normalize(text)
    .map((word) => word.folded)
    .join(" ");

describe("a time that is named", () => {
  it.each([
    ["tháng 9", "2026-09"],
    ["tháng 9/2025", "2025-09"],
    ["tháng 12 năm 2026", "2026-12"],
    ["tháng chạp", "2026-12"],
    ["tháng mười một năm nay", "2026-11"],
    ["tháng 3 năm sau", "2027-03"],
    ["tháng 3 tới", "2027-03"],
    ["tháng này", "2026-11"],
    ["tháng trước", "2026-10"],
    ["tháng sau", "2026-12"],
    ["năm nay", "2026"],
    ["năm ngoái", "2025"],
    ["sang năm", "2027"],
    ["năm 2024", "2024"],
  ])("%s begins its days with %s", (text, prefix) => {
    expect(readPeriod(folded(text), TODAY)?.prefix).toBe(prefix);
  });

  it("passes the turn of the year", () => {
    expect(readPeriod("thang sau", "2026-12-05")?.prefix).toBe("2027-01");
    expect(readPeriod("thang truoc", "2027-01-05")?.prefix).toBe("2026-12");
  });

  it("is none where there is none", () => {
    for (const text of ["khai sinh", "mã 1.001193", "60 ngày", "năm người", "tháng lương"])
      expect(readPeriod(folded(text), TODAY), text).toBeUndefined();
  });

  it("is the same when a button carries it", () => {
    expect(periodOfPrefix("2026-09")?.label).toBe(readPeriod("thang 9", TODAY)?.label);
    expect(periodOfPrefix("2026")?.label).toBe(readPeriod("nam nay", TODAY)?.label);
    expect(periodOfPrefix("2026-13")).toBeUndefined();
  });
});

describe("a word to a list", () => {
  it.each([
    ["xong 1", { kind: "tick", numbers: [1] }],
    ["em làm xong việc 2 rồi ạ", { kind: "tick", numbers: [2] }],
    ["đã làm 2 rồi", { kind: "tick", numbers: [2] }],
    ["xong 1, 2 và 4", { kind: "tick", numbers: [1, 2, 4] }],
    ["việc 3 xong rồi", { kind: "tick", numbers: [3] }],
    ["xong việc hai", { kind: "tick", numbers: [2] }],
    ["bỏ đánh dấu 1", { kind: "untick", numbers: [1] }],
    ["chưa xong 2", { kind: "untick", numbers: [2] }],
    ["xem việc 4", { kind: "open", numbers: [4] }],
    ["xem danh sách", { kind: "show" }],
    ["cho tôi xem lại danh sách", { kind: "show" }],
    ["còn việc gì nữa", { kind: "show" }],
    ["việc tiếp theo là gì", { kind: "next" }],
    ["xóa danh sách", { kind: "forget" }],
  ])("%s", (text, word) => {
    expect(readChecklistWord(folded(text))).toEqual(word);
  });

  it.each([
    "làm sau",
    "xong chưa",
    "bao giờ xong",
    "2",
    "đã nộp hồ sơ 2 tuần rồi",
    "đăng ký kết hôn",
    "xem phí",
  ])("%s is none", (text) => {
    expect(readChecklistWord(folded(text))).toBeUndefined();
  });
});

describe("a question for news", () => {
  const aboutOf = (text: string) =>
    readNewsQuestion(normalize(text), TODAY)
      ?.subject.map((word) => word.text)
      .join(" ");

  it.each([
    ["khai sinh có gì thay đổi", "khai sinh"],
    ["đất đai dạo này có gì mới", "đất đai"],
    ["năm nay có gì thay đổi về giấy phép lái xe không", "giấy phép lái xe"],
    ["phiếu lý lịch tư pháp có gì thay đổi", "phiếu lý lịch tư pháp"],
    ["căn cước có gì khác so với trước không", "căn cước"],
    ["có thủ tục nào mới không", ""],
  ])("%s is about “%s”", (text, about) => {
    expect(aboutOf(text)).toBe(about);
  });
});

describe("what reads words or writes payloads", () => {
  it("never throws, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
        const words = normalize(text);
        readNewsQuestion(words, TODAY);
        readChecklistWord(words.map((word) => word.folded).join(" "));
        readPeriod(text, TODAY);
      }),
    );
  });

  it("writes no payload that a channel cuts", () => {
    const text = fc.string({ unit: fc.constantFrom(..."abcdeghi0123456789-"), minLength: 1, maxLength: 80 });
    const filter = fc.record(
      {
        entry: text,
        words: text,
        sector: text,
        period: fc.constantFrom("2026", "2026-09"),
        isOfDead: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.nat(9_999), filter, (offset, wanted) => {
        const payload = writeNewsPayload(offset, wanted);
        expect(new TextEncoder().encode(payload ?? "").length).toBeLessThanOrEqual(64);
      }),
    );
    expect(slugOf("Hộ kinh doanh–HTX")).toBe("ho-kinh-doanh-htx");
  });
});
