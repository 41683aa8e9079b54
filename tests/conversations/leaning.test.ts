/** What goes on with a topic, and what leaves it; what only sounds like a report. On the project's own knowledge. */
import { beforeAll, describe, expect, it } from "vitest";
import { type Brain, takeTurn } from "../../src/core/conversation/index.ts";
import { TRIAL_FACTS } from "../../src/core/feedback/index.ts";
import { realBrain, TEST_DAY } from "../real-brain.ts";
import { Conversation } from "./conversation.ts";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});
const conversation = () => new Conversation(brain);

describe("a talk about a procedure", () => {
  it("goes on with it for a side, a detail and a place", () => {
    conversation()
      .says("tôi muốn đăng ký tạm trú cho người thuê nhà")
      .expectAnswerFrom("1.004194")
      .says("có cần hợp đồng không")
      .expectAnswerFrom("1.004194", "required-documents")
      .says("khai trên điện thoại được không")
      .expectAnswerFrom("1.004194", "online-service");
  });

  it("leaves it for another one that is clearly meant, and comes back", () => {
    conversation()
      .says("làm hộ chiếu lần đầu")
      .expectAnswerFrom("1.001456")
      .says("còn mất căn cước thì làm lại thế nào")
      .expectAnswerFrom("1.014064")
      .says("quay lại cái hộ chiếu, mất bao nhiêu tiền")
      .expectAnswerFrom("1.001456", "fees");
  });
});

describe("a question whose words every procedure knows", () => {
  it("is asked of the one that is talked about", () => {
    conversation()
      .says("tôi muốn đề nghị hoà giải tranh chấp đất đai")
      .expectAnswerFrom("1.012812")
      .says("đơn gửi cho ai")
      .expectAnswerFrom("1.012812", "authority")
      .says("hết bao lâu thì xong")
      .expectAnswerFrom("1.012812", "processing-time");
  });

  it("leaves it where another one is named among them", () => {
    conversation()
      .says("làm lại căn cước bị mất")
      .expectAnswerFrom("1.014064")
      .says("nộp ở xã nào cũng được à")
      .expectAnswerFrom("1.014064")
      .says("tôi mất cả bằng lái xe, xin cấp lại ở đâu")
      .expectAnswerFrom("3.000348", "authority");
  });

  it("leaves it where it is about nothing that is known", () => {
    const talk = conversation().says("bộ phận một cửa làm việc giờ nào").expectAnswerFrom("bo-phan-mot-cua");
    talk.says("cuối tuần này trời có nắng to không em");
    expect(talk.last.entry).not.toBe("bo-phan-mot-cua");
  });
});

describe("a correction", () => {
  it("is heard without what it denies", () => {
    conversation()
      .says("tôi muốn đổi thẻ căn cước vì sai thông tin")
      .expectAnswerFrom("1.014063")
      .says("nhầm, tôi bị mất thẻ chứ không phải đổi thông tin")
      .expectAnswerFrom("1.014064")
      .says("mất bao lâu")
      .expectAnswerFrom("1.014064", "processing-time");
  });
});

describe("a side asked for before a choice was made", () => {
  const asked = (likeliest: string | undefined) =>
    takeTurn(
      brain,
      {
        topics: [],
        facets: [],
        turns: 0,
        lastTurnAt: TEST_DAY.getTime(),
        offered: {
          entries: ["1.013225", "1.013229"],
          facets: [],
          question: "nhà định xây",
          isOpen: true,
          likeliest,
        },
      },
      { text: "hồ sơ gồm những gì" },
      TEST_DAY,
      TRIAL_FACTS,
    );

  it("is answered from what is far likelier, and the others stay within reach", () => {
    const { entry, facet, reply } = asked("1.013225");
    expect([entry, facet]).toEqual(["1.013225", "required-documents"]);
    const payloads = reply.buttons.map((button) => ("payload" in button ? button.payload : ""));
    expect(payloads).toContain("entry:1.013229:required-documents");
  });

  it("is asked back where none is", () => {
    expect(asked(undefined).outcome).toBe("clarified");
  });
});

describe("after a call for help", () => {
  it("the numbers are what is talked about", () => {
    conversation()
      .says("cứu với, có người ngất xỉu ở nhà tôi")
      .expectOutcome("emergency")
      .says("gọi số mấy")
      .expectText(/115/u);
  });
});

describe("a few words of worry in the midst of a talk", () => {
  it("are no report on an official", () => {
    conversation()
      .says("thủ tục cấp sổ đỏ lần đầu")
      .expectAnswerFrom("1.013978")
      .says("tốn kém lắm nhỉ")
      .expectAnswerFrom("1.013978");
  });
});

describe("a tale of woe without any official in it", () => {
  it("is answered as the question that it is", () => {
    conversation()
      .says(
        "em đi chợ bị kẻ gian rạch túi lấy mất bằng lái xe, không có nó không dám chạy, xin lại thế nào ạ",
      )
      .expectAnswerFrom("3.000348");
  });
});
