import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anEvent, aWebhook, NOTHING_TO_DO, OA, SENT_AT, updateOf, zaloSender } from "./a-webhook.ts";

const CDN = "https://f1-zdn.example/anh.jpg";
const receive = (event: object | string) => updateOf(aWebhook().send(event));

describe("a citizen's text", () => {
  it("comes in with who, what and when", () => {
    expect(receive(anEvent({}))).toEqual({
      key: `zalo:${OA}:user_send_text:m1`,
      citizen: { channel: "zalo", id: "111" },
      event: { kind: "message", text: "xin chào" },
      sentAt: SENT_AT,
    });
  });

  it("is the same update when Zalo sends it again", () => {
    const call = zaloSender.sign(zaloSender.text("111", "lệ phí"));
    expect(updateOf(aWebhook().call(call))).toEqual(updateOf(aWebhook().call(call)));
  });

  it("is another update when the citizen writes the same words again", () => {
    const [one, two] = ["a", "b"].map((id) => receive(zaloSender.text("111", "lệ phí", id)).key);
    expect(one).not.toBe(two);
  });

  it("is another update than a receipt that names the same message", () => {
    const keys = ["user_send_text", "user_send_link"].map(
      (event_name) => receive(anEvent({ event_name })).key,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it("is known by its bytes when it has no id", () => {
    const without = (text: string) => receive(anEvent({ message: { text } })).key;
    expect(without("lệ phí")).toBe(without("lệ phí"));
    expect(without("lệ phí")).not.toBe(without("hồ sơ"));
  });

  it("is composed, however the phone writes its marks", () => {
    const { event } = receive(zaloSender.text("111", "đăng ký khai sinh ở Hải Phòng".normalize("NFD")));
    expect(event).toEqual({ kind: "message", text: "đăng ký khai sinh ở Hải Phòng".normalize("NFC") });
  });

  it("has no signs that a database refuses", () => {
    const text = "phí\\u0000 \\ud83d bao nhiêu";
    const body = JSON.stringify(anEvent({ message: { msg_id: "m1", text: "TEXT" } })).replace("TEXT", text);
    expect(receive(body).event).toEqual({ kind: "message", text: "phí \uFFFD bao nhiêu" });
  });

  it("is read to a length that nobody types by hand, and not beyond", () => {
    const { event } = receive(zaloSender.text("111", "ồ".repeat(60_000)));
    expect(event).toEqual({ kind: "message", text: "ồ".repeat(5_000) });
  });

  it("is read when it is nothing but escapes", () => {
    const body = JSON.stringify(anEvent({ message: { msg_id: "m1", text: "TEXT" } }));
    const { event } = receive(body.replace("TEXT", '\\"'.repeat(4_000)));
    expect(event).toEqual({ kind: "message", text: '"'.repeat(4_000) });
  });

  it("may be empty or missing: the bot asks for words then", () => {
    expect(receive(anEvent({ message: { msg_id: "m1" } })).event).toEqual({ kind: "message", text: "" });
  });
});

describe("ids", () => {
  it("keep every digit beyond 2^53, quoted or not", () => {
    const big = "9007199254740993123";
    const quoted = anEvent({ sender: { id: big }, message: { msg_id: `${big}7`, text: "a" } });
    const bare = JSON.stringify(quoted)
      .replaceAll(`"${big}`, big)
      .replaceAll(`${big}"`, big)
      .replaceAll(`${big}7"`, `${big}7`);
    expect(JSON.parse(bare).sender.id).not.toBe(big);
    for (const form of [quoted, bare])
      expect(receive(form)).toMatchObject({
        citizen: { id: big },
        key: `zalo:${OA}:user_send_text:${big}7`,
      });
  });

  it("that are numbers become text, and of the account too", () => {
    const body = anEvent({ sender: { id: 111 }, recipient: { id: Number(OA) } });
    expect(receive(body).citizen).toEqual({ channel: "zalo", id: "111" });
  });

  it("of any size come out as they came in", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.boolean(), (number, isQuoted) => {
        const body = JSON.stringify(anEvent({ sender: { id: "ID" } })).replace(
          '"ID"',
          isQuoted ? `"${number}"` : String(number),
        );
        expect(receive(body).citizen.id).toBe(String(number));
      }),
    );
  });

  it("within a citizen's words stay words", () => {
    const text = 'mã hồ sơ 12345678901234567890, "98765432109876543210", \\ 1';
    const body = JSON.stringify(anEvent({ sender: { id: "N" }, message: { msg_id: "m1", text } }));
    expect(receive(body.replace('"N"', "12345678901234567890")).event).toEqual({ kind: "message", text });
  });
});

describe("what a citizen sends without typing", () => {
  const picture = { url: CDN, thumbnail: `${CDN}?nho` };
  it.each([
    ["image", picture, CDN],
    ["gif", picture, CDN],
    ["link", { ...picture, description: "một trang" }, CDN],
    ["audio", { url: CDN }, CDN],
    ["video", { ...picture, description: "" }, CDN],
    ["sticker", { id: "46e", url: CDN }, CDN],
    ["location", { coordinates: { latitude: "20.86", longitude: "106.68" } }, undefined],
    ["business_card", { thumbnail: CDN, description: "{}" }, CDN],
  ])("is media: %s", (type, payload, url) => {
    expect(receive(zaloSender.media("111", type, payload)).event).toEqual({
      kind: "media",
      attachments: [{ type, url }],
    });
  });

  it("tells the name and size of a file", () => {
    const payload = { url: CDN, name: "C:\\đơn.pdf", size: "120", type: "pdf", checksum: "0" };
    expect(receive(zaloSender.media("111", "file", payload)).event).toEqual({
      kind: "media",
      attachments: [{ type: "file", url: CDN, name: "đơn.pdf", size: 120 }],
    });
  });

  it.each([
    ["a name that is none", { name: 7, size: "120" }, { size: 120 }],
    ["a size that is none", { name: "a.pdf", size: "-1" }, { name: "a.pdf" }],
    ["a name of signs that are not seen", { name: "\u202e\u0000", size: 5 }, { size: 5 }],
  ])("brings a file with %s", (_, odd, told) => {
    expect(receive(zaloSender.media("111", "file", { url: CDN, ...odd })).event).toEqual({
      kind: "media",
      attachments: [{ type: "file", url: CDN, ...told }],
    });
  });

  it("keeps the words beside a picture", () => {
    expect(receive(zaloSender.media("111", "image", picture, "đơn này đúng mẫu chưa")).event).toEqual({
      kind: "media",
      attachments: [{ type: "image", url: CDN }],
      text: "đơn này đúng mẫu chưa",
    });
  });

  it.each(["javascript:alert(1)", "file:///etc/passwd", "không phải địa chỉ", 7, null])(
    "has no address that nobody should follow: %s",
    (url) => {
      expect(receive(zaloSender.media("111", "image", { url })).event).toEqual({
        kind: "media",
        attachments: [{ type: "image", url: undefined }],
      });
    },
  );

  it.each([
    ["no attachments", { msg_id: "m1" }],
    ["attachments of another form", { msg_id: "m1", attachments: "x" }],
    ["a place beside the message", { msg_id: "m1", location: { latitude: "20", longitude: "106" } }],
  ])("is media even with %s", (_, message) => {
    expect(receive(anEvent({ event_name: "user_send_location", message })).event).toEqual({
      kind: "media",
      attachments: [],
    });
  });
});

describe("following", () => {
  it("is an arrival, unfollowing a leaving, both of the follower", () => {
    expect(receive(zaloSender.follow("111"))).toMatchObject({
      citizen: { channel: "zalo", id: "111" },
      event: { kind: "arrived" },
      sentAt: SENT_AT,
    });
    expect(receive(zaloSender.unfollow("111"))).toMatchObject({
      citizen: { id: "111" },
      event: { kind: "left" },
    });
  });

  it("has no id of its own: the same bytes are the same, another moment is another", () => {
    const follow = zaloSender.follow("111") as Record<string, unknown>;
    expect(receive(follow).key).toBe(receive({ ...follow }).key);
    expect(receive(follow).key).not.toBe(receive({ ...follow, timestamp: String(SENT_AT + 1) }).key);
  });
});

describe("what our own account sent", () => {
  const KINDS = ["text", "image", "gif", "list", "file", "sticker", "link", "request_user_info"];
  const sent = (name: string, admin_id?: string) =>
    anEvent({ event_name: name, sender: { id: OA, admin_id }, recipient: { id: "111" } });

  it.each(KINDS)("asks for nothing when the bot sent it: oa_send_%s", (kind) => {
    const webhook = aWebhook();
    expect(webhook.send(sent(`oa_send_${kind}`))).toEqual(NOTHING_TO_DO);
    expect(webhook.oddities).toEqual([]);
  });

  it.each(KINDS)("means that a member of the staff wrote, when it names one: oa_send_%s", (kind) => {
    expect(receive(sent(`oa_send_${kind}`, "staff-7"))).toMatchObject({
      citizen: { channel: "zalo", id: "111" },
      event: { kind: "staff-wrote" },
    });
  });

  it("asks for nothing in a group", () => {
    expect(aWebhook().send(sent("oa_send_group_text", "staff-7"))).toEqual(NOTHING_TO_DO);
  });
});

describe("what asks for nothing", () => {
  it.each(["user_received_message", "user_seen_message"])("a receipt: %s", (name) => {
    const webhook = aWebhook();
    expect(webhook.send(zaloSender.receipt("111", "m1", name))).toEqual(NOTHING_TO_DO);
    expect(webhook.oddities).toEqual([]);
  });

  it.each([
    ...[
      "user_submit_info",
      "user_reacted_message",
      "oa_reacted_message",
      "user_feedback",
      "user_click_chatnow",
    ],
    ...["user_click_button", "user_send_group_text", "anonymous_send_text", "add_user_to_tag"],
  ])("%s, without a word to the operator", (event_name) => {
    const webhook = aWebhook();
    expect(webhook.send(anEvent({ event_name }))).toEqual(NOTHING_TO_DO);
    expect(webhook.oddities).toEqual([]);
  });

  it("an event of a name we do not know, and the operator hears its name", () => {
    const webhook = aWebhook();
    expect(webhook.send(anEvent({ event_name: "user_data_rights" }))).toEqual(NOTHING_TO_DO);
    expect(webhook.send(anEvent({ event_name: "x\n{giả}" }))).toEqual(NOTHING_TO_DO);
    expect(webhook.oddities).toEqual(["unknown-event:user_data_rights", "unknown-event:x??gi??"]);
  });

  it.each([
    ["a text", anEvent({ recipient: { id: "333" } })],
    ["an arrival", { ...zaloSender.follow("111"), oa_id: "333" }],
    [
      "a word of its staff",
      anEvent({ event_name: "oa_send_text", sender: { id: "333", admin_id: "s" }, recipient: { id: "111" } }),
    ],
  ])("%s of another account of the same app, which Zalo must not repeat", (_, event) => {
    const webhook = aWebhook();
    expect(webhook.send(event)).toEqual(NOTHING_TO_DO);
    expect(webhook.oddities).toEqual(["other-account"]);
  });
});
