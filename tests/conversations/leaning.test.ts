/** What goes on with a topic, and what leaves it; what only sounds like a report. On the project's own knowledge. */
import { beforeAll, describe, it } from "vitest";
import type { Brain } from "../../src/core/conversation/index.ts";
import { realBrain } from "../real-brain.ts";
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

describe("a tale of woe without any official in it", () => {
  it("is answered as the question that it is", () => {
    conversation()
      .says(
        "em đi chợ bị kẻ gian rạch túi lấy mất bằng lái xe, không có nó không dám chạy, xin lại thế nào ạ",
      )
      .expectAnswerFrom("3.000348");
  });
});
