import { describe, expect, it, vi } from "vitest";
import type { InboundUpdate } from "../../../src/core/messaging/index.ts";
import { aTelegram, SECRET, started } from "./a-telegram.ts";

const textsOf = (updates: readonly InboundUpdate[]) =>
  updates.map(({ event }) => ("text" in event ? event.text : event.kind));

describe("fetching updates", () => {
  it("brings what citizens wrote before and after the start, each once and in order", async () => {
    const telegram = await aTelegram();
    telegram.double.say("42", "một");
    telegram.double.say("43", "hai");
    started(telegram);
    await telegram.double.line.drained();
    telegram.double.say("42", "ba");
    await telegram.double.line.drained();
    expect(textsOf(telegram.accepted)).toEqual(["một", "hai", "ba"]);
    expect(telegram.troubles).toEqual([]);
  });

  it("asks for no kinds of updates but those it can read", async () => {
    const { double, ...telegram } = await aTelegram();
    started(telegram);
    await expect.poll(() => double.line.allowed).toEqual(["message", "callback_query", "my_chat_member"]);
  });

  it("waits for news instead of asking again and again", async () => {
    const telegram = await aTelegram();
    started(telegram);
    await expect.poll(() => telegram.double.calls("getUpdates")).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(telegram.double.calls("getUpdates")).toBe(1);
  });

  it("loses nothing while the house is busy or its storage fails", async () => {
    const telegram = await aTelegram();
    const answers = ["busy", "throws", "busy"];
    const offered: string[] = [];
    const waiting: number[] = [];
    telegram.double.say("42", "một");
    const accept = async (updates: readonly InboundUpdate[]) => {
      offered.push(...updates.map(({ key }) => key));
      waiting.push(telegram.double.line.waiting.length);
      const answer = answers.shift();
      if (answer === "throws") throw new Error("the disk is full");
      if (answer === "busy") return "busy" as const;
      return telegram.accept(updates);
    };
    started({ channel: telegram.channel, accept });
    await telegram.double.line.drained();
    expect(textsOf(telegram.accepted)).toEqual(["một"]);
    expect(new Set(offered).size).toBe(1);
    expect(waiting).toEqual([1, 1, 1, 1]);
    expect(telegram.troubles).toEqual(["poll:not-kept"]);
  });

  it("passes over what it cannot read, and goes on", async () => {
    const telegram = await aTelegram();
    telegram.double.line.addRaw("không phải update");
    telegram.double.line.add({ message: { text: "thiếu chat" } });
    telegram.double.say("42", "một");
    started(telegram);
    await telegram.double.line.drained();
    expect(textsOf(telegram.accepted)).toEqual(["một"]);
    expect(telegram.troubles).toEqual(["update:malformed", "update:malformed"]);
  });

  it("does not go round in circles over what cannot be confirmed", async () => {
    const telegram = await aTelegram({
      deps: { pauses: { firstMs: 10_000, longestMs: 10_000 }, chance: () => 1 },
    });
    telegram.double.line.addRaw({});
    started(telegram);
    await expect.poll(() => telegram.double.calls("getUpdates")).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(telegram.double.calls("getUpdates")).toBe(1);
  });

  it("hears citizens after a silence in which Telegram began to count anew", async () => {
    const telegram = await aTelegram({ double: { firstUpdateId: 900 }, deps: { waitSeconds: 0 } });
    started(telegram);
    telegram.double.say("42", "trước");
    await telegram.double.line.drained();
    const calls = telegram.double.calls("getUpdates");
    await expect.poll(() => telegram.double.calls("getUpdates")).toBeGreaterThan(calls + 1);
    telegram.double.line.renumber(5);
    telegram.double.say("42", "sau");
    await telegram.double.line.drained();
    expect(textsOf(telegram.accepted)).toEqual(["trước", "sau"]);
  });

  it.each([
    ["an error of theirs", { kind: "error", code: 502 }, "poll:502"],
    ["a lost connection", { kind: "close", accepts: false }, "poll:broken"],
    ["a gateway's page", { kind: "garbage", status: 504 }, "poll:malformed"],
    ["an answer that is no list", { kind: "says", body: { ok: true, result: 5 } }, "poll:malformed"],
  ] as const)("goes on after %s", async (_, fault, trouble) => {
    const telegram = await aTelegram();
    telegram.double.failNext("getUpdates", fault, 2);
    telegram.double.say("42", "một");
    started(telegram);
    await telegram.double.line.drained();
    expect(textsOf(telegram.accepted)).toEqual(["một"]);
    expect(telegram.troubles).toEqual([trouble, trouble]);
  });

  it("waits as long as Telegram asks", async () => {
    const telegram = await aTelegram();
    telegram.double.failNext("getUpdates", { kind: "error", code: 429, retryAfter: 1 });
    started(telegram);
    await expect.poll(() => telegram.troubles).toEqual(["poll:429"]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(telegram.double.calls("getUpdates")).toBe(1);
  });

  it("says that somebody else fetches with the same token", async () => {
    const telegram = await aTelegram();
    started(telegram);
    await expect.poll(() => telegram.double.calls("getUpdates")).toBe(1);
    const gone = new AbortController();
    void telegram.double.line.get({ timeout: 0.05 }, gone.signal);
    await expect.poll(() => telegram.troubles).toEqual(["poll:other-poller"]);
    telegram.double.say("42", "một");
    await telegram.double.line.drained();
    expect(textsOf(telegram.accepted)).toEqual(["một"]);
    expect(telegram.double.calls("deleteWebhook")).toBe(1);
  });

  it("removes a webhook that was set meanwhile, once, and keeps what waits", async () => {
    const telegram = await aTelegram({ deps: { waitSeconds: 0.05 } });
    started(telegram);
    await expect.poll(() => telegram.double.calls("getUpdates")).toBeGreaterThan(0);
    const foreign = { url: "http://127.0.0.1:1/", secret: SECRET, maxConnections: 1 };
    telegram.double.line.webhook = foreign;
    telegram.double.say("42", "một");
    await telegram.double.line.drained();
    expect(textsOf(telegram.accepted)).toEqual(["một"]);
    expect(telegram.troubles).toEqual(["poll:webhook-set"]);
    telegram.double.line.webhook = foreign;
    await expect.poll(() => telegram.troubles.length).toBeGreaterThan(3);
    expect(telegram.double.calls("deleteWebhook")).toBe(2);
    expect(telegram.double.line.webhook).toBe(foreign);
  });

  it("ends the spinner of a pressed button once it is kept, and goes on if that fails", async () => {
    const telegram = await aTelegram();
    telegram.double.say("42", "chào");
    const buttons = [{ label: "Lệ phí", say: "lệ phí", payload: "entry:1.001193:fees" }];
    const signal = new AbortController().signal;
    await telegram.channel.delivery.deliver(
      "42",
      { text: "Chọn", buttons },
      { lastInboundAt: undefined, now: 0, signal },
    );
    telegram.double.failNext("answerCallbackQuery", { kind: "error", code: 400 });
    telegram.double.press("42", "Lệ phí");
    telegram.double.press("42", "Lệ phí");
    started(telegram);
    await telegram.double.line.drained();
    await expect.poll(() => telegram.double.calls("answerCallbackQuery")).toBe(2);
    expect(telegram.double.answeredCallbacks).toHaveLength(1);
    expect(telegram.accepted.at(-1)).toMatchObject({
      event: { kind: "message", text: "Lệ phí", payload: "entry:1.001193:fees" },
    });
    expect(telegram.troubles).toEqual([]);
  });

  it("ends promptly, whether it waits for news, for Telegram or for the house", async () => {
    for (const fault of [
      undefined,
      { kind: "hang", accepts: false },
      { kind: "error", code: 500 },
    ] as const) {
      const telegram = await aTelegram({ deps: { pauses: { firstMs: 60_000, longestMs: 60_000 } } });
      if (fault) telegram.double.failNext("getUpdates", fault, 10);
      const stop = started(telegram);
      await expect.poll(() => telegram.double.calls("getUpdates")).toBe(1);
      const at = performance.now();
      await stop();
      expect(performance.now() - at).toBeLessThan(200);
    }
  });

  it("does not throw away at the end what was just kept", async () => {
    const telegram = await aTelegram();
    telegram.double.say("42", "một");
    const kept: string[] = [];
    let keep = () => {};
    const accept = async (updates: readonly InboundUpdate[]) => {
      await new Promise<void>((resolve) => {
        keep = resolve;
      });
      kept.push(...textsOf(updates).map(String));
      return "accepted" as const;
    };
    const isKeeping = vi.fn(accept);
    const stop = telegram.channel.start(isKeeping, undefined);
    await vi.waitFor(() => expect(isKeeping).toHaveBeenCalled());
    const stopped = stop();
    keep();
    await stopped;
    expect(kept).toEqual(["một"]);
  });
});
