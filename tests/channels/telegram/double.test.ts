/** The double itself: it is worth no more than what it refuses. */
import { describe, expect, it } from "vitest";
import { aTelegram, BOT_TOKEN, type Given } from "./a-telegram.ts";

async function aCaller(given: Given = {}) {
  const { double } = await aTelegram(given);
  double.say("42", "chào");
  const call = async (method: string, body: object = {}) => {
    const answer = await fetch(`${double.url}/bot${BOT_TOKEN}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as {
      ok: boolean;
      error_code?: number;
      parameters?: object;
      result?: unknown;
    };
  };
  const send = (body: object) => call("sendMessage", { chat_id: "42", parse_mode: "HTML", ...body });
  return { double, call, send };
}

const keyboard = (button: object) => ({ text: "x", reply_markup: { inline_keyboard: [[button]] } });

describe("the Telegram of the tests", () => {
  it.each([
    ["nothing", { text: " <b> </b>" }],
    ["too long a text", { text: "x".repeat(4097) }],
    ["a tag nobody knows", { text: "<h1>x</h1>" }],
    ["a tag that stays open", { text: "<b>x" }],
    ["tags that cross", { text: "<b><i>x</b></i>" }],
    ["a bare sign", { text: "a < b" }],
    ["a bare ampersand", { text: "a & b" }],
    ["a button with too much data", keyboard({ text: "x", callback_data: "đ".repeat(33) })],
    ["a button without data", keyboard({ text: "x", callback_data: "" })],
    ["a button without words", keyboard({ text: "", callback_data: "x" })],
    ["a button that does nothing", keyboard({ text: "x" })],
    ["a button that does two things", keyboard({ text: "x", url: "https://a.vn", callback_data: "x" })],
    ["a button that calls", keyboard({ text: "x", url: "tel:1022" })],
    ["a field nobody knows", { text: "x", colour: "red" }],
  ])("refuses %s", async (_, body) => {
    const { double, send } = await aCaller();
    expect(await send(body)).toMatchObject({ ok: false, error_code: 400 });
    expect(double.delivered).toEqual([]);
  });

  it.each([
    ["a text of full length behind its tags", { text: `<b>${"&lt;".repeat(4096)}</b>` }],
    ["a link", { text: '<a href="https://a.vn?x=1">x</a>' }],
    ["a button with as much data as it may have", keyboard({ text: "x", callback_data: "đ".repeat(32) })],
  ])("takes %s", async (_, body) => {
    const { send } = await aCaller();
    expect(await send(body)).toMatchObject({ ok: true });
  });

  it("takes one message a second in a chat, when it is told to", async () => {
    let at = 0;
    const { send } = await aCaller({ double: { chatRatePerSecond: 1, now: () => at } });
    expect(await send({ text: "x" })).toMatchObject({ ok: true });
    expect(await send({ text: "x" })).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    at += 1_000;
    expect(await send({ text: "x" })).toMatchObject({ ok: true });
  });

  it("repeats updates until they are confirmed", async () => {
    const { double, call } = await aCaller();
    const [first] = double.line.waiting;
    const get = async (offset?: number) => (await call("getUpdates", { offset })).result;
    expect(await get()).toEqual([first]);
    expect(await get(first?.update_id)).toEqual([first]);
    expect(await get((first?.update_id ?? 0) + 1)).toEqual([]);
    expect(await get()).toEqual([]);
    if (first) double.line.repeat(first);
    expect(await get()).toEqual([first]);
  });

  it("lets nobody fetch while a webhook is set", async () => {
    const { call } = await aCaller();
    await call("setWebhook", { url: "https://hoidap.example/x" });
    expect(await call("getUpdates")).toMatchObject({ ok: false, error_code: 409 });
  });

  it.each([
    ["without HTTPS", { url: "http://hoidap.example/x" }],
    ["on a port of its own", { url: "https://hoidap.example:3000/x" }],
    ["with an odd secret", { url: "https://hoidap.example/x", secret_token: "a b" }],
    ["with too many connections", { url: "https://hoidap.example/x", max_connections: 101 }],
  ])("takes no webhook %s", async (_, body) => {
    const { call } = await aCaller();
    expect(await call("setWebhook", body)).toMatchObject({ ok: false, error_code: 400 });
  });

  it("ends a spinner once", async () => {
    const { double, call, send } = await aCaller();
    await send(keyboard({ text: "Chọn", callback_data: "x" }));
    const update = double.press("42", "Chọn") as unknown as { callback_query: { id: string } };
    const answer = () => call("answerCallbackQuery", { callback_query_id: update.callback_query.id });
    expect(await answer()).toMatchObject({ ok: true });
    expect(await answer()).toMatchObject({ ok: false, error_code: 400 });
    expect(() => double.press("42", "Không có")).toThrow(/no button/u);
  });
});
