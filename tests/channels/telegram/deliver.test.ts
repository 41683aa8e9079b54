import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTelegramChannel } from "../../../src/channels/telegram/index.ts";
import { failureOfCode } from "../../../src/channels/telegram/telegram-errors.ts";
import type { TelegramFault } from "../../doubles/telegram-double.ts";
import { aTelegram, BOT_TOKEN, context, type Given } from "./a-telegram.ts";

const part = { text: "Lệ phí < 8.000 đồng & miễn phí", buttons: [] };

async function aKnownCitizen(given: Given = {}) {
  const telegram = await aTelegram(given);
  telegram.double.say("42", "chào");
  return telegram;
}

describe("a part of a reply", () => {
  it("reaches the citizen as it was meant, with buttons to press", async () => {
    const { double, channel } = await aKnownCitizen();
    const buttons = [
      { label: "Lệ phí", say: "lệ phí", payload: "entry:1.001193:fees" },
      { label: "Mở Cổng", url: "https://dichvucong.gov.vn" },
      { label: "Gọi 1022", phone: "1022" },
    ];
    const result = await channel.delivery.deliver("42", { ...part, buttons }, context());
    const [message] = double.deliveredTo("42");
    expect(result).toEqual({ kind: "delivered", messageId: String(message?.messageId) });
    expect(message?.text).toBe("Lệ phí < 8.000 đồng & miễn phí\n\n☎ Gọi 1022");
    expect(message?.buttons.map(({ text }) => text)).toEqual(["Lệ phí", "Mở Cổng"]);
  });

  it("is given up for who blocked the bot", async () => {
    const { double, channel } = await aKnownCitizen();
    double.block("42");
    expect(await channel.delivery.deliver("42", part, context())).toEqual({
      kind: "failed",
      failure: "permanent",
      code: "403",
    });
  });

  it.each([["43"], ["không phải số"]])(
    "is given up for a chat that Telegram does not know: %s",
    async (id) => {
      const { channel } = await aKnownCitizen();
      const result = await channel.delivery.deliver(id, part, context());
      expect(result).toMatchObject({ kind: "failed", failure: "permanent", code: "400" });
    },
  );

  it("waits for a person when the token is wrong", async () => {
    const { channel } = await aKnownCitizen({ settings: { botToken: "123456:wrong" } });
    const result = await channel.delivery.deliver("42", part, context());
    expect(result).toMatchObject({ failure: "human", code: "401" });
  });

  it.each([
    [401, "human"],
    [404, "human"],
    [400, "permanent"],
    [403, "permanent"],
    [413, "permanent"],
    [409, "transient"],
    [429, "transient"],
    [500, "transient"],
    [502, "transient"],
    [504, "transient"],
  ])("refused with %i fails as %s", async (code, failure) => {
    const { double, channel } = await aKnownCitizen();
    double.failNext("sendMessage", { kind: "error", code });
    const result = await channel.delivery.deliver("42", part, context());
    expect(result).toMatchObject({ kind: "failed", failure, code: String(code) });
    expect("mayHaveArrived" in result).toBe(code === 504);
    expect(failureOfCode(code)).toBe(failure);
  });

  it("comes back when Telegram says, and nothing goes to that chat before", async () => {
    let at = 1_000_000;
    const { double, channel } = await aKnownCitizen({ deps: { now: () => at } });
    double.say("43", "chào");
    double.failNext("sendMessage", { kind: "error", code: 429, retryAfter: 7 });
    const send = (citizen = "42") => channel.delivery.deliver(citizen, part, context());
    expect(await send()).toMatchObject({ failure: "transient", code: "429", retryAfterMs: 7_000 });
    at += 6_000;
    expect(await send()).toMatchObject({ failure: "transient", code: "own-rate", retryAfterMs: 1_000 });
    expect(await send("43")).toMatchObject({ kind: "delivered" });
    at += 1_000;
    expect(await send()).toMatchObject({ kind: "delivered" });
  });

  it("does not believe that it must wait for years", async () => {
    const { double, channel } = await aKnownCitizen();
    double.failNext("sendMessage", { kind: "error", code: 429, retryAfter: 1e12 });
    const result = await channel.delivery.deliver("42", part, context());
    expect(result).toMatchObject({ retryAfterMs: 24 * 3_600_000 });
  });

  it.each<[string, TelegramFault, string, boolean]>([
    ["no answer comes in time", { kind: "hang", accepts: true }, "timeout", true],
    ["the connection breaks off", { kind: "close", accepts: true }, "broken", true],
    ["a gateway answers", { kind: "garbage", status: 502 }, "malformed", true],
    ["the answer is nothing", { kind: "says", body: null }, "malformed", true],
    ["the answer is not Telegram's", { kind: "says", body: { hello: "world" } }, "malformed", true],
  ])("may have arrived when %s", async (_, fault, code, mayHaveArrived) => {
    const { double, channel } = await aKnownCitizen({ deps: { timeoutMs: 100 } });
    double.failNext("sendMessage", fault);
    const result = await channel.delivery.deliver("42", part, context());
    expect(result).toEqual({ kind: "failed", failure: "transient", code, mayHaveArrived });
  });

  it("counts as delivered when Telegram says so and no more", async () => {
    const { double, channel } = await aKnownCitizen();
    double.failNext("sendMessage", { kind: "says", body: { ok: true, result: {} } });
    expect(await channel.delivery.deliver("42", part, context())).toEqual({
      kind: "delivered",
      messageId: undefined,
    });
  });

  it("cannot have arrived when there was no connection", async () => {
    const apiRoot = await anAddressWithoutServer();
    const channel = createTelegramChannel({ botToken: BOT_TOKEN, apiRoot, webhookSecret: undefined });
    expect(await channel.delivery.deliver("42", part, context())).toEqual({
      kind: "failed",
      failure: "transient",
      code: "unreachable",
    });
  });

  it("is let go at once when the service stops", async () => {
    const { double, channel } = await aKnownCitizen();
    double.failNext("sendMessage", { kind: "hang", accepts: false });
    const stopping = new AbortController();
    const result = channel.delivery.deliver("42", part, context({ signal: stopping.signal }));
    await expect.poll(() => double.calls("sendMessage")).toBe(1);
    stopping.abort();
    expect(await result).toMatchObject({ failure: "transient", code: "stopped", mayHaveArrived: true });
    const later = await channel.delivery.deliver("42", part, context({ signal: stopping.signal }));
    expect(later).toEqual({ kind: "failed", failure: "transient", code: "stopped" });
    expect(double.calls("sendMessage")).toBe(1);
  });

  it("is not carried to where a redirection points", async () => {
    const { double } = await aKnownCitizen();
    const server = createServer((request, response) =>
      response.writeHead(307, { location: `${double.url}${request.url}` }).end(),
    );
    const apiRoot = await addressOf(server);
    onTestFinished(() => server.closeAllConnections());
    onTestFinished(() => void server.close());
    const channel = createTelegramChannel({ botToken: BOT_TOKEN, apiRoot, webhookSecret: undefined });
    expect(await channel.delivery.deliver("42", part, context())).toMatchObject({ failure: "transient" });
    expect(double.calls("sendMessage")).toBe(0);
  });

  it("never names the token or the citizen in what is reported", async () => {
    const { double, channel } = await aKnownCitizen({ deps: { timeoutMs: 50 } });
    const faults: TelegramFault[] = [
      { kind: "error", code: 400, description: `Bad Request: chat 42 ${BOT_TOKEN}` },
      { kind: "close", accepts: false },
      { kind: "hang", accepts: false },
    ];
    for (const fault of faults) {
      double.failNext("sendMessage", fault);
      const said = JSON.stringify(await channel.delivery.deliver("42", part, context()));
      expect(said).toContain("failed");
      expect(said).not.toMatch(/42|a-token/u);
    }
  });
});

describe("many parts at once", () => {
  it("never make Telegram refuse for our rate", async () => {
    const { double, channel } = await aTelegram({ double: { knowsEverybody: true, ratePerSecond: 30 } });
    const until = performance.now() + 1_500;
    const codes = new Set<string>();
    for (let citizen = 1; performance.now() < until; citizen += 1) {
      const result = await channel.delivery.deliver(String(citizen), part, context());
      if (result.kind === "failed") {
        codes.add(result.code);
        await new Promise((resolve) => setTimeout(resolve, result.retryAfterMs));
      }
    }
    expect([...codes]).toEqual(["own-rate"]);
    expect(double.delivered.length).toBeGreaterThan(30);
  });
});

async function anAddressWithoutServer(): Promise<string> {
  const server = createServer();
  const address = await addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
