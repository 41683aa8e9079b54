import { describe, expect, it } from "vitest";
import { foldDiacritics } from "../../src/language/index.ts";
import { seededRandom } from "../../src/search/index.ts";
import { believeReport, learnReports, type ReportExamples } from "../../src/understanding/index.ts";

const WHO = ["chị ở quầy", "ông địa chính", "anh tiếp nhận", "bà tư pháp"];
const SHOPS = ["chị ở tiệm", "ông chủ trọ", "anh thợ điện", "bà hàng xóm"];
const DEEDS = ["đòi thêm hai trăm", "quát mẹ tôi", "ném trả giấy", "hẹn hết lần này đến lần khác"];
const examples: ReportExamples = {
  reports: WHO.flatMap((who) => DEEDS.map((deed) => `${who} ${deed}`)),
  nearMisses: SHOPS.flatMap((who) => DEEDS.map((deed) => `${who} ${deed}`)),
  questions: [
    "khai sinh cần giấy tờ gì",
    "lệ phí kết hôn bao nhiêu",
    "đổi căn cước ở đâu",
    "mất sổ đỏ thì sao",
  ],
};
const model = learnReports(examples, seededRandom(3));

describe("the model of reports", () => {
  it("tells by who did it, not by the deed alone", () => {
    expect(believeReport(model, "ông địa chính quát mẹ tôi")).toBeGreaterThan(0.5);
    expect(believeReport(model, "ông chủ trọ quát mẹ tôi")).toBeLessThan(0.5);
  });

  it("reads the same without marks", () => {
    expect(believeReport(model, foldDiacritics("bà tư pháp ném trả giấy"))).toBeGreaterThan(0.5);
    expect(believeReport(model, foldDiacritics("bà hàng xóm ném trả giấy"))).toBeLessThan(0.5);
  });

  it("finds the sentence that makes a report among others", () => {
    const alone = believeReport(model, "Khai sinh cần giấy tờ gì");
    const beside = believeReport(model, "Khai sinh cần giấy tờ gì. Chị ở quầy đòi thêm hai trăm");
    expect(alone).toBeLessThan(0.3);
    expect(beside).toBeGreaterThan(alone + 0.2);
  });

  it("is the same each time it is learned from the same", () => {
    expect(learnReports(examples, seededRandom(3))).toEqual(model);
  });

  it("says something of anything", () => {
    for (const text of ["", " ", "😀", "a".repeat(100_000), "\ud800", "0"])
      expect(believeReport(model, text)).toSatisfy((belief: number) => belief >= 0 && belief <= 1);
  });
});
