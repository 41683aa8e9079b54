/** What is heard as a report on officials, and what only resembles one, from any point of a conversation. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Brain } from "../../src/core/conversation/index.ts";
import { realBrain } from "../real-brain.ts";
import { Conversation } from "./conversation.ts";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});
const conversation = () => new Conversation(brain);
const outcomeOf = (text: string) => conversation().says(text).last;

describe("a report on an official's misconduct", () => {
  it.each([
    ["as a story", "Ba lần tôi lên xã là ba lần anh địa chính bảo thiếu, lần nào cũng đòi một tờ khác."],
    ["without diacritics", "can bo phuong doi 500 nghin moi chiu ky giay cho me toi"],
    ["in teencode", "cb xã láo vcl, ném cả hs của e xuống đất"],
    ["with slips", "cán bọ phưong quát măng mẹ toi trước mặt mọi ngừoi"],
    ["in a dialect", "mấy ổng biểu tui muốn lẹ thì lo cho ổng chút cà phê"],
    ["sarcastically", "phục vụ năm sao thật, hẹn tôi bốn lần mà lần nào cũng bảo về chờ"],
    [
      "beside a question",
      "Lệ phí chứng thực bao nhiêu ạ? Chị ở quầy thu của em năm chục một tờ mà không có hóa đơn.",
    ],
    ["in few words", "cán bộ vòi tiền"],
  ])("is heard %s", (_, text) => {
    expect(outcomeOf(text)).toMatchObject({ outcome: "feedback", isConfidential: true });
  });

  it("is heard while a choice is open", () => {
    conversation()
      .says("căn cước")
      .expectOutcome("clarified")
      .says("anh công an ở đó đòi tôi đưa hai trăm mới làm")
      .expectOutcome("feedback");
  });

  it("is heard as a fragment after a procedure", () => {
    conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .expectAnswerFrom("1.001193")
      .says("mà ra đấy họ vòi tiền em")
      .expectOutcome("feedback");
  });
});

describe("a message that only resembles a report", () => {
  it("leans on the procedure that is talked about", () => {
    conversation()
      .says("đăng ký khai sinh cần giấy tờ gì")
      .expectAnswerFrom("1.001193")
      .says("còn thiếu giấy gì nữa không")
      .expectAnswerFrom("1.001193");
  });

  it.each([
    [
      "a late dossier where dossiers are looked up",
      "hồ sơ của tôi quá hẹn ba ngày rồi, xem ở đâu",
      "tra-cuu-trang-thai-ho-so",
    ],
    ["how one reports where that is told", "muốn phản ánh cán bộ thì gửi ở đâu", "phan-anh-can-bo"],
    ["a street lamp where the city is called", "đèn đường ngõ tôi hỏng cả tuần nay", "tong-dai-1022"],
    ["the law on complaints from its entry", "thời hạn giải quyết khiếu nại lần đầu là bao lâu", "khieu-nai"],
    ["the law on denunciations from its entry", "đơn tố cáo cần những nội dung gì", "to-cao"],
  ])("answers %s", (_, text, entry) => {
    conversation().says(text).expectAnswerFrom(entry);
  });

  it("warns of an impostor and shows the number of the police", () => {
    const { outcome, reply } = outcomeOf(
      "có người gọi xưng là công an bảo tôi chuyển tiền vào tài khoản an toàn",
    );
    expect(outcome).toBe("handed-over");
    expect(reply.text).toMatch(/không chuyển tiền|đừng chuyển tiền/u);
    expect(reply.buttons).toContainEqual({ label: "113 Công an", phone: "113" });
  });

  it("sends away what is between citizens and companies", () => {
    expect(outcomeOf("nhân viên ngân hàng quát tôi")).toMatchObject({
      outcome: "handed-over",
      intent: "noi-tu-nhan",
    });
  });

  it("thanks for praise", () => {
    expect(outcomeOf("chị cán bộ hộ tịch nhiệt tình lắm, cho tôi gửi lời khen").reply.text).toMatch(
      /cảm ơn/iu,
    );
  });

  it("puts danger first", () => {
    conversation().says("cứu với, chồng em đang cầm dao đuổi em").expectOutcome("emergency");
  });
});

describe("the text of a turn", () => {
  it("may be kept when it is surely harmless", () => {
    expect(outcomeOf("đăng ký kết hôn cần giấy tờ gì").isConfidential).toBe(false);
  });

  it("is kept nowhere when it may be a report, whatever was answered", () => {
    expect(outcomeOf("họ nói phải có chút gì mới nhanh").isConfidential).toBe(true);
  });
});
