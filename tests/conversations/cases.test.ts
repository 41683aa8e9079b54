/** Citizens who are led to their own case by a few questions, on the project's own knowledge. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Brain,
  type Conversation as Kept,
  respond,
  type Session,
  type TurnOutcome,
  takeTurn,
} from "../../src/core/conversation/index.ts";
import { TRIAL_FACTS } from "../../src/core/feedback/index.ts";
import { realBrain, TEST_DAY } from "../real-brain.ts";
import { Conversation } from "./conversation.ts";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});
const conversation = () => new Conversation(brain);
const BEGIN = "Trường hợp của tôi";
const labelsOf = ({ reply }: TurnOutcome) => reply.buttons.map(({ label }) => label);

describe("an answer that depends on the case", () => {
  it("offers to ask about it, first of all buttons", () => {
    const { last } = conversation().says("đăng ký khai sinh cần giấy tờ gì").expectAnswerFrom("1.001193");
    expect(labelsOf(last)[0]).toBe(BEGIN);
    expect(last.reply.text.trimEnd().split("\n").at(-1)).toContain(`“${BEGIN}”`);
  });

  it("keeps the button, but not the sentence, where the side asked for is the same for all", () => {
    const { last } = conversation()
      .says("đăng ký khai sinh nộp ở đâu")
      .expectAnswerFrom("1.001193", "authority");
    expect(labelsOf(last)).toContain(BEGIN);
    expect(last.reply.text).not.toContain(BEGIN);
  });

  it("offers to ask whatever side is meant, where the message told of a case", () => {
    conversation()
      .says("khai sinh quá hạn")
      .expectAnswerFrom("1.001193")
      .expectText(/bấm “Trường hợp của tôi”/u);
  });

  it("offers nothing where an entry has no cases", () => {
    const { last } = conversation().says("đăng ký giám hộ cần gì").expectAnswerFrom("1.004837");
    expect(labelsOf(last)).not.toContain(BEGIN);
  });
});

describe("a citizen who is led", () => {
  it("is asked one question at a time and gets papers, fees and the right procedure", () => {
    const talk = conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .presses(BEGIN)
      .expectOutcome("clarified")
      .presses("1. Cha mẹ đều là người Việt")
      .expectText(/đăng ký kết hôn chưa ạ\?\n.*\n1\. Đã đăng ký kết hôn\n2\. Chưa đăng ký kết hôn/u)
      .says("chưa ạ")
      .says("cái đầu tiên")
      .expectAnswerFrom("1.000689")
      .expectText(
        /Khai sinh kết hợp nhận cha, mẹ, con:/u,
        /Giấy tờ cần có:\n- Tờ khai/u,
        /10\.000 đồng/u,
        /Theo câu trả lời của anh\/chị: Cha mẹ đều là người Việt · Chưa đăng ký kết hôn · Có, ghi tên cha\./u,
        /Nguồn: .*1\.000689/u,
      );
    expect(labelsOf(talk.last)).toContain("Hỏi lại từ đầu");
    talk.presses("Xem: Khai sinh kết hợp nhận cha, mẹ, con").expectAnswerFrom("1.000689", "overview");
    talk.says("thế nộp ở đâu").expectAnswerFrom("1.000689", "authority");
  });

  it("hears how many questions there are, once that is known", () => {
    conversation()
      .says("nhập hộ khẩu cần gì")
      .presses(BEGIN)
      .says("nhà thuê")
      .expectText(/^Câu 2\/2\. Hợp đồng/u);
  });

  it("may go back, begin anew and stop", () => {
    conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .presses(BEGIN)
      .says("1")
      .says("2")
      .says("quay lại")
      .expectText(/^Cha mẹ bé đã đăng ký kết hôn chưa ạ\?/u)
      .presses("Quay lại")
      .expectText(/^Bé thuộc trường hợp nào/u)
      .says("quay lại")
      .expectText(/câu đầu tiên/u)
      .says("1")
      .says("hỏi lại từ đầu")
      .expectText(/^Bé thuộc trường hợp nào/u)
      .says("thôi")
      .expectText(/dừng hỏi/u)
      .says("thế phí bao nhiêu")
      .expectAnswerFrom("1.001193", "fees");
  });

  it("may not know: the question stays, and nothing is guessed", () => {
    conversation()
      .says("khai tử cần giấy gì")
      .presses(BEGIN)
      .says("1")
      .says("không biết")
      .expectOutcome("clarified")
      .expectText(/Chưa rõ cũng không sao/u, /quá 15 ngày chưa ạ/u);
  });

  it("may type the button's words long after it was shown", () => {
    conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .says("thế nộp ở đâu")
      .says("Trường hợp của tôi")
      .expectText(/Bé thuộc trường hợp nào/u);
  });

  it("goes on by an old button after everything else was forgotten", () => {
    const talk = conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .presses(BEGIN)
      .says("1")
      .waitsMinutes(600);
    talk.presses("2. Chưa đăng ký kết hôn").expectText(/ghi tên cha/u);
  });
});

describe("what a citizen told before", () => {
  it("is not asked, is said, and can be mended", () => {
    const talk = conversation()
      .says("nhập hộ khẩu vào nhà thuê hết bao nhiêu tiền")
      .expectAnswerFrom("1.004222", "fees")
      .presses(BEGIN)
      .expectText(
        /Anh\/chị có nói “nhà thuê”, tôi hiểu là: Nhà thuê, mượn, ở nhờ\./u,
        /công chứng, chứng thực chưa ạ/u,
      )
      .says("chưa công chứng")
      .expectAnswerFrom("1.004222")
      .expectText(/^Anh\/chị có nói “nhà thuê”/u);
    talk
      .presses("Sửa lại")
      .expectText(/^Anh\/chị muốn đăng ký thường trú vào chỗ ở nào/u)
      .presses("1. Nhà của tôi");
    expect(talk.last.reply.text).not.toContain("nhà thuê");
  });

  it("answers at once where it is the whole case", () => {
    conversation()
      .says("nhập hộ khẩu vào nhà thuê chưa công chứng hợp đồng thì cần giấy tờ gì")
      .expectAnswerFrom("1.004222", "required-documents")
      .expectText(/hợp đồng chưa công chứng:/u, /có nói “nhà thuê”/u, /có nói “chưa công chứng”/u);
  });

  it("does not keep the side asked for from being said", () => {
    conversation()
      .says("nhập hộ khẩu cho con mới sinh hết bao nhiêu tiền")
      .expectAnswerFrom("1.004222", "fees")
      .expectText(/20\.000 đồng/u, /bấm “Trường hợp của tôi”/u);
  });

  it("is kept when it belongs to a later question", () => {
    conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .presses(BEGIN)
      .says("1")
      .says("bé quá hạn rồi")
      .expectText(/Tôi ghi nhận “quá hạn”/u, /đăng ký kết hôn chưa ạ/u)
      .says("rồi")
      .says("có")
      .expectAnswerFrom("1.001193")
      .expectText(/tôi hiểu là: Đã quá 60 ngày/u, /Khai sinh quá hạn, có giấy chứng sinh/u);
  });

  it("turns words that lean on the entry into its case", () => {
    conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .says("bọn em chưa đăng ký kết hôn thì sao")
      .expectText(/Tôi ghi nhận “chưa đăng ký kết hôn”/u)
      .says("1")
      .says("1")
      .expectAnswerFrom("1.000689");
  });
});

describe("another question in the middle", () => {
  const led = () => conversation().says("đăng ký khai sinh cần giấy tờ gì").presses(BEGIN).says("1");

  it("about the same entry is answered, and the open one asked again", () => {
    const talk = led().says("nộp ở đâu").expectAnswerFrom("1.001193", "authority");
    talk.expectText(/Còn câu tôi đang hỏi dở:\s+Cha mẹ bé đã đăng ký kết hôn chưa ạ\?/u);
    expect(labelsOf(talk.last).slice(0, 2)).toEqual(["1. Đã đăng ký kết hôn", "2. Chưa đăng ký kết hôn"]);
    talk.says("2").expectText(/ghi tên cha/u);
  });

  it("asked again ends it: whoever asks on has moved on", () => {
    const talk = led()
      .says("nộp ở đâu")
      .says("mấy ngày thì xong")
      .expectAnswerFrom("1.001193", "processing-time");
    expect(talk.last.reply.text).not.toContain("hỏi dở");
    talk.says("chưa");
    expect(talk.last.reply.text).not.toMatch(/ghi tên cha/u);
  });

  it("about something else ends it", () => {
    const talk = led().says("lệ phí đăng ký tạm trú").expectAnswerFrom("1.004194", "fees");
    expect(talk.last.reply.text).not.toContain("hỏi dở");
  });

  it("that holds an option's words is answered as a question", () => {
    led()
      .says("cha mẹ chưa đăng ký kết hôn thì khai sinh nộp ở đâu")
      .expectText(/Nơi giải quyết/u);
  });

  it("is not asked of whoever reports on officials, nor of whoever is in danger", () => {
    const reporting = led().says("cán bộ phường đòi tôi 500 nghìn mới làm").expectOutcome("feedback");
    expect(reporting.last.reply.text).not.toContain("kết hôn chưa");
    const burning = led().says("cháy nhà rồi cứu với").expectOutcome("emergency");
    expect(burning.last.reply.text).not.toContain("kết hôn chưa");
  });

  it("and nonsense gets the question once more, not for ever", () => {
    const talk = led()
      .says("asdf qwer zxcv")
      .expectText(/chưa rõ/u, /kết hôn chưa ạ/u);
    talk.says("asdf qwer zxcv");
    expect(talk.last.reply.text).not.toContain("kết hôn chưa");
  });
});

describe("a report that is being taken", () => {
  it("makes room for one guided question, and its own answers stay its own", () => {
    const talk = conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .presses(BEGIN)
      .says("cán bộ phường đòi tôi 500 nghìn mới làm")
      .expectOutcome("feedback")
      .says("có");
    const { session } = talk.last;
    expect(session.intake?.stage).toBe("consent");
    const press = { text: "Cha mẹ đều là người Việt", payload: "case:1.001193:1" };
    const led = takeTurn(brain, session, press, TEST_DAY, TRIAL_FACTS);
    expect(led.reply.text).toMatch(/kết hôn chưa ạ/u);
    const answered = takeTurn(brain, led.session, { text: "chưa" }, TEST_DAY, TRIAL_FACTS);
    expect(answered.reply.text).toMatch(/ghi tên cha/u);
    const more = { text: "hôm qua họ còn đòi thêm hai trăm nghìn nữa mới chịu ký giấy cho tôi" };
    const told = takeTurn(brain, answered.session, more, TEST_DAY, TRIAL_FACTS);
    expect(told.session.guided?.isOpen).toBe(false);
    const agreed = takeTurn(brain, told.session, { text: "đồng ý" }, TEST_DAY, TRIAL_FACTS);
    expect(agreed.session.intake?.stage).toBe("story");
  });
});

describe("a list of own tickets that was shown before", () => {
  it("does not take the number that answers a guided question", () => {
    const begun = takeTurn(
      brain,
      undefined,
      { text: "x", payload: "case:1.001193:1" },
      TEST_DAY,
      TRIAL_FACTS,
    );
    const listed = ["AAAA-CCCC-DDDD", "AAAA-CCCC-EEEE"] as unknown as NonNullable<Session["listed"]>;
    const turn = takeTurn(brain, { ...begun.session, listed }, { text: "2" }, TEST_DAY, TRIAL_FACTS);
    expect(turn.reply.text).toMatch(/ghi tên cha/u);
  });
});

describe("numbers of an outcome", () => {
  it("are not said when the entry was verified too long ago", () => {
    const later = new Date("2028-03-01T09:00:00+07:00");
    const { reply } = takeTurn(
      brain,
      undefined,
      { text: "Chưa công chứng", payload: "case:1.004222:32" },
      later,
      TRIAL_FACTS,
    );
    expect(reply.text).toMatch(/Tờ khai CT01/u);
    expect(reply.text).not.toMatch(/20\.000|7 ngày/u);
    expect(reply.text).toMatch(/không nêu con số/u);
  });
});

describe("a button of questions that have changed since", () => {
  it.each(["case:1.001193:999", "case:1.001193:41", "case:1.001193:1111111"])(
    "%s loses nobody",
    (payload) => {
      const press = (text: string) => takeTurn(brain, undefined, { text, payload }, TEST_DAY, TRIAL_FACTS);
      expect(() => press("Đã đăng ký")).not.toThrow();
      expect(press("Đã đăng ký").reply.text).not.toBe("");
    },
  );

  it("begins anew where the answers do not fit", () => {
    const { reply } = takeTurn(
      brain,
      undefined,
      { text: "x", payload: "case:1.001193:99" },
      TEST_DAY,
      TRIAL_FACTS,
    );
    expect(reply.text).toMatch(/hỏi lại từ đầu.*\s+Bé thuộc trường hợp nào/u);
  });

  it("answers from the entry where it has no cases any more", () => {
    const turn = takeTurn(brain, undefined, { text: "x", payload: "case:1.004837:1" }, TEST_DAY, TRIAL_FACTS);
    expect(turn.entry).toBe("1.004837");
  });
});

describe("a channel whose buttons only say their words", () => {
  it("leads on by the words of the buttons that were shown", () => {
    const settings = { sessionIdleMs: 30 * 60_000, staffQuietMs: 60_000, citizenPerMinute: 1_000 };
    let kept: Kept | undefined;
    let now = TEST_DAY.getTime();
    const say = (text: string) => {
      now += 10_000;
      const event = { kind: "message", text } as const;
      const response = respond(brain, kept, { event, sentAt: now }, new Date(now), settings, TRIAL_FACTS);
      kept = response.conversation;
      return response.replies.map((reply) => reply.text).join("\n");
    };
    say("đăng ký khai sinh cần giấy tờ gì");
    expect(say("Trường hợp của tôi")).toMatch(/Bé thuộc trường hợp nào/u);
    expect(say("Cha hoặc mẹ nước ngoài")).toMatch(/Khai sinh có cha hoặc mẹ là người nước ngoài:/u);
    expect(say("Hỏi lại từ đầu")).toMatch(/Bé thuộc trường hợp nào/u);
    expect(say("1. Cha mẹ đều là người Việt")).toMatch(/kết hôn chưa/u);
  });
});
