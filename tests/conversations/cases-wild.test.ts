/** Whatever is typed or pressed among guided questions: nothing breaks, nobody goes in circles, every way ends. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { writeButtonData } from "../../src/channels/telegram/button-data.ts";
import { type Brain, type Session, takeTurn } from "../../src/core/conversation/index.ts";
import { TRIAL_FACTS } from "../../src/core/feedback/index.ts";
import {
  type Cases,
  MOST_QUESTIONS,
  type ProcedureEntry,
  walkCases,
} from "../../src/core/knowledge/index.ts";
import { realBrain, TEST_DAY } from "../real-brain.ts";

let brain: Brain;
let cased: (ProcedureEntry & { cases: Cases })[];
beforeAll(async () => {
  brain = await realBrain();
  cased = [...brain.knowledge.values()].flatMap((entry) =>
    entry.kind === "procedure" && entry.cases ? [{ ...entry, cases: entry.cases }] : [],
  );
});

describe("every way through the project's cases", () => {
  it("ends in an outcome after at most six questions, by buttons that Telegram carries", () => {
    expect(cased.length).toBeGreaterThanOrEqual(3);
    for (const entry of cased) {
      const paths = walkCases(entry.cases);
      expect(paths.length).toBeGreaterThan(1);
      const reached = new Set(paths.map(({ outcome }) => outcome.id));
      expect([...reached].sort()).toEqual(entry.cases.outcomes.map(({ id }) => id).sort());
      for (const { steps, outcome } of paths) {
        expect(steps.length).toBeLessThanOrEqual(MOST_QUESTIONS);
        let session: Session | undefined;
        let payload = `case:${entry.id}`;
        for (const { question, option } of steps) {
          const turn = takeTurn(brain, session, { text: "x", payload }, TEST_DAY, TRIAL_FACTS);
          session = turn.session;
          expect(turn.reply.text).toContain(question.ask);
          const button = turn.reply.buttons.find(({ label }) => label.endsWith(option.label));
          if (!button || !("payload" in button)) throw new Error(`no button for ${option.label}`);
          payload = button.payload;
          expect(writeButtonData(payload)).toBeDefined();
        }
        const {
          outcome: kind,
          reply,
          entry: answered,
        } = takeTurn(brain, session, { text: "x", payload }, TEST_DAY, TRIAL_FACTS);
        expect(kind).toBe("answered");
        expect(answered).toBe(outcome.entry ?? entry.id);
        expect(reply.text).toContain(outcome.text);
        expect(reply.text).toMatch(/Nguồn: /u);
      }
    }
  });

  it("is found by typing numbers as well", () => {
    for (const entry of cased) {
      for (const { steps, outcome } of walkCases(entry.cases)) {
        let turn = takeTurn(
          brain,
          undefined,
          { text: "x", payload: `case:${entry.id}` },
          TEST_DAY,
          TRIAL_FACTS,
        );
        for (const { answer } of steps)
          turn = takeTurn(brain, turn.session, { text: `số ${answer}` }, TEST_DAY, TRIAL_FACTS);
        expect(turn.reply.text).toContain(outcome.title);
      }
    }
  });
});

const typed = fc.oneof(
  fc.constantFrom(
    "khai sinh cần giấy tờ gì",
    "khai tử quá hạn mất tiền không",
    "nhập hộ khẩu nhà thuê",
    "Trường hợp của tôi",
    "1",
    "2",
    "5",
    "chưa",
    "rồi",
    "không",
    "có",
    "không biết",
    "quay lại",
    "thôi",
    "bỏ qua",
    "hỏi lại từ đầu",
    "chưa cưới",
    "bé quá hạn rồi",
    "còn quá hạn thì sao",
    "nộp ở đâu",
    "lệ phí đăng ký kết hôn",
    "cán bộ phường đòi phong bì mới ký",
    "đồng ý",
    "phường Lê Chân",
    "cháy nhà rồi cứu với",
    "cảm ơn",
    "asdf qwer",
    "👍",
    "",
  ),
  fc.string({ maxLength: 60, unit: "binary" }),
);
const payload = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("1.001193", "1.000656", "1.004222", "1.000894", "constructor", "x"),
      fc.stringMatching(/^[0-9]{0,8}$/u),
    )
    .map(([entry, answers]) => `case:${entry}:${answers}`),
  fc.constantFrom("case:", "case:1.001193", "case::1", "case:__proto__:1", "entry:1.001193:fees"),
);
const act = fc.oneof(
  typed.map((text) => ({ text })),
  fc.record({ text: fc.constant("x"), payload }),
  fc.nat(9).map((button) => ({ button })),
);

describe("a citizen who does anything at all", () => {
  it("always hears something, and never more than one open question", () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 15 }), (acts) => {
        let session: Session | undefined;
        let buttons: ReturnType<typeof takeTurn>["reply"]["buttons"] = [];
        acts.forEach((one, at) => {
          const now = new Date(TEST_DAY.getTime() + at * 5_000);
          const pressed = "button" in one ? buttons[one.button] : undefined;
          const message =
            "button" in one
              ? pressed && "payload" in pressed
                ? { text: pressed.say, payload: pressed.payload }
                : { text: "ừ" }
              : one;
          const turn = takeTurn(brain, session, message, now, TRIAL_FACTS);
          expect(turn.reply.text.trim()).not.toBe("");
          expect(turn.session.guided?.answers.length ?? 0).toBeLessThanOrEqual(MOST_QUESTIONS);
          const isOpen = turn.session.guided?.isOpen === true;
          expect(isOpen && turn.session.offered?.isOpen === true).toBe(false);
          // What is open was asked in this very reply.
          if (isOpen)
            expect(turn.reply.buttons.some((b) => "payload" in b && b.payload.startsWith("case:"))).toBe(
              true,
            );
          session = turn.session;
          buttons = turn.reply.buttons;
        });
      }),
      { numRuns: 120 },
    );
  });
});
