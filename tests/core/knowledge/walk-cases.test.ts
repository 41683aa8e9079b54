import { describe, expect, it } from "vitest";
import {
  type Cases,
  countQuestions,
  followCases,
  sayOutcome,
  walkCases,
} from "../../../src/core/knowledge/index.ts";

const CASES: Cases = {
  questions: [
    {
      id: "cuoi",
      ask: "Đã cưới chưa ạ?",
      options: [
        { label: "Đã cưới", next: "han" },
        { label: "Chưa cưới", outcome: "chua-cuoi" },
      ],
    },
    {
      id: "han",
      ask: "Quá hạn chưa ạ?",
      options: [
        { label: "Chưa quá hạn", outcome: "dung-han" },
        { label: "Đã quá hạn", outcome: "qua-han" },
      ],
    },
  ],
  outcomes: [
    { id: "chua-cuoi", title: "Chưa cưới", text: "Làm gộp." },
    {
      id: "dung-han",
      title: "Đúng hạn",
      text: "Nộp ở xã.",
      papers: ["Giấy chứng sinh."],
      fees: [{ kind: "charge", amountVnd: 0 }],
      processingTime: [{ amount: 1, unit: "working-days" }],
    },
    { id: "qua-han", title: "Quá hạn", text: "Nộp ở xã." },
  ],
};

describe("answers to guided questions", () => {
  it("lead to the next question, then to an outcome", () => {
    expect(followCases(CASES, [])?.question?.id).toBe("cuoi");
    expect(followCases(CASES, [1])?.question?.id).toBe("han");
    const end = followCases(CASES, [1, 2]);
    expect(end?.outcome?.id).toBe("qua-han");
    expect(end?.steps.map(({ option }) => option.label)).toEqual(["Đã cưới", "Đã quá hạn"]);
  });

  it.each([[[3]], [[0]], [[2, 1]], [[1, 1, 1]], [[Number.NaN]]])(
    "that do not fit lead nowhere: %j",
    (answers) => {
      expect(followCases(CASES, answers)).toBeUndefined();
    },
  );

  it("are all walked, each way once", () => {
    const ways = walkCases(CASES).map(({ steps, outcome }) => [
      steps.map(({ answer }) => answer).join(""),
      outcome.id,
    ]);
    expect(ways).toEqual([
      ["11", "dung-han"],
      ["12", "qua-han"],
      ["2", "chua-cuoi"],
    ]);
  });
});

describe("how many questions are left", () => {
  const [first, second] = CASES.questions;
  it("is known where all ways are as long", () => {
    expect(second && countQuestions(CASES, second)).toBe(1);
  });

  it("is not said where it depends on the answers", () => {
    expect(first && countQuestions(CASES, first)).toBeUndefined();
  });
});

describe("an outcome", () => {
  const outcome = CASES.outcomes[1];
  const textOf = (standings: Parameters<typeof sayOutcome>[1]) =>
    (outcome ? sayOutcome(outcome, standings) : [])
      .map(({ heading, text }) => `${heading}: ${text}`)
      .join("\n");

  it("says papers, fees and times", () => {
    expect(textOf(["current"])).toBe(
      "Giấy tờ cần có: - Giấy chứng sinh.\nPhí, lệ phí: - Không mất tiền (0 đồng)\nThời hạn: - 1 ngày làm việc",
    );
  });

  it.each([[["stale"]], [["current", "ended"]]] as const)(
    "keeps its numbers back when an entry stands %j",
    (standings) => {
      const text = textOf([...standings]);
      expect(text).toContain("Giấy chứng sinh");
      expect(text).not.toMatch(/0 đồng|1 ngày/u);
      expect(text).toMatch(/không nêu con số/u);
    },
  );
});
