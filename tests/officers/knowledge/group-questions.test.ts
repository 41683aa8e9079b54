import { describe, expect, it } from "vitest";
import type { UnclearTurn } from "../../../src/core/messaging/index.ts";
import { groupQuestions } from "../../../src/officers/knowledge/group-questions.ts";
import { refuseQuestion } from "../../../src/officers/knowledge/refuse-question.ts";
import { aProcedure } from "../../core/knowledge/an-entry.ts";

let moment = 0;
function unclear(text: string, more: Partial<UnclearTurn> = {}): UnclearTurn {
  moment += 1;
  return {
    at: moment,
    outcome: "not-understood",
    entry: undefined,
    text,
    isCorrected: false,
    thenEntry: undefined,
    ...more,
  };
}

describe("questions that went without an answer", () => {
  it("are one when they differ in marks, politeness and order", () => {
    const groups = groupQuestions([
      unclear("cho em hỏi tờ hồng xin ở đâu ạ"),
      unclear("to hong xin o dau"),
      unclear("tờ hồng xin ở đâu"),
      unclear("tờ hồng xin ở đâu"),
      unclear("việc khác hẳn"),
    ]);
    expect(groups.map(({ text, count }) => [text, count])).toEqual([
      ["tờ hồng xin ở đâu", 4],
      ["việc khác hẳn", 1],
    ]);
  });

  it("are one when nearly all of their words are the same", () => {
    const groups = groupQuestions([
      unclear("trâu nhà em xổng chuồng phá lúa hàng xóm thì báo ai"),
      unclear("trâu nhà em xổng chuồng phá lúa hàng xóm báo ai bây giờ"),
    ]);
    expect(groups).toHaveLength(1);
  });

  it("stay two when a word tells them apart", () => {
    expect(groupQuestions([unclear("mất sổ đỏ"), unclear("mất sổ hộ khẩu")])).toHaveLength(2);
  });

  it("come most frequent first, then newest first", () => {
    const groups = groupQuestions([unclear("một"), unclear("hai"), unclear("hai"), unclear("ba")]);
    expect(groups.map(({ text }) => text)).toEqual(["hai", "ba", "một"]);
  });

  it("tell how it went, and what the citizens came to", () => {
    const [group] = groupQuestions([
      unclear("tờ hồng", { outcome: "clarified", thenEntry: "1.001193" }),
      unclear("tờ hồng", { outcome: "clarified" }),
      unclear("tờ hồng", {
        outcome: "answered",
        entry: "1.000894",
        isCorrected: true,
        thenEntry: "1.001193",
      }),
    ]);
    expect(group?.outcomes).toEqual(["đã hỏi lại", "dân nói là máy hiểu nhầm"]);
    expect(group?.thenEntries).toEqual(["1.001193"]);
  });

  it("show no number of a person, even if one was kept", () => {
    expect(groupQuestions([unclear("gọi em 0912345678 nhé")])[0]?.text).toBe("gọi em [số điện thoại] nhé");
  });
});

describe("a question for an entry", () => {
  const known = {
    entries: [aProcedure({ questions: ["Khai sinh ở đâu?"] })],
    fileOf: () => "knowledge/procedures/ho-tich/1.001193.md",
    judged: ["Cháu tôi chưa có giấy"],
  };

  it.each([
    ["khai sinh ở đâu", /đã là câu mẫu của knowledge.*Đăng ký khai sinh/u],
    ["cháu tôi CHƯA có giấy!", /câu hỏi chấm điểm/u],
    ["gọi lại số 0912.345.678", /số riêng của một người/u],
    ["gọi lại [số điện thoại] nhé", /chỗ đã che/u],
    ["", /đang để trống/u],
    ["??!", /chưa có chữ/u],
    ["hai\ndòng", /một dòng/u],
    ["a".repeat(1_001), /dài quá/u],
  ])("is refused: %j", (question, why) => expect(refuseQuestion(question, known)).toMatch(why));

  it("is taken when nobody has it yet", () => {
    expect(refuseQuestion("thủ tục 1.001193 phí 8.000 đồng phải không", known)).toBeUndefined();
  });
});
