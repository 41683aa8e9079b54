import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeButtonData } from "../../../src/channels/telegram/button-data.ts";
import { createTelegramWebhook, SECRET_HEADER } from "../../../src/channels/telegram/receive.ts";
import type { InboundEvent, InboundUpdate, WebhookRequest } from "../../../src/core/messaging/index.ts";
import { SECRET } from "./a-telegram.ts";

const NOW = Date.UTC(2026, 10, 25, 8);
const DATE = NOW / 1000 - 60;
const CITIZEN = 5_123_456_789;
const chat = { id: CITIZEN, type: "private", first_name: "Lan" };
const from = { id: CITIZEN, is_bot: false, first_name: "Lan" };

function aWebhook(webhookSecret: string | undefined = SECRET) {
  const answered: string[] = [];
  let unreadable = 0;
  const webhook = createTelegramWebhook({
    webhookSecret,
    now: () => NOW,
    answerCallback: (id) => void answered.push(id),
    onUnreadable: () => {
      unreadable += 1;
    },
  });
  return { webhook, answered, unreadable: () => unreadable };
}

function request(body: unknown, secret: string | undefined = SECRET): WebhookRequest {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  return { body: bytes, header: (name) => (name === SECRET_HEADER ? secret : undefined) };
}

function received(update: object): readonly InboundUpdate[] {
  const result = aWebhook().webhook.receive(request({ update_id: 7, ...update }));
  if (result.kind !== "genuine") throw new Error(`not genuine but ${result.kind}`);
  return result.updates;
}

function eventOf(update: object): InboundEvent | undefined {
  return received(update)[0]?.event;
}

const message = (fields: object) => ({ message: { message_id: 1, from, chat, date: DATE, ...fields } });
const pressed = (data: string | undefined, keyboard?: object[][]) => ({
  callback_query: {
    id: "4382",
    from,
    chat_instance: "1",
    data,
    message: {
      message_id: 2,
      chat,
      date: DATE,
      ...(keyboard && { reply_markup: { inline_keyboard: keyboard } }),
    },
  },
});

describe("a call to the webhook", () => {
  it("brings what a citizen wrote", () => {
    expect(received(message({ text: "đăng ký khai sinh" }))).toEqual([
      {
        key: "u7",
        citizen: { channel: "telegram", id: "5123456789" },
        event: { kind: "message", text: "đăng ký khai sinh" },
        sentAt: DATE * 1000,
      },
    ]);
  });

  it.each([
    ["/start", "/start"],
    ["/start@haiphong_bot", "/start"],
    ["/thutuc@haiphong_bot khai sinh", "/thutuc khai sinh"],
    ["gửi a@b.vn", "gửi a@b.vn"],
    ["/start@haiphong_bot.vn", "/start@haiphong_bot.vn"],
  ])("takes the bot's name from a command: “%s”", (text, expected) => {
    expect(eventOf(message({ text }))).toEqual({ kind: "message", text: expected });
  });

  it("brings text in one form, without what databases refuse", () => {
    expect(eventOf(message({ text: "a\u0301o\0 \uD800" }))).toEqual({ kind: "message", text: "áo \uFFFD" });
  });

  it("brings a pressed button: its label and what it carries", () => {
    const data = writeButtonData("entry:1.001193:fees");
    const keyboard = [
      [{ text: "Giấy tờ", callback_data: "e1.001193:d" }],
      [{ text: "Lệ phí", callback_data: data }],
    ];
    expect(received(pressed(data, keyboard))[0]).toMatchObject({
      event: { kind: "message", text: "Lệ phí", payload: "entry:1.001193:fees" },
      citizen: { channel: "telegram", id: "5123456789" },
      sentAt: NOW,
    });
  });

  it("brings what an old button carries although its label is gone", () => {
    expect(eventOf(pressed("perase:no"))).toEqual({ kind: "message", text: "", payload: "erase:no" });
  });

  it("brings what a button carries although what stands around it is odd", () => {
    const odd = { inline_keyboard: "không phải bàn phím" } as unknown as object[][];
    const update = pressed("perase:no", []);
    Object.assign(update.callback_query.message, { reply_markup: odd });
    expect(eventOf(update)).toEqual({ kind: "message", text: "", payload: "erase:no" });
  });

  it("takes a forged button for its label alone", () => {
    const keyboard = [[{ text: "Lệ phí", callback_data: "forged" }]];
    expect(eventOf(pressed("forged", keyboard))).toEqual({ kind: "message", text: "Lệ phí" });
  });

  it.each([["forged"], [undefined]])("has nothing to do with a button that says nothing: %s", (data) => {
    expect(received(pressed(data))).toEqual([]);
  });

  it.each([
    ["sticker", { sticker: { file_id: "f" } }],
    ["location", { location: { latitude: 20.8, longitude: 106.6 } }],
    ["contact", { contact: { phone_number: "0912345678", first_name: "Lan" } }],
    ["photo", { photo: [] }],
    ["photo", { photo: "ảnh" }],
    ["document", { document: { file_id: "../../etc" } }],
  ])("tells of a %s and keeps nothing of it", (type, content) => {
    expect(eventOf(message(content))).toEqual({ kind: "media", attachments: [{ type, url: undefined }] });
  });

  it.each([
    [
      "photo",
      {
        photo: [
          { file_id: "s", file_size: 9 },
          { file_id: "l", file_size: 99 },
        ],
      },
      { handle: "l", size: 99 },
    ],
    ["photo", { photo: [{ file_id: "s" }, { file_id: "l" }, 7] }, { handle: "l" }],
    ["voice", { voice: { file_id: "f", duration: 3 } }, { handle: "f" }],
    [
      "document",
      { document: { file_id: "f", file_name: "giâ\u0301y/mời.pdf", file_size: 7 } },
      { handle: "f", name: "mời.pdf", size: 7 },
    ],
    ["document", { document: { file_id: "f", file_name: 7, file_size: "x" } }, { handle: "f" }],
    ["animation", { animation: { file_id: "a" }, document: { file_id: "d" } }, { handle: "a" }],
  ])("tells how a %s can be fetched", (type, content, told) => {
    expect(eventOf(message(content))).toEqual({
      kind: "media",
      attachments: [{ type, url: undefined, ...told }],
    });
  });

  it("brings the words under a picture", () => {
    expect(eventOf(message({ photo: [{ file_id: "f" }], caption: "giấy này nộp ở đâu" }))).toMatchObject({
      kind: "media",
      text: "giấy này nộp ở đâu",
    });
  });

  it.each([
    ["kicked", ["left"]],
    ["member", []],
  ])("knows who blocked the bot: %s", (status, kinds) => {
    const update = { my_chat_member: { chat, from, date: DATE, new_chat_member: { status } } };
    expect(received(update).map(({ event }) => event.kind)).toEqual(kinds);
    expect(received(update).every(({ sentAt }) => sentAt === DATE * 1000)).toBe(true);
  });

  it.each([
    ["in a group", { message: { chat: { id: -100, type: "supergroup" }, from, date: DATE, text: "chào" } }],
    ["edited", { edited_message: { chat, from, date: DATE, text: "chào" } }],
    ["of the chat itself", message({ pinned_message: {} })],
    ["of a kind nobody knows", { something_new: {} }],
    [
      "about a group",
      {
        my_chat_member: {
          chat: { id: -1, type: "group" },
          date: DATE,
          new_chat_member: { status: "kicked" },
        },
      },
    ],
  ])("has nothing to do with what is %s", (_, update) => expect(received(update)).toEqual([]));

  it("passes over a message in a form it does not know, and says so", () => {
    const { webhook, unreadable } = aWebhook();
    const call = request({ update_id: 7, message: { text: "no chat" } });
    expect(webhook.receive(call)).toEqual({ kind: "genuine", updates: [] });
    expect(unreadable()).toBe(1);
  });

  it.each([
    ["no JSON", Buffer.from("{")],
    ["no UTF-8", Buffer.from([0xff])],
    ["half of it no UTF-8", Buffer.from('{"update_id":7,"message":"\xff"}', "latin1")],
    ["no number", {}],
    ["a list", []],
  ])("is malformed with %s", (_, body) =>
    expect(aWebhook().webhook.receive(request(body))).toEqual({ kind: "malformed" }),
  );
});

describe("whoever does not know the secret", () => {
  const genuine = { update_id: 7, ...message({ text: "chào" }) };

  it.each([[undefined], [""], [`${SECRET}x`], [SECRET.slice(1)], [SECRET.toUpperCase()]])(
    "is refused: %s",
    (secret) => {
      const call: WebhookRequest = { ...request(genuine), header: () => secret };
      expect(aWebhook().webhook.receive(call)).toEqual({ kind: "refused", reason: "signature" });
    },
  );

  it("is refused whatever is said, however it is said", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), fc.constant(new Uint8Array(Buffer.from(JSON.stringify(genuine))))),
        fc.string({ unit: "binary" }).filter((secret) => secret !== SECRET),
        (body, secret) => {
          expect(aWebhook().webhook.receive(request(body, secret)).kind).toBe("refused");
        },
      ),
    );
  });

  it.each([[undefined], [""]])("is refused when there is no secret to know: %j", (webhookSecret) => {
    const webhook = createTelegramWebhook({ webhookSecret, now: () => NOW, answerCallback: () => {} });
    expect(webhook.receive({ ...request(genuine), header: () => "" }).kind).toBe("refused");
    expect(webhook.receive({ ...request(genuine), header: () => undefined }).kind).toBe("refused");
  });

  it("ends no button's spinner", () => {
    const { webhook, answered } = aWebhook();
    webhook.afterAccepted?.({ ...request({ update_id: 7, ...pressed("perase:no") }), header: () => "wrong" });
    expect(answered).toEqual([]);
  });
});

describe("any bytes with the right secret", () => {
  const known = fc.constantFrom("message", "callback_query", "my_chat_member");
  const nearly = fc
    .record(
      {
        chat: fc.oneof(fc.constant(chat), fc.jsonValue()),
        date: fc.oneof(fc.constant(DATE), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    .chain((base) => fc.jsonValue().map((rest) => Object.assign({}, rest, base)));

  it("never throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new Uint8Array(Buffer.from(text))),
          fc
            .tuple(fc.oneof(fc.nat(), fc.jsonValue()), known, fc.oneof(nearly, fc.jsonValue()))
            .map(
              ([id, kind, value]) =>
                new Uint8Array(Buffer.from(JSON.stringify({ update_id: id, [kind]: value }))),
            ),
        ),
        (body) => {
          const { webhook } = aWebhook();
          expect(["genuine", "malformed"]).toContain(webhook.receive(request(body)).kind);
          webhook.afterAccepted?.(request(body));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("bring any text of a citizen's as one message", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const event = eventOf(message({ text }));
        expect(event?.kind).toBe("message");
        expect(event && "text" in event && event.text?.isWellFormed() && !event.text.includes("\0")).toBe(
          true,
        );
      }),
    );
  });
});

describe("after a pressed button is kept", () => {
  it("its spinner is ended", () => {
    const { webhook, answered } = aWebhook();
    webhook.afterAccepted?.(request({ update_id: 7, ...pressed("perase:no") }));
    webhook.afterAccepted?.(request({ update_id: 8, ...message({ text: "chào" }) }));
    expect(answered).toEqual(["4382"]);
  });

  it("its spinner is ended even if the button is not ours", () => {
    const { webhook, answered } = aWebhook();
    webhook.afterAccepted?.(request({ update_id: 7, ...pressed("forged") }));
    expect(answered).toEqual(["4382"]);
  });
});
