import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hideAmounts } from "../../../src/core/knowledge/index.ts";

describe("amounts in text that nobody has compared", () => {
  it.each([
    "Trong thời hạn 03 ngày làm việc kể từ ngày nhận",
    "chậm nhất 05 (năm) ngày làm việc",
    "trong vòng mười lăm ngày",
    "không quá 24 giờ",
    "từ 3 đến 5 ngày làm việc",
    "Thời hạn: 02 tháng",
    "15 ngày",
  ])("hides the time in “%s”", (text) => {
    const said = hideAmounts(text);
    expect(said).toContain("[thời hạn: xem trên Cổng]");
    expect(said).not.toMatch(/\d\s*\)?\s*(?:ngày|giờ|tháng)/u);
  });

  it.each(["Lệ phí 20.000 đồng", "phí: 135.000đ/lần", "120,000 VNĐ", "1,5 triệu đồng", "Miễn phí"])(
    "hides the money in “%s”",
    (text) => {
      expect(hideAmounts(text)).toContain("[mức thu: xem trên Cổng]");
    },
  );

  it.each([
    "Luật số 60/2014/QH13 ngày 20 tháng 11 năm 2014",
    "người từ đủ 06 tháng tuổi",
    "Mẫu số 01, 02 bản chính",
    "có ít nhất 02 năm kinh nghiệm",
    "ngày 01/7/2026",
  ])("leaves “%s” as it is", (text) => {
    expect(hideAmounts(text)).toBe(text);
  });

  it("never throws and hides nothing twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const once = hideAmounts(text);
        expect(hideAmounts(once)).toBe(once);
      }),
    );
  });
});
