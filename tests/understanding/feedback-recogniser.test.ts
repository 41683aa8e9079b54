/** The recogniser of reports, as it learned from the project's own content. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CATEGORIES, type FeedbackRecogniser } from "../../src/core/feedback/index.ts";
import { foldDiacritics } from "../../src/language/index.ts";
import { realBrain } from "../real-brain.ts";

let recogniser: FeedbackRecogniser;
beforeAll(async () => {
  recogniser = (await realBrain()).feedback;
});

describe("the recogniser of reports", () => {
  it.each([
    ["money", "chị tư pháp gợi ý bồi dưỡng mới chịu đóng dấu"],
    ["attitude", "anh tiếp dân quát mẹ tôi rồi ném trả tờ khai"],
    ["delay", "họ ngâm hồ sơ của tôi ba tháng, hỏi thì bảo cứ chờ"],
    ["back-and-forth", "cán bộ bắt tôi đi lại năm lần, đẩy sang phòng khác"],
    ["extra-papers", "chị ở quầy đòi thêm giấy xác nhận không có trong danh mục"],
    ["wrong-guidance", "cán bộ làm mất hồ sơ của tôi rồi đổ lỗi"],
    ["refusal", "cán bộ không nhận hồ sơ mà không nói lý do"],
    ["private-dealing", "cán bộ cho người quen làm trước, bảo tôi gặp cò ngoài cổng"],
  ] as const)("files under %s, with marks and without", (category, text) => {
    expect(recogniser.read(text)).toMatchObject({ kind: "misconduct", category });
    expect(recogniser.read(foldDiacritics(text))).toMatchObject({ kind: "misconduct", category });
  });

  it("sees signs of bribery, and none where there are none", () => {
    expect(recogniser.read("anh địa chính đòi phong bì mới đo đất").hasBriberySigns).toBe(true);
    expect(recogniser.read("cô ở quầy quát bà tôi").hasBriberySigns).toBe(false);
  });

  it.each([
    ["tôi khiếu nại việc cán bộ không nhận hồ sơ", "complaint"],
    ["toi to cao ong can bo nhan tien", "denunciation"],
    ["tôi phản ánh cán bộ quát dân", undefined],
  ])("hears which legal way is named: %s", (text, way) => {
    expect(recogniser.read(text).namedWay).toBe(way);
  });

  it("reads any text within bounds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 3000 }), (text) => {
        const reading = recogniser.read(text);
        for (const belief of [reading.misconduct, reading.praise, reading.confidence]) {
          expect(belief).toBeGreaterThanOrEqual(0);
          expect(belief).toBeLessThanOrEqual(1.000001);
        }
        expect(CATEGORIES).toContain(reading.category);
      }),
    );
  });
});
