import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize } from "../../src/language/index.ts";
import { createDirectorySearch, indexNames } from "../../src/search/index.ts";

const NAMES = {
  "1.000001": "Cấp giấy phép nhập khẩu phân bón",
  "1.000002": "Cấp giấy phép nhập khẩu thuốc thú y",
  "1.000003": "Gia hạn giấy phép hoạt động bến thủy nội địa",
  "1.000004": "Thủ tục cấp Giấy chứng nhận xuất xứ hàng hoá (C/O) ưu đãi mẫu A",
  "1.000005": "Thủ tục cấp Giấy chứng nhận xuất xứ hàng hoá (C/O) ưu đãi mẫu E",
};
const search = createDirectorySearch(
  indexNames(Object.entries(NAMES).map(([code, name]) => ({ code, name }))),
);
const find = (text: string) => search.find(normalize(text), normalize(text), 5);

describe("names of procedures", () => {
  it("are found by some of their words, nearest first", () => {
    const [best, second] = find("nhập khẩu phân bón");
    expect(best?.code).toBe("1.000001");
    expect(best?.asked).toBe(1);
    expect(best?.together).toBe(1);
    expect(second?.asked ?? 0).toBeLessThan(1);
  });

  it("are found without marks as well", () => {
    expect(find("nhap khau phan bon")[0]).toMatchObject({ code: "1.000001", asked: 1 });
  });

  it("are less near when the marks are other ones", () => {
    expect(find("phấn bôn")[0]?.asked ?? 0).toBeLessThan(0.5);
  });

  it("are told apart by their last letter when they are quoted whole", () => {
    for (const code of ["1.000004", "1.000005"] as const) {
      const whole = find(NAMES[code]).filter(({ isWhole }) => isWhole);
      expect(whole.map((hit) => hit.code)).toEqual([code]);
    }
  });

  it("tell little where only a common word is shared", () => {
    expect(find("giấy phép lái xe ô tô")[0]?.asked ?? 0).toBeLessThan(0.6);
  });

  it("are chosen among by words", () => {
    const [best] = search.among(["1.000001", "1.000002"], normalize("cái thuốc thú y"));
    expect(best?.code).toBe("1.000002");
  });

  it("give the same when asked again, shares from 0 to 1, and never throw", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 400 }),
        fc.constantFrom(...Object.values(NAMES)),
        (wild, name) => {
          for (const text of [wild, `${wild} ${name}`]) {
            const hits = find(text);
            expect(find(text)).toEqual(hits);
            for (const { asked, named, together } of hits)
              for (const share of [asked, named, together]) {
                expect(share).toBeGreaterThanOrEqual(0);
                expect(share).toBeLessThanOrEqual(1.000_001);
              }
          }
        },
      ),
    );
  });

  it("are none in an empty directory", () => {
    const empty = createDirectorySearch(indexNames([]));
    expect(empty.find(normalize("phân bón"), normalize("phân bón"), 5)).toEqual([]);
  });
});
