import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { COMMANDS } from "../../../src/core/conversation/index.ts";
import { type ATelegram, aTelegram, BOT_TOKEN, context, SECRET, started } from "./a-telegram.ts";

/** What the server does with a webhook call, and no more. */
async function aServer({ channel, accept }: ATelegram): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const header = (name: string) => {
      const value = request.headers[name];
      return typeof value === "string" ? value : undefined;
    };
    const call = { body: Buffer.concat(chunks), header };
    if (request.url !== "/webhooks/telegram") return response.writeHead(404).end();
    const received = channel.webhook.receive(call);
    if (received.kind !== "genuine") return response.writeHead(received.kind === "refused" ? 401 : 400).end();
    const isKept = (await accept(received.updates)) === "accepted";
    if (isKept) channel.webhook.afterAccepted?.(call);
    return response.writeHead(isKept ? 200 : 503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("at the start", () => {
  it("the bot's menu is what can be asked of it", async () => {
    const telegram = await aTelegram();
    started(telegram);
    await expect.poll(() => telegram.double.commands).toHaveLength(COMMANDS.length);
    expect(telegram.double.commands[0]).toEqual({ command: "start", description: "Bắt đầu trò chuyện" });
  });

  it("is done in the end although Telegram is away, and the service goes on", async () => {
    const telegram = await aTelegram();
    telegram.double.failNext("setMyCommands", { kind: "close", accepts: false }, 2);
    telegram.double.failNext("deleteWebhook", { kind: "error", code: 500 }, 2);
    started(telegram);
    telegram.double.say("42", "một");
    await telegram.double.line.drained();
    await expect.poll(() => telegram.double.commands).toHaveLength(COMMANDS.length);
    expect([...telegram.troubles].sort()).toEqual([
      "commands:broken",
      "commands:broken",
      "webhook:500",
      "webhook:500",
    ]);
  });

  it("is tried again no sooner than Telegram asks", async () => {
    const telegram = await aTelegram();
    telegram.double.failNext("setMyCommands", { kind: "error", code: 429, retryAfter: 1 });
    started(telegram);
    await expect.poll(() => telegram.troubles).toEqual(["commands:429"]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(telegram.double.calls("setMyCommands")).toBe(1);
  });

  it("a wrong token is told and is no reason to fall over", async () => {
    const telegram = await aTelegram({ settings: { botToken: "123456:wrong" } });
    const stop = started(telegram);
    await expect.poll(() => telegram.troubles).toContain("webhook:401");
    expect(telegram.troubles).toContain("commands:401");
    await stop();
  });

  it("a webhook of earlier is removed when updates are fetched, and what waits is kept", async () => {
    const telegram = await aTelegram();
    telegram.double.line.webhook = { url: "http://127.0.0.1:1/", secret: undefined, maxConnections: 1 };
    telegram.double.say("42", "một");
    started(telegram);
    await telegram.double.line.drained();
    expect(telegram.accepted).toHaveLength(1);
    expect(telegram.troubles).toEqual([]);
  });
});

describe("with a webhook", () => {
  const settings = { webhookSecret: SECRET };

  it("a citizen asks, presses a button and is answered", async () => {
    const telegram = await aTelegram({ settings });
    started(telegram, await aServer(telegram));
    await expect.poll(() => telegram.double.line.webhook?.secret).toBe(SECRET);
    telegram.double.say("42", "/start@haiphong_thu_bot");
    await telegram.double.line.drained();
    const buttons = [{ label: "Không xóa", say: "Không xóa", payload: "erase:no" }];
    await telegram.channel.delivery.deliver("42", { text: "Xóa không ạ?", buttons }, context());
    telegram.double.press("42", "Không xóa");
    await telegram.double.line.drained();
    telegram.double.block("42");
    await telegram.double.line.drained();
    expect(telegram.accepted.map(({ event }) => event)).toEqual([
      { kind: "message", text: "/start" },
      { kind: "message", text: "Không xóa", payload: "erase:no" },
      { kind: "left" },
    ]);
    await expect.poll(() => telegram.double.answeredCallbacks).toHaveLength(1);
    expect(telegram.double.calls("getUpdates")).toBe(0);
  });

  it("Telegram is told what to send, and never to forget what waits", async () => {
    const telegram = await aTelegram({ settings });
    telegram.double.say("42", "trước khi chạy");
    started(telegram, await aServer(telegram));
    await telegram.double.line.drained();
    expect(telegram.accepted).toHaveLength(1);
    expect(telegram.double.line.allowed).toEqual(["message", "callback_query", "my_chat_member"]);
  });

  it("what could not be kept comes again with the same key", async () => {
    const telegram = await aTelegram({ settings });
    const answers = ["busy", "busy"];
    const keys: string[] = [];
    const accept: ATelegram["accept"] = async (updates) => {
      keys.push(...updates.map(({ key }) => key));
      return answers.pop() ? "busy" : telegram.accept(updates);
    };
    started(telegram, await aServer({ ...telegram, accept }));
    telegram.double.say("42", "một");
    await telegram.double.line.drained();
    expect(telegram.double.line.statuses).toEqual([503, 503, 200]);
    expect(new Set(keys).size).toBe(1);
    expect(telegram.accepted).toHaveLength(1);
  });

  it("who posts with another secret or none is refused", async () => {
    const telegram = await aTelegram({ settings });
    started(telegram, await aServer(telegram));
    await expect.poll(() => telegram.double.line.webhook).toBeDefined();
    const update = JSON.stringify({
      update_id: 1,
      message: { chat: { id: 1, type: "private" }, date: 1, text: "x" },
    });
    expect(await telegram.double.line.post(update, "another")).toBe(401);
    expect(await telegram.double.line.post(update, null)).toBe(401);
    expect(await telegram.double.line.post(update)).toBe(200);
    expect(telegram.accepted).toHaveLength(1);
  });

  it("an address that Telegram does not take is told", async () => {
    const telegram = await aTelegram({ settings });
    started(telegram, "http://hoidap.haiphong.example");
    await expect.poll(() => telegram.troubles).toContain("webhook:400");
  });
});

describe("a look at the channel", () => {
  it("says who the bot is and what waits", async () => {
    const telegram = await aTelegram();
    telegram.double.say("42", "một");
    expect(await telegram.channel.look()).toEqual({
      kind: "works",
      username: "haiphong_thu_bot",
      webhook: { url: undefined, pending: 1, lastError: undefined },
    });
  });

  it("says when Telegram last could not reach us", async () => {
    const telegram = await aTelegram();
    const result = {
      url: "https://hoidap.example/webhooks/telegram",
      pending_update_count: 3,
      last_error_date: 1_700_000_000,
      last_error_message: "Connection refused",
    };
    telegram.double.failNext("getWebhookInfo", { kind: "says", body: { ok: true, result } });
    expect(await telegram.channel.look()).toMatchObject({
      webhook: {
        url: result.url,
        pending: 3,
        lastError: { at: 1_700_000_000_000, words: "Connection refused" },
      },
    });
  });

  it.each([
    ["a wrong token", `${BOT_TOKEN}x`, undefined, { failure: "human", code: "401" }],
    ["no answer", BOT_TOKEN, { kind: "hang", accepts: false }, { failure: "transient", code: "timeout" }],
    ["an odd answer", BOT_TOKEN, { kind: "says", body: { ok: true, result: [] } }, { code: "malformed" }],
  ] as const)("says what is wrong: %s", async (_, botToken, fault, expected) => {
    const telegram = await aTelegram({ settings: { botToken }, deps: { timeoutMs: 100 } });
    if (fault) telegram.double.failNext("getMe", fault);
    expect(await telegram.channel.look()).toMatchObject({ kind: "failed", ...expected });
  });
});
