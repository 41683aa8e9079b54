import { createHmac } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { renderMessage, ZALO_LIMITS } from "../../../src/channels/zalo/render.ts";
import { composeAnswer } from "../../../src/core/conversation/compose-answer.ts";
import type { Reply } from "../../../src/core/conversation/index.ts";
import { fitReply } from "../../../src/core/messaging/index.ts";
import { faultOfMessage } from "../../doubles/zalo-double-rules.ts";
import { realBrain, TEST_DAY } from "../../real-brain.ts";
import { ZALO_ACCOUNT } from "../../service/a-zalo.ts";
import {
  type AZaloChannel,
  type AZaloChannelOptions,
  aZaloChannel,
  CITIZEN,
  DAY,
  MINUTE,
} from "./a-zalo-channel.ts";

let channel: AZaloChannel;
const start = async (options?: AZaloChannelOptions) => {
  channel = await aZaloChannel(options);
  return channel;
};
afterEach(() => channel?.close());

describe("an answer", () => {
  it("reaches the citizen with its words and every kind of button", async () => {
    const { say, zalo, sent } = await start();
    const result = await say("Lệ phí: 8.000 đồng.", [
      { label: "Giấy tờ", say: "giấy tờ đăng ký kết hôn", payload: "entry:1.000894:documents" },
      { label: "Gọi 1022", phone: "(0225) 1022" },
      { label: "Mở Cổng", url: "https://dichvucong.gov.vn" },
    ]);
    const [message] = zalo.deliveredTo(CITIZEN);
    expect(result).toEqual({ kind: "delivered", messageId: message?.messageId });
    expect(message).toMatchObject({
      text: "Lệ phí: 8.000 đồng.",
      buttons: [
        // Zalo shows what a button says as the citizen's own words, so it is words.
        { title: "Giấy tờ", type: "oa.query.show", payload: "giấy tờ đăng ký kết hôn" },
        { title: "Gọi 1022", type: "oa.open.phone", payload: { phone_code: "02251022" } },
        { title: "Mở Cổng", type: "oa.open.url", payload: { url: "https://dichvucong.gov.vn" } },
      ],
    });
    expect(sent).toEqual([{ messageId: message?.messageId, quotaType: "reply" }]);
  });

  it("goes without an attachment when there is nothing to press", () => {
    expect(renderMessage(CITIZEN, { text: "Vâng ạ.", buttons: [] })).toEqual({
      recipient: { user_id: CITIZEN },
      message: { text: "Vâng ạ." },
    });
  });

  it("shows none of the marks that Zalo does not read", async () => {
    const { say, zalo } = await start();
    await say("## Lệ phí\n**8.000 đồng**, xem [Cổng](https://dichvucong.gov.vn/a) (2 * 3 * 4)");
    expect(zalo.delivered[0]?.text).toBe(
      "Lệ phí\n8.000 đồng, xem Cổng (https://dichvucong.gov.vn/a) (2 * 3 * 4)",
    );
  });

  it("carries the proof of the app's secret where the account wants one", async () => {
    const { say } = await start({ zalo: { wantsAppSecretProof: true }, settings: { provesAppSecret: true } });
    expect(await say("Chào anh/chị")).toMatchObject({ kind: "delivered" });
  });

  it("that lacks the proof is refused until a person sets it right", async () => {
    const { say } = await start({ zalo: { wantsAppSecretProof: true } });
    expect(await say("Chào anh/chị")).toMatchObject({ failure: "human", code: "-242" });
  });

  it("proves with the token in use, by HMAC", async () => {
    const proofs: unknown[] = [];
    const spy: typeof fetch = (url, init) => {
      proofs.push((init?.headers as Record<string, string> | undefined)?.appsecret_proof);
      return fetch(url, init);
    };
    const { say, zalo } = await start({ settings: { provesAppSecret: true }, deps: { fetch: spy } });
    await say("Chào");
    const token = zalo.oauth.accessToken ?? "";
    const proof = createHmac("sha256", ZALO_ACCOUNT.appSecret).update(token).digest("hex");
    // The refresh before it proves nothing: there is no token yet.
    expect(proofs).toEqual([undefined, proof]);
  });
});

describe("long and odd answers, cut to the channel's limits", () => {
  it("are all taken, however they are written", async () => {
    const { deliver, zalo } = await start();
    const words = fc.constantFrom(
      "đăng ký ",
      "kết hôn\n",
      "hồ sơ. ",
      "**đậm** ",
      "👨‍👩‍👧‍👦",
      "ở\u0323",
      "[Cổng](https://a.vn/b) ",
      "# ",
    );
    const text = fc.oneof(
      fc.array(words, { minLength: 1, maxLength: 900 }).map((list) => `Chào${list.join("")}`),
      fc.string({ unit: "grapheme", maxLength: 3_000 }).map((some) => `Chào ${some}`),
      fc.integer({ min: 1_990, max: 6_010 }).map((length) => "x".repeat(length)),
    );
    const label = fc.string({ unit: "grapheme", minLength: 1, maxLength: 250 }).map((some) => `Xem ${some}`);
    const button = fc.oneof(
      label.map((one) => ({ label: one, say: one.repeat(6), payload: "p" })),
      label.map((one) => ({ label: one, url: "https://dichvucong.gov.vn" })),
      label.map((one) => ({ label: one, phone: "1022" })),
    );
    const reply: fc.Arbitrary<Reply> = fc.record({ text, buttons: fc.array(button, { maxLength: 9 }) });
    await fc.assert(
      fc.asyncProperty(reply, async (whole) => {
        zalo.forget();
        for (const part of fitReply(whole, ZALO_LIMITS))
          expect(await deliver(part)).toMatchObject({ kind: "delivered" });
        expect(zalo.delivered.flatMap(({ buttons }) => buttons)).toHaveLength(
          Math.min(5, whole.buttons.length),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("are taken with a button that says more than Zalo lets one say", async () => {
    const { say, zalo } = await start();
    const button = { label: "Hỏi", say: "ộ".repeat(1_500), payload: "p" };
    expect(await say("Chào", [button])).toMatchObject({ kind: "delivered" });
    expect(zalo.delivered[0]?.buttons[0]?.payload).toBe("ộ".repeat(1_000));
  });

  it("of the whole knowledge are taken, each side of each entry", async () => {
    const brain = await realBrain();
    const { knowledge, places, validity } = brain;
    const faults: unknown[] = [];
    let answers = 0;
    for (const [id, entry] of knowledge.entries())
      for (const facet of [undefined, ...entry.sections.map((section) => section.facet)]) {
        const question = { entry, facets: facet ? [facet] : [], words: [], now: TEST_DAY, where: {} };
        const { reply } = composeAnswer(question, knowledge, places, validity);
        answers += 1;
        for (const part of fitReply(reply, ZALO_LIMITS)) {
          const fault = faultOfMessage(renderMessage(CITIZEN, part));
          if (fault) faults.push({ id, facet, fault });
        }
      }
    expect(faults).toEqual([]);
    expect(answers).toBeGreaterThan(500);
  });
});

describe("the window in which Zalo takes answers", () => {
  it("is known to us: an answer that comes too late is not even tried", async () => {
    const { deliver, zalo, now } = await start();
    const part = { text: "Xin lỗi vì trả lời muộn", buttons: [] };
    expect(await deliver(part, { lastInboundAt: now() - 7 * DAY - 1 })).toEqual({
      kind: "failed",
      failure: "window-closed",
      code: "own-window",
    });
    expect(zalo.calls("message") + zalo.calls("token")).toBe(0);
    expect(await deliver(part, { lastInboundAt: now() - 7 * DAY })).toMatchObject({ kind: "delivered" });
  });

  it("is Zalo's to judge when we do not know when the citizen wrote", async () => {
    const { say, wait } = await start();
    wait(7 * DAY + 1);
    expect(await say("muộn")).toMatchObject({ kind: "failed", failure: "window-closed", code: "-230" });
  });

  it("costs from the third day on, and we know it", async () => {
    const { say, wait, sent } = await start();
    await say("sớm");
    wait(2 * DAY + 1);
    await say("muộn");
    expect(sent.map(({ quotaType }) => quotaType)).toEqual(["reply", undefined]);
  });
});

describe("the pace", () => {
  it("is our own first: beyond it nothing is sent, and the part waits a little", async () => {
    const { say, zalo } = await start({ settings: { ratePerMinute: 4 } });
    expect(await say("một")).toMatchObject({ kind: "delivered" });
    const result = await say("hai");
    expect(result).toMatchObject({ kind: "failed", failure: "transient", code: "own-rate" });
    expect(result).not.toHaveProperty("mayHaveArrived");
    const { retryAfterMs = 0 } = result as { retryAfterMs?: number };
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(15_000);
    expect(zalo.calls("message")).toBe(1);
  });

  it("slows down before Zalo has to refuse, and is free again in Zalo's next minute", async () => {
    const { say, zalo, wait, now } = await start({ zalo: { ratePerMinute: 10 } });
    for (let count = 1; count <= 9; count++)
      expect(await say(`${count}`)).toMatchObject({ kind: "delivered" });
    const left = MINUTE - (now() % MINUTE);
    // One is left of ten: it may go at the end of the minute.
    expect(await say("mười")).toEqual({
      kind: "failed",
      failure: "transient",
      code: "own-rate",
      heldBack: true,
      retryAfterMs: left,
    });
    expect(zalo.calls("message")).toBe(9);
    wait(left);
    expect(await say("mười")).toMatchObject({ kind: "delivered" });
    expect(zalo.delivered).toHaveLength(10);
  });

  it("stands still until Zalo's next minute once Zalo has refused for it", async () => {
    const { say, zalo, wait, now } = await start();
    zalo.failNext("message", { kind: "error", code: -32 });
    const left = MINUTE - (now() % MINUTE) + 2_500;
    const refused = { kind: "failed", failure: "transient", retryAfterMs: left };
    expect(await say("một")).toEqual({ ...refused, code: "-32" });
    expect(await say("một")).toEqual({ ...refused, code: "own-rate", heldBack: true });
    expect(zalo.calls("message")).toBe(1);
    wait(left);
    expect(await say("một")).toMatchObject({ kind: "delivered" });
  });
});
