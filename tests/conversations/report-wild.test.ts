/** Whatever is said, pressed or sent in whatever order: nothing breaks, and no ticket comes about unasked. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Brain, type Conversation, respond } from "../../src/core/conversation/index.ts";
import { INTAKE_FIELDS, reportSchema, type TurnFacts } from "../../src/core/feedback/index.ts";
import type { InboundEvent } from "../../src/core/messaging/index.ts";
import { drawCodes } from "../../src/draw-codes.ts";
import { realBrain, TEST_DAY } from "../real-brain.ts";
import { STORY } from "./reporter.ts";

const SETTINGS = { sessionIdleMs: 30 * 60_000, staffQuietMs: 60_000, citizenPerMinute: 1_000 };
const CODE = /[ACDEFHJKLMNPRTVWXY34679]{4}(?:-[ACDEFHJKLMNPRTVWXY34679]{4}){2}/gu;

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});

const said = fc.constantFrom(
  STORY,
  "cán bộ phường đòi phong bì mới ký",
  "có",
  "không",
  "đồng ý",
  "xong",
  "bỏ qua",
  "quay lại",
  "gửi",
  "sửa 2",
  "sửa",
  "xóa",
  "thôi",
  "thôi không gửi nữa",
  "2",
  "99",
  "phường Lê Chân",
  "quận Lê Chân cũ",
  "hôm qua",
  "đăng ký kết hôn cần giấy tờ gì",
  "căn cước",
  "/tracuu",
  "/phananh",
  "/start",
  "/xoadulieu",
  "cảm ơn",
  "cháy nhà rồi cứu với",
  "031090001234",
  "👍",
  "",
);
const stages = [
  "offer",
  "which-way",
  "consent",
  ...INTAKE_FIELDS,
  "summary",
  "start",
  "__proto__",
  "constructor",
];
const payload = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...stages),
      fc.constantFrom("yes", "send", "no", "1", "edit", "edit-office", "clear", "x"),
    )
    .map(([stage, word]) => `intake:${stage}:${word}`),
  fc.constantFrom(
    "intake:start",
    "ticket:own",
    "ticket:find",
    "ticket:rate:AAAA-AAAA-AAAA:5",
    "ticket:withdraw:AAAA-AAAA-AAAA:yes",
  ),
  fc.string({ maxLength: 40 }),
);
const event: fc.Arbitrary<InboundEvent> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: "message" as const, text: "gửi" }) },
  { weight: 8, arbitrary: said.map((text) => ({ kind: "message" as const, text })) },
  {
    weight: 2,
    arbitrary: fc
      .string({ unit: "binary", maxLength: 400 })
      .map((text) => ({ kind: "message" as const, text })),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("message" as const), text: said, payload }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("media" as const),
      attachments: fc.array(
        fc.record({
          type: fc.constantFrom("photo", "sticker", "document"),
          url: fc.constantFrom(undefined, "https://x"),
        }),
        { maxLength: 7 },
      ),
      text: said,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<InboundEvent>({ kind: "left" }, { kind: "failed" }, { kind: "arrived" }),
  },
);
/** Most runs begin well on the way, or wild words would never get far. */
const way = ["", STORY, "có", "đồng ý", "xong", "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua", "xong"];
const talk = fc.record({
  begins: fc.oneof(fc.nat(way.length), fc.constant(way.length)),
  events: fc.array(fc.record({ event, minutes: fc.constantFrom(0, 0, 0, 1, 40, 1_500) }), {
    minLength: 1,
    maxLength: 12,
  }),
  intake: fc.constantFrom<TurnFacts["intake"]>("open", "open", "open", "closed", "trial"),
});

describe("a wild conversation", () => {
  it("never breaks, and files nothing without consent, a story and an explicit send", () => {
    let filed = 0;
    fc.assert(
      fc.property(talk, ({ begins, events, intake }) => {
        let conversation: Conversation | undefined;
        let now = TEST_DAY.getTime();
        const known = new Set<string>(["AAAA-AAAA-AAAA"]);
        const all = [
          ...way.slice(1, begins).map((text) => ({ event: { kind: "message" as const, text }, minutes: 0 })),
          ...events,
        ];
        for (const { event, minutes } of all) {
          now += minutes * 60_000 + 1_000;
          const before = conversation?.session?.intake;
          const facts: TurnFacts = { ...drawCodes(), intake };
          const take = (more: Partial<TurnFacts> = {}) =>
            respond(brain, conversation, { event, sentAt: now }, new Date(now), SETTINGS, {
              ...facts,
              ...more,
            });
          let response = take();
          if (response.asks) response = take({ found: { kind: "tickets", tickets: [] } });
          for (const act of response.acts) {
            expect(intake).not.toBe("trial");
            expect(["file", "drop", "fetch-file"]).toContain(act.kind);
            if (act.kind === "file") {
              filed += 1;
              known.add(act.code);
              expect(intake).toBe("open");
              expect(before?.stage).toBe("summary");
              expect(before?.draft.consentAt).toBeDefined();
              expect(reportSchema.parse(act.report).story).toBe(before?.draft.story);
              expect(isSending(event)).toBe(true);
            }
          }
          // A draft that is gone was either filed or dropped, but in a trial, where nothing is kept.
          const after = response.conversation.session?.intake;
          if (before && after?.code !== before.code && intake !== "trial")
            expect(response.acts).toContainEqual(expect.objectContaining({ code: before.code }));
          for (const reply of response.replies) {
            expect(reply.text.trim()).not.toBe("");
            for (const code of JSON.stringify(reply).match(CODE) ?? []) expect(known).toContain(code);
            const quoted = after?.draft.story?.slice(0, 60).trim();
            if (quoted && reply.text.includes(quoted)) expect(reply.isPrivate).toBe(true);
          }
          conversation = JSON.parse(JSON.stringify(response.conversation)) as Conversation;
        }
      }),
      { numRuns: 200 },
    );
    expect(filed).toBeGreaterThan(0);
  });
});

function isSending(event: InboundEvent): boolean {
  if (event.kind === "media")
    return event.attachments.length === 0 && /^(gửi|có|đồng ý)$/u.test(event.text ?? "");
  if (event.kind !== "message") return false;
  return /^(gửi|có|đồng ý)$/u.test(event.text) || /^intake:summary:(send|yes)$/u.test(event.payload ?? "");
}
