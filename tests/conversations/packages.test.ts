/** Lists of what there is to do after an event of life, on the project's own content. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Brain,
  type Conversation as Kept,
  type Response,
  respond,
} from "../../src/core/conversation/index.ts";
import { TRIAL_FACTS } from "../../src/core/feedback/index.ts";
import { realBrain, TEST_DAY } from "../real-brain.ts";
import { Conversation } from "./conversation.ts";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});
const conversation = () => new Conversation(brain);
const LIST = /^[☐☑] \d+\. /mu;

describe("who asks for the whole list", () => {
  it.each([
    ["sinh con cần làm những gì", "3.000722"],
    ["sinh con can lam nhung gi", "3.000722"],
    ["các thủ tục khi người thân qua đời", "2.002913"],
    ["bố tôi mới mất, phải làm những thủ tục gì", "2.002913"],
    ["mất hết giấy tờ thì làm lại những gì", "1.014064"],
    ["gói sinh con", "3.000722"],
    ["mua nhà cần làm những thủ tục gì", "1.013831"],
    ["checklist khi chuyển nhà", "1.004222"],
    ["mở quán ăn phải làm những gì", "1.001612"],
    ["liệt kê các thủ tục khi xây nhà", "1.013225"],
    ["toàn bộ thủ tục khi về hưu", "1.002759"],
    ["con vào lớp 1 cần làm những gì", "3.000182"],
    ["sắp cưới cần làm những thủ tục gì", "1.000894"],
  ])("gets it in order, and the turn is the leading entry's: %s", (text, leads) => {
    conversation()
      .says(text)
      .expectAnswerFrom(leads)
      .expectText(LIST, /Việc tiếp theo: \d+\. /u, /Nguồn: .+ngày/u);
  });

  it.each([
    ["vợ em mới đẻ, giờ làm giấy tờ gì", "1.001193"],
    ["đăng ký kết hôn cần những gì", "1.000894"],
    ["kết hôn cần giấy tờ gì", "1.000894"],
    ["xây nhà cần giấy phép gì", "1.013225"],
    ["thủ tục đăng ký khai sinh cho con mới sinh", "1.001193"],
    ["gọi 1022 được không", "tong-dai-1022"],
  ])("but who asks for one procedure gets that one: %s", (text, entry) => {
    const { last } = conversation().says(text).expectAnswerFrom(entry);
    expect(last.reply.text).not.toMatch(LIST);
  });

  it("may ask which lists there are, and choose by button", () => {
    const talk = conversation().says("có những gói nào");
    expect(talk.last.reply.buttons).toHaveLength(brain.packages.all.length);
    talk.presses("Các việc khi kết hôn").expectAnswerFrom("1.000894").expectText(LIST);
  });

  it("gets there by a button under the answer of a member", () => {
    conversation()
      .says("đăng ký khai tử")
      .expectAnswerFrom("1.000656")
      .presses("Các việc khi người thân qua đời")
      .expectText(/☐ 1\. Đăng ký khai tử – trong 15 ngày/u);
  });

  it("is offered it beside the choices when two of them belong to it", () => {
    conversation()
      .says("sinh con")
      .expectOffer("3.000722", "2.000693")
      .expectText(/Hoặc xem cả danh sách: Các việc khi sinh con/u)
      .presses("Các việc khi sinh con")
      .expectText(LIST);
  });
});

describe("a list", () => {
  it("is ticked by button and by words, and names what is next", () => {
    conversation()
      .says("gói sinh con")
      .presses("✓ Xong việc 1")
      .expectText(/xong 1\/6/u, /☑ 1\. /u, /☐ 2\. /u, /Việc tiếp theo: 2\. /u)
      .says("đã làm 2 rồi ạ")
      .expectText(/xong 2\/6/u, /Việc tiếp theo: 3\. /u)
      .says("bỏ đánh dấu 1")
      .expectText(/☐ 1\. /u, /☑ 2\. /u, /Việc tiếp theo: 1\. /u)
      .says("xong 1, 3 và 4")
      .expectText(/xong 4\/6/u);
  });

  it("opens the procedure of a step, and comes back", () => {
    conversation()
      .says("gói sinh con")
      .presses("Xem việc 1")
      .expectAnswerFrom("1.001193")
      .says("xong 1")
      .says("việc tiếp theo là gì")
      .expectAnswerFrom("1.004222")
      .says("xem danh sách")
      .expectText(/☑ 1\. /u);
  });

  it("ticks nothing that is not in it, and says so", () => {
    conversation()
      .says("gói kết hôn")
      .says("xong 9")
      .expectText(/từ 1 đến 5/u, /xong 0\/5/u);
  });

  it("says when all is done", () => {
    conversation()
      .says("gói kết hôn")
      .says("xong 1 2 3 4 5")
      .expectText(/xong 5\/5/u, /đã xong cả danh sách/u);
  });

  it("is forgotten when that is wanted", () => {
    const talk = conversation().says("gói sinh con").says("xong 1").says("xóa danh sách");
    expect(talk.last.session.checklists).toBeUndefined();
    talk.says("gói sinh con").expectText(/xong 0\/6/u);
  });

  it("means nothing where there is none", () => {
    const { last } = conversation().says("xong 1");
    expect(last.reply.text).not.toMatch(LIST);
  });

  it("is plain text to copy, and keeps only its name and numbers", () => {
    const { last } = conversation().says("gói sinh con").says("xong 1");
    expect(last.reply.text).not.toMatch(/[*_#`<>]/u);
    expect(last.session.checklists?.map((list) => Object.keys(list).sort())).toEqual([
      ["done", "keptUntil", "package"],
    ]);
  });

  it("leaves a choice that is open its numbers", () => {
    const talk = conversation().says("gói sinh con").says("xong 1").says("căn cước thì sao");
    if (talk.last.outcome !== "clarified") return;
    const chosen = talk.last.session.offered?.entries[1] ?? "";
    talk.says("2").expectAnswerFrom(chosen);
  });
});

describe("a list over time", () => {
  const SETTINGS = { sessionIdleMs: 30 * 60_000, staffQuietMs: 60_000, citizenPerMinute: 100 };
  const HOUR = 3_600_000;

  function talk() {
    let kept: Kept | undefined;
    let now = TEST_DAY.getTime();
    return {
      says: (text: string): Response => {
        now += 5_000;
        const event = { kind: "message", text } as const;
        const response = respond(brain, kept, { event, sentAt: now }, new Date(now), SETTINGS, TRIAL_FACTS);
        kept = response.conversation;
        return response;
      },
      waits: (hours: number) => {
        now += hours * HOUR;
      },
    };
  }
  const textOf = ({ replies }: Response) => replies.map(({ text }) => text).join("\n");

  it("is known for seven days after the last tick, and no longer", () => {
    const citizen = talk();
    citizen.says("/goi sinh con");
    citizen.says("xong 1");
    citizen.waits(6 * 24);
    expect(textOf(citizen.says("xem danh sách"))).toMatch(/☑ 1\. /u);
    expect(textOf(citizen.says("xong 2"))).toMatch(/xong 2\/6/u);
    citizen.waits(6 * 24);
    expect(textOf(citizen.says("xem danh sách"))).toMatch(/xong 2\/6/u);
    citizen.waits(2 * 24);
    expect(textOf(citizen.says("gói sinh con"))).toMatch(/xong 0\/6/u);
  });

  it("ends with the silence when nothing was ticked", () => {
    const citizen = talk();
    citizen.says("/goi sinh con");
    citizen.waits(1);
    expect(textOf(citizen.says("xong 1"))).not.toMatch(LIST);
  });

  it("is found again by the words that a button of an old list says", () => {
    const citizen = talk();
    citizen.says("/goi sinh con");
    citizen.waits(1);
    expect(textOf(citizen.says("Xong việc 1 – Các việc khi sinh con"))).toMatch(/xong 1\/6/u);
  });

  it("is erased with everything else", () => {
    const citizen = talk();
    citizen.says("/goi sinh con");
    citizen.says("xong 1");
    citizen.says("/xoadulieu");
    citizen.says("1");
    expect(textOf(citizen.says("gói sinh con"))).toMatch(/xong 0\/6/u);
  });

  it("lists all packages by command", () => {
    expect(textOf(talk().says("/goi"))).toMatch(/gói sinh con.*\n.*gói/su);
  });
});
