import { describe, expect, it } from "vitest";
import { sourceLine } from "../../../src/core/knowledge/index.ts";
import { aProcedure, aTopic } from "./an-entry.ts";

describe("the source line", () => {
  it("names document, number, day, last check and where to check", () => {
    expect(sourceLine(aProcedure(), "current")).toBe(
      "Nguồn: Quyết định công bố, số 163/QĐ-BTP, ngày 10/06/2026. Đối chiếu lần cuối: 01/10/2026. " +
        "Kiểm tra tại: Cổng Dịch vụ công quốc gia dichvucong.gov.vn hoặc Tổng đài 1022",
    );
  });

  it("sends to the document's own address where it has one", () => {
    const source = { title: "Quyết định", date: "2026-06-10", url: "https://dichvucong.gov.vn/x" };
    expect(sourceLine(aProcedure({ source }), "current")).toMatch(
      /Kiểm tra tại: https:\/\/dichvucong\.gov\.vn\/x$/u,
    );
  });

  it("says a number once when the title has it already", () => {
    const source = { title: "Quyết định 163/QĐ-BTP", number: "163/QĐ-BTP", date: "2026-06-10" };
    expect(sourceLine(aProcedure({ source }), "current").split("163/QĐ-BTP")).toHaveLength(2);
  });

  it("cautions when the procedure was not looked at for three months, and for a year", () => {
    expect(sourceLine(aProcedure(), "ageing")).toContain("Đã hơn ba tháng chưa đối chiếu lại");
    expect(sourceLine(aProcedure(), "stale")).toContain("Đã hơn một năm chưa đối chiếu lại");
    expect(sourceLine(aProcedure(), "current")).not.toContain("Đã hơn");
  });

  it("says how sure the source is", () => {
    expect(sourceLine(aProcedure({ confidence: "older-source" }), "current")).toContain("có thể đã thay đổi");
    expect(sourceLine(aProcedure({ confidence: "unverified" }), "current")).toContain(
      "chưa được đối chiếu đầy đủ",
    );
    expect(sourceLine(aProcedure({ confidence: "unverified" }), "ageing")).toMatch(
      /đầy đủ;.*Đã hơn ba tháng/u,
    );
  });

  it("of a topic gives no day of a last check", () => {
    expect(sourceLine(aTopic(), "current")).toBe(
      "Nguồn: Kế hoạch số 12, ngày 01/02/2023. Nguồn này có thể đã thay đổi; xin kiểm tra lại trước khi làm. " +
        "Kiểm tra tại: Cổng Dịch vụ công quốc gia dichvucong.gov.vn hoặc Tổng đài 1022",
    );
  });
});
