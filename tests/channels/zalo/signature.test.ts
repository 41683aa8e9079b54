import { describe, expect, it } from "vitest";
import { signAsZalo } from "../../../src/channels/zalo/signature.ts";
import { ZALO_ACCOUNT } from "../../service/a-zalo.ts";
import { anEvent, aWebhook, NOTHING_TO_DO, REFUSED, SENT_AT, updateOf, zaloSender } from "./a-webhook.ts";

const QUESTION = zaloSender.text("111", "Xin chào Hải Phòng");

describe("a call with Zalo's signature", () => {
  it("is known by the digest that the reference gives", () => {
    const body = Buffer.from(
      '{"app_id":"1234567890","sender":{"id":"111"},"recipient":{"id":"222"},"event_name":"user_send_text","message":{"text":"Xin chào Hải Phòng","msg_id":"m1"},"timestamp":"1700000000000"}',
    );
    const signature = "mac=710d64788800a6207587309c262f3aaf611344ec8e9318dcddb58fe0f7bfdebe";
    expect(updateOf(aWebhook().call({ body, signature }))).toEqual({
      key: "zalo:222:user_send_text:m1",
      citizen: { channel: "zalo", id: "111" },
      event: { kind: "message", text: "Xin chào Hải Phòng" },
      sentAt: 1_700_000_000_000,
    });
  });

  it.each(["right", "bare"] as const)("is believed (%s)", (kind) => {
    expect(updateOf(aWebhook().send(QUESTION, kind)).event).toEqual({
      kind: "message",
      text: "Xin chào Hải Phòng",
    });
  });

  it.each([
    ["MAC= in capitals", (mac: string) => mac.toUpperCase()],
    ["blanks around it", (mac: string) => `  ${mac} `],
  ])("is believed with %s", (_, change) => {
    const { body, signature = "" } = zaloSender.sign(QUESTION);
    expect(aWebhook().call({ body, signature: change(signature) }).kind).toBe("genuine");
  });

  it("is believed when the timestamp is a number, not text", () => {
    expect(updateOf(aWebhook().send(anEvent({ timestamp: SENT_AT }))).sentAt).toBe(SENT_AT);
  });

  it("is checked over the bytes that came, not over the same JSON written anew", () => {
    const spaced = JSON.stringify(QUESTION, undefined, 2);
    const { signature } = zaloSender.sign(spaced);
    expect(aWebhook().send(spaced).kind).toBe("genuine");
    expect(aWebhook().call({ body: Buffer.from(JSON.stringify(QUESTION)), signature })).toEqual(REFUSED);
  });

  it("keeps its right when Zalo escapes what we would write plainly", () => {
    const escaped = JSON.stringify(QUESTION).replaceAll("à", "\\u00e0");
    expect(updateOf(aWebhook().send(escaped)).event).toMatchObject({ text: "Xin chào Hải Phòng" });
  });
});

describe("a call without Zalo's signature", () => {
  it.each(["wrong", "missing"] as const)("is refused (%s)", (kind) => {
    const webhook = aWebhook();
    expect(webhook.send(QUESTION, kind)).toEqual(REFUSED);
    expect(webhook.oddities).toEqual([]);
  });

  const { body, signature = "" } = zaloSender.sign(QUESTION);
  it.each([
    ["empty", ""],
    ["the word alone", "mac="],
    ["the word twice", `mac=${signature}`],
    ["one digit short", signature.slice(0, -1)],
    ["one digit long", `${signature}0`],
    ["no hex", `mac=${"z".repeat(64)}`],
    ["of another kind", signature.replace("mac=", "sha256=")],
    ["letters of another script that look like hex", signature.replace(/a|b|c|d|e|f/u, "а")],
    ["two, joined as a proxy joins headers", `${signature}, ${signature}`],
  ])("is refused when it is %s", (_, forged) => {
    expect(aWebhook().call({ body, signature: forged })).toEqual(REFUSED);
  });

  it("is refused when it was signed for another app, whatever app its body names", () => {
    const foreign = { ...QUESTION, app_id: "999" };
    const stolen = Buffer.from(JSON.stringify(foreign));
    expect(aWebhook().call({ body: stolen, signature: zaloSender.sign(QUESTION).signature })).toEqual(
      REFUSED,
    );
  });

  it("is refused when only its timestamp was made newer", () => {
    const later = Buffer.from(body.toString().replace(String(SENT_AT), String(SENT_AT + 1)));
    expect(later.equals(body)).toBe(false);
    expect(aWebhook().call({ body: later, signature })).toEqual(REFUSED);
  });
});

describe("while the channel is set up, signatures are only reported", () => {
  it.each(["wrong", "missing"] as const)(
    "so a message goes through, with a word to the operator (%s)",
    (kind) => {
      const webhook = aWebhook("log");
      expect(updateOf(webhook.send(QUESTION, kind)).event.kind).toBe("message");
      expect(webhook.oddities).toEqual(["wrong-signature"]);
    },
  );

  it("and a right one is no oddity", () => {
    const webhook = aWebhook("log");
    expect(webhook.send(QUESTION).kind).toBe("genuine");
    expect(webhook.oddities).toEqual([]);
  });

  it.each([
    ["an empty body", ""],
    ["no JSON", "ping"],
    ["an empty object", "{}"],
    ["an event without a name", JSON.stringify(anEvent({ event_name: undefined }))],
  ])("and Zalo's test call with %s is answered in good order", (_, body) => {
    const webhook = aWebhook("log");
    expect(webhook.send(body)).toEqual(NOTHING_TO_DO);
    expect(webhook.oddities.at(-1)).toBe("not-an-event");
  });

  it("and a call for another app is refused all the same", () => {
    expect(aWebhook("log").send(anEvent({ app_id: "999" }))).toEqual({
      kind: "refused",
      reason: "other-account",
    });
  });
});

describe("in service, what is no event is told apart from a forgery", () => {
  it.each([
    ["an empty body", ""],
    ["no JSON", "ping"],
    ["a list", "[1,2]"],
    ["no timestamp", JSON.stringify(anEvent({ timestamp: undefined }))],
  ])("%s is malformed", (_, body) => {
    expect(aWebhook().send(body)).toEqual({ kind: "malformed" });
  });

  it.each([
    ["a moment in words", { timestamp: "hôm nay" }],
    ["a name that is no text", { event_name: 7 }],
    ["no sender", { sender: undefined }],
    ["a sender without an id", { sender: {} }],
    ["an id with a blank", { sender: { id: "1 1" } }],
    ["no recipient", { recipient: undefined }],
    ["an event of nobody", { event_name: "follow", sender: undefined, oa_id: "222" }],
  ])("a signed call with %s is malformed", (_, fields) => {
    const event = anEvent(fields);
    const text = JSON.stringify(event);
    const { timestamp } = event as { timestamp: string };
    expect(aWebhook().call({ body: Buffer.from(text), signature: signWith(text, timestamp) })).toEqual({
      kind: "malformed",
    });
  });

  it("a signed call for another app of ours is refused", () => {
    const event = anEvent({ app_id: `${ZALO_ACCOUNT.appId}1` });
    expect(aWebhook().send(event)).toEqual({ kind: "refused", reason: "other-account" });
  });
});

/** As the sender does, for timestamps that the sender itself does not know. */
function signWith(body: string, timestamp: string): string {
  return signAsZalo(Buffer.from(body), timestamp, ZALO_ACCOUNT);
}
