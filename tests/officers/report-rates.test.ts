/** How eval counts reports that were recognised, and what was taken for one. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Brain } from "../../src/core/conversation/index.ts";
import { judgeAll, parseQuestions, runEval } from "../../src/officers/eval/index.ts";
import { realBrain, TEST_DAY } from "../real-brain.ts";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});

const FILE = [
  { id: "r1", text: "cán bộ đòi phong bì mới ký", expect: "feedback", kind: "report" },
  { id: "r2", text: "đăng ký kết hôn cần giấy tờ gì", expect: "feedback", kind: "report" },
  { id: "n1", text: "nhân viên ngân hàng quát tôi", expect: "not-feedback", kind: "near" },
  { id: "n2", text: "chị ở quầy ném hồ sơ vào mặt tôi", expect: "not-feedback", kind: "near" },
  { id: "h1", text: "cán bộ phường đòi tiền tôi", entry: ["phan-anh-can-bo"], kind: "how" },
]
  .map((line) => JSON.stringify(line))
  .join("\n");

describe("questions about reports", () => {
  it("are right when a report is heard, and when nothing else is heard as one", () => {
    const judged = judgeAll(brain, parseQuestions("x.jsonl", FILE), "as-written", TEST_DAY);
    expect(judged.map(({ question, verdict }) => [question.id, verdict])).toEqual([
      ["r1", "right"],
      ["r2", "wrong"],
      ["n1", "right"],
      ["n2", "wrong"],
      ["h1", "right"],
    ]);
  });

  it("are counted in a line of their own; what is answered from the entry on reports is no mistake", () => {
    const printed: string[] = [];
    const sets = [{ name: "x.jsonl", questions: parseQuestions("x.jsonl", FILE) }];
    const input = { brain, sets, heldOut: [], heldOutCount: 0, past: undefined, now: TEST_DAY };
    runEval(
      input,
      (line) => printed.push(line),
      () => undefined,
    );
    expect(printed.join("\n")).toMatch(/phản ánh: nhận ra 1\/2 \(50\.0 %\), kéo nhầm 1\/2 \(50\.0 %\)/u);
  });
});
