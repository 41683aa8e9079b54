import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLossless } from "../../../src/channels/zalo/lossless-json.ts";
import { signAsZalo } from "../../../src/channels/zalo/signature.ts";
import { ZALO_ACCOUNT } from "../../service/a-zalo.ts";
import { anEvent, aWebhook, SENT_AT, zaloSender } from "./a-webhook.ts";

const REAL = [
  zaloSender.text("111", "đăng ký khai sinh cần giấy tờ gì"),
  zaloSender.media("111", "image", { url: "https://f1-zdn.example/a.jpg" }, "cái này ạ"),
  zaloSender.follow("111"),
  zaloSender.echo("111", "chào anh", "m7", "staff-7"),
].map((event) => zaloSender.sign(event));

/** Nobody can be made to believe by accident: whatever is signed rightly here was signed by us. */
const signed = (body: Buffer) => ({ body, signature: signAsZalo(body, String(SENT_AT), ZALO_ACCOUNT) });

describe("whatever is sent to the door", () => {
  it("never throws, whatever the bytes and the header are", () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(bytes, fc.option(fc.string(), { nil: undefined }), (body, signature) => {
        const call = { body: Buffer.from(body), signature };
        expect(["refused", "malformed"]).toContain(aWebhook("enforce").call(call).kind);
        expect(aWebhook("log").call(call).kind).toBe("genuine");
      }),
    );
  });

  it("never throws for any JSON in the place of any part of an event, signed rightly", () => {
    const parts = ["app_id", "event_name", "sender", "recipient", "follower", "message", "oa_id"];
    fc.assert(
      fc.property(
        fc.constantFrom("user_send_text", "user_send_image", "follow", "unfollow", "oa_send_text"),
        fc.constantFrom(...parts),
        fc.jsonValue(),
        (event_name, part, value) => {
          const body = Buffer.from(JSON.stringify(anEvent({ event_name, [part]: value })));
          expect(["genuine", "malformed", "refused"]).toContain(aWebhook().call(signed(body)).kind);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives updates that storage can keep, whatever the citizen typed", () => {
    // Halves of pairs, NUL and marks without a letter among them.
    const points = fc.oneof(
      fc.nat(0x10ffff),
      fc.integer({ min: 0xd800, max: 0xdfff }),
      fc.constantFrom(0, 0x323),
    );
    const anyText = fc.array(points, { maxLength: 200 }).map((list) => String.fromCodePoint(...list));
    fc.assert(
      fc.property(anyText, (text) => {
        const body = Buffer.from(JSON.stringify(anEvent({ message: { msg_id: "m1", text } })));
        const received = aWebhook().call(signed(body));
        if (received.kind !== "genuine") throw new Error(received.kind);
        const event = received.updates[0]?.event;
        if (event?.kind !== "message") throw new Error(event?.kind);
        expect(event.text.isWellFormed()).toBe(true);
        expect(event.text).not.toContain("\0");
        expect(event.text).toBe(event.text.normalize("NFC"));
      }),
    );
  });

  it("is never believed when one byte of a genuine call was changed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REAL),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (call, at, change) => {
          const body = Buffer.from(call.body);
          const place = at % body.length;
          body[place] = (body[place] ?? 0) ^ change;
          expect(aWebhook().call({ body, signature: call.signature }).kind).not.toBe("genuine");
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("is never believed when something was put in, cut off or taken from another call", () => {
    const more = fc.uint8Array({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom(...REAL), fc.nat(), more, fc.boolean(), (call, at, bytes, isCut) => {
        const place = at % call.body.length;
        const head = call.body.subarray(0, place);
        const body = Buffer.concat(isCut ? [head] : [head, bytes, call.body.subarray(place)]);
        expect(aWebhook().call({ body, signature: call.signature }).kind).not.toBe("genuine");
      }),
      { numRuns: 1_000 },
    );
    for (const one of REAL)
      for (const other of REAL)
        if (one !== other)
          expect(aWebhook().call({ body: one.body, signature: other.signature }).kind).toBe("refused");
  });
});

describe("bodies made to break a parser", () => {
  const DEPTH = 100_000;
  const nested = `${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`;
  const objects = `${'{"a":'.repeat(DEPTH)}1${"}".repeat(DEPTH)}`;
  const withField = (name: string, json: string) =>
    Buffer.from(JSON.stringify(anEvent({ zzz: 0 })).replace('"zzz":0', `"${name}":${json}`));

  it.each([
    ["lists", nested],
    ["objects", objects],
  ])("do not break it when a thousand hundred %s lie within each other", (_, deep) => {
    expect(aWebhook().call(signed(Buffer.from(deep))).kind).toBe("malformed");
    // Beside what we read it is passed over; in the place of it, it is not an event.
    expect(aWebhook().call(signed(withField("beside", deep))).kind).toBe("genuine");
    expect(aWebhook().call(signed(withField("event_name", deep))).kind).toBe("malformed");
    expect(aWebhook().call(signed(Buffer.from(deep.slice(0, DEPTH)))).kind).toBe("malformed");
  });

  it.each(["__proto__", "constructor", "prototype", "toString"])("change nothing by the key %s", (key) => {
    const body = withField(key, '{"isAdmin":true,"id":"999","prototype":{"isAdmin":true}}');
    expect(aWebhook().call(signed(body)).kind).toBe("genuine");
    const inside = Buffer.from(
      JSON.stringify(anEvent({ sender: { id: "111", zzz: 0 } })).replace(
        '"zzz":0',
        `"${key}":{"isAdmin":true}`,
      ),
    );
    expect(aWebhook().call(signed(inside))).toMatchObject({ updates: [{ citizen: { id: "111" } }] });
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("do not take an account or a person out of the prototype", () => {
    const body = JSON.stringify(anEvent({ sender: { zzz: 0 } })).replace(
      '"zzz":0',
      '"__proto__":{"id":"999"}',
    );
    expect(aWebhook().call(signed(Buffer.from(body)))).toEqual({ kind: "malformed" });
  });

  it.each([
    ["a byte that begins nothing", [0xff]],
    ["half a letter", [0xc3]],
    ["a letter written too long", [0xc0, 0xaf]],
    ["half of a pair", [0xed, 0xa0, 0x80]],
  ])("are malformed with %s in the words", (_, bytes) => {
    const [head = "", tail = ""] = JSON.stringify(anEvent({ message: { msg_id: "m1", text: "%" } })).split(
      "%",
    );
    const body = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(tail)]);
    expect(aWebhook().call(signed(body))).toEqual({ kind: "malformed" });
  });
});

describe("JSON of which no digit is lost", () => {
  it("is the same as any other where no number is large", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/u.test(text));
        expect(parseLossless(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("keeps large whole numbers as text, wherever they stand, and leaves words alone", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 10n ** 15n, max: 10n ** 60n }),
        fc.string(),
        fc.boolean(),
        (n, words, isMinus) => {
          const number = isMinus ? -n : n;
          const text = `[${number},{"${n}":${number},"w":${JSON.stringify(`${words}${n}`)}}]`;
          expect(parseLossless(text)).toEqual([
            String(number),
            { [String(n)]: String(number), w: `${words}${n}` },
          ]);
        },
      ),
    );
  });
});
