import { beforeAll, describe, expect, it } from "vitest";
import {
  type Brain,
  type Conversation,
  NEW_CONVERSATION,
  type Response,
  respond,
} from "../../../src/core/conversation/index.ts";
import { TRIAL_FACTS } from "../../../src/core/feedback/index.ts";
import type { InboundEvent } from "../../../src/core/messaging/index.ts";
import { realBrain, TEST_DAY } from "../../real-brain.ts";

const MINUTE = 60_000;
const SETTINGS = { sessionIdleMs: 30 * MINUTE, staffQuietMs: 120 * MINUTE, citizenPerMinute: 5 };

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});

/** A citizen and the bot, from message to message. */
function talk() {
  let conversation: Conversation | undefined;
  let now = TEST_DAY.getTime();
  const hear = (event: InboundEvent, sentAt = now): Response => {
    const response = respond(brain, conversation, { event, sentAt }, new Date(now), SETTINGS, TRIAL_FACTS);
    conversation = response.conversation;
    return response;
  };
  return {
    hear,
    say: (text: string, payload?: string) => {
      now += MINUTE;
      return hear({ kind: "message", text, payload });
    },
    pass: (minutes: number) => {
      now += minutes * MINUTE;
    },
    now: () => now,
    conversation: () => conversation ?? NEW_CONVERSATION,
  };
}

const textOf = ({ replies }: Response) => replies.map(({ text }) => text).join("\n");

describe("who comes for the first time", () => {
  it("is greeted, and told what not to send and how to be forgotten", () => {
    const response = talk().hear({ kind: "arrived" });
    expect(textOf(response)).toMatch(/Xin chào/u);
    expect(textOf(response)).toMatch(/không cần gửi số giấy tờ/u);
    expect(textOf(response)).toContain("/xoadulieu");
  });

  it("is greeted the same way by the command of Telegram's button", () => {
    expect(textOf(talk().say("/start"))).toBe(textOf(talk().hear({ kind: "arrived" })));
  });
});

describe("a command", () => {
  it.each(["/help", "/HELP", " /help "])("%j shows what can be asked", (text) => {
    expect(textOf(talk().say(text))).not.toBe("");
  });

  it("may be followed by a question", () => {
    const response = talk().say("/thutuc đăng ký kết hôn cần giấy tờ gì");
    expect(response.turn).toMatchObject({ outcome: "answered", entry: "1.000894" });
  });

  it.each(["/thutuc", "/phananh", "/tracuu"])("%s alone says how to go on", (text) => {
    const response = talk().say(text);
    expect(response.replies).toHaveLength(1);
    expect(textOf(response).length).toBeGreaterThan(20);
  });
});

describe("a button", () => {
  it("is understood by what it carries", () => {
    const response = talk().say("Thời hạn", "entry:1.000894:processing-time");
    expect(response.turn).toMatchObject({ entry: "1.000894", facet: "processing-time", intent: undefined });
  });

  it("is understood by its words, where the channel says only those", () => {
    const citizen = talk();
    const [reply] = citizen.say("đăng ký kết hôn cần giấy tờ gì").replies;
    const button = reply?.buttons.find((one) => "say" in one && one.payload.endsWith(":fees"));
    expect(button).toBeDefined();
    const response = citizen.say(button && "say" in button ? button.say : "");
    expect(response.turn).toMatchObject({ outcome: "answered", entry: "1.000894", facet: "fees" });
  });

  it("with a forged load is no more than its words", () => {
    const response = talk().say("xin chào", "entry:khong-co-muc-nay:fees");
    expect(response.turn?.entry).toBeUndefined();
  });
});

describe("who wants to be forgotten", () => {
  it("is asked first, and then forgotten", () => {
    const citizen = talk();
    citizen.say("đăng ký kết hôn");
    const asked = citizen.say("/xoadulieu");
    expect(asked.erasesCitizen).toBe(false);
    expect(textOf(asked)).toMatch(/Xóa rồi không lấy lại được/u);
    const done = citizen.say("Có ạ");
    expect(done.erasesCitizen).toBe(true);
    expect(done.conversation).toEqual(NEW_CONVERSATION);
    expect(textOf(done)).toMatch(/Đã xóa/u);
  });

  it("is not forgotten by a yes to something else", () => {
    const citizen = talk();
    citizen.say("đăng ký kết hôn");
    expect(citizen.say("có").erasesCitizen).toBe(false);
  });

  it("may think better of it, in words or by going on", () => {
    const first = talk();
    first.say("/xoadulieu");
    expect(textOf(first.say("Không xóa", "erase:no"))).toMatch(/chưa xóa gì/u);
    const second = talk();
    second.say("/xoadulieu");
    second.say("đăng ký kết hôn");
    expect(second.say("có").erasesCitizen).toBe(false);
  });
});

describe("while a member of the staff has the word", () => {
  it("the bot says nothing, and takes it again after a set time", () => {
    const citizen = talk();
    expect(citizen.hear({ kind: "staff-wrote" }).replies).toEqual([]);
    const quiet = citizen.say("đăng ký kết hôn cần gì");
    expect(quiet).toMatchObject({ replies: [], isFromCitizen: true, turn: undefined });
    citizen.pass(121);
    expect(citizen.say("đăng ký kết hôn cần gì").replies).toHaveLength(1);
  });
});

describe("who writes too fast", () => {
  const burst = (citizen: ReturnType<typeof talk>, count: number) =>
    Array.from({ length: count }, () => citizen.hear({ kind: "message", text: "xin chào" }));

  it("is told so once, and answered again a minute later", () => {
    const citizen = talk();
    const responses = burst(citizen, 10);
    expect(responses.map(({ replies }) => replies.length)).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect(textOf(responses[5] as Response)).toMatch(/nhắn hơi nhanh/u);
    citizen.pass(1.1);
    expect(textOf(citizen.say("xin chào"))).not.toMatch(/nhắn hơi nhanh/u);
  });

  it("is not meant where messages waited at the channel and come at once", () => {
    const citizen = talk();
    const start = citizen.now() - 60 * MINUTE;
    const texts = Array.from({ length: 20 }, (_, at) =>
      textOf(citizen.hear({ kind: "message", text: "xin chào" }, start + at * 30_000)),
    );
    expect(texts.filter((text) => /nhắn hơi nhanh/u.test(text))).toEqual([]);
  });
});

describe("what has no words", () => {
  it("is met with a plea for words, unless some stand under it", () => {
    const attachments = [{ type: "image", url: undefined }];
    expect(textOf(talk().hear({ kind: "media", attachments }))).toMatch(/nhắn giúp tôi bằng chữ/u);
    const captioned = talk().hear({ kind: "media", attachments, text: "đăng ký kết hôn cần gì" });
    expect(captioned.turn?.entry).toBe("1.000894");
  });

  it("is followed by an apology where a turn broke", () => {
    expect(textOf(talk().hear({ kind: "failed" }))).toMatch(/Xin lỗi/u);
  });

  it("is answered with nothing where the citizen left", () => {
    const citizen = talk();
    citizen.say("đăng ký kết hôn");
    expect(citizen.hear({ kind: "left" })).toMatchObject({ replies: [], conversation: NEW_CONVERSATION });
  });
});

describe("a session", () => {
  it("ends after a set silence: what went before is not meant any more", () => {
    const citizen = talk();
    citizen.say("đăng ký kết hôn cần giấy tờ gì");
    citizen.pass(10);
    expect(citizen.say("thế phí bao nhiêu?").turn?.entry).toBe("1.000894");
    citizen.pass(31);
    expect(citizen.say("thế phí bao nhiêu?").turn?.entry).toBeUndefined();
  });
});
