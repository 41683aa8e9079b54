/** Citizens who ask what became of a place and where one goes there, and who hear the fees of their part of the city. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Brain, takeTurn } from "../../src/core/conversation/index.ts";
import { TRIAL_FACTS } from "../../src/core/feedback/index.ts";
import { foldDiacritics } from "../../src/language/index.ts";
import { realBrain, TEST_DAY } from "../real-brain.ts";
import { Conversation } from "./conversation.ts";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});
const conversation = () => new Conversation(brain);
const ON_MERGERS = "chinh-quyen-2-cap";
const ON_FILING = "bo-phan-mot-cua";
const PLACES_BUTTONS = ["Gọi 1022", "Mở haiphong.gov.vn"];
const labels = ({ last }: Conversation) => last.reply.buttons.map(({ label }) => label);

describe("a citizen who asks what a place is now", () => {
  it("chooses where a former ward went into several", () => {
    const talk = conversation()
      .says("phường Trần Nguyên Hãn giờ là phường nào")
      .expectAnswerFrom(ON_MERGERS)
      .expectText(/đã sắp xếp vào 2 nơi/u, /1\. Phường Lê Chân\n2\. Phường An Biên/u);
    expect(labels(talk)).toEqual(["Phường Lê Chân", "Phường An Biên", ...PLACES_BUTTONS]);
    talk
      .says("2")
      .expectAnswerFrom(ON_MERGERS)
      .expectText(/^Phường An Biên có từ 01\/7\/2025, gồm:/u);
  });

  it("may press the button, or type the name", () => {
    const asked = () => conversation().says("phuong tran nguyen han gio la phuong nao");
    asked()
      .presses("Phường Lê Chân")
      .expectText(/^Phường Lê Chân có từ/u);
    asked()
      .says("phuong le chan")
      .expectText(/^Phường Lê Chân có từ/u);
  });

  it("may choose by number in the very next message only", () => {
    const talk = conversation().says("quận Lê Chân đổi thành gì").says("cảm ơn").says("2");
    expect(talk.last.reply.text).not.toMatch(/Phường An Biên/u);
  });

  it("hears where a former commune went, and where one goes there", () => {
    conversation()
      .says("xã An Thái sáp nhập vào đâu")
      .expectAnswerFrom(ON_MERGERS)
      .expectText(
        /^Xã An Thái cũ \(huyện An Lão\) nay thuộc xã An Hưng/u,
        /Trung tâm Phục vụ hành chính công xã An Hưng/u,
      );
  });

  it("hears all that a former district became, and how to tell one's own", () => {
    const talk = conversation()
      .says("huyện Vĩnh Bảo giờ gồm những xã nào")
      .expectAnswerFrom(ON_MERGERS)
      .expectText(/nay có 7 xã, phường/u, /- Xã Nguyễn Bỉnh Khiêm/u, /gõ tên xã, phường cũ/u);
    expect(labels(talk)).toEqual(PLACES_BUTTONS);
  });

  it("hears what a ward of today was made of", () => {
    conversation()
      .says("phường An Biên gồm những phường cũ nào")
      .expectAnswerFrom(ON_MERGERS)
      .expectText(/Quận Lê Chân cũ: phường An Dương, một phần phường An Biên/u);
  });

  it("hears that no source tells where a place of long ago went", () => {
    conversation()
      .says("thị trấn Núi Đèo giờ thuộc đâu")
      .expectAnswerFrom(ON_MERGERS)
      .expectText(/hết từ trước 01\/7\/2025/u, /chưa có nguồn/u, /1022/u);
  });

  it("is asked which one where several bore the name", () => {
    conversation()
      .says("xa quang trung gio thuoc xa nao")
      .expectAnswerFrom(ON_MERGERS)
      .expectText(/Có mấy nơi mang tên này/u)
      .says("số 3")
      .expectText(/^Xã Quang Trung cũ \(huyện An Lão\) nay thuộc xã An Quang/u);
  });

  it("hears the source, and that nobody has compared it in full", () => {
    conversation()
      .says("phường Lê Chân")
      .expectText(/Nguồn: Nghị quyết 1669\/NQ-UBTVQH15/u, /chưa được đối chiếu đầy đủ/u);
  });

  it("hears how many there are from the entry on it", () => {
    conversation().says("hải phòng có bao nhiêu xã phường").expectAnswerFrom(ON_MERGERS).expectText(/114/u);
  });

  it.each([
    ["quan le chan con ko, gio lam giay to o dau", ON_FILING, /phường Lê Chân|Phường Lê Chân/u],
    ["toi o kinh mon thi nop o dau", ON_FILING, /Thị xã Kinh Môn cũ/u],
    ["kien an o dau", ON_FILING, /Quận Kiến An cũ/u],
    ["phuong le chna o dau", ON_FILING, /công phường Lê Chân/u],
    ["p. le chan o cho nao v ad", ON_FILING, /công phường Lê Chân/u],
    ["huyen cat hai gio la gi", ON_MERGERS, /nay thuộc đặc khu Cát Hải/u],
    ["tp hải dương giờ gồm những phường nào", ON_MERGERS, /Phường Lê Thanh Nghị/u],
  ])("is understood in %j", (text, entry, said) => {
    conversation().says(text).expectAnswerFrom(entry).expectText(said);
  });
});

describe("a citizen who asks where an office is", () => {
  it("hears an address with its source, and that it is to be asked again", () => {
    conversation()
      .says("xã Vĩnh Bảo ở đâu")
      .expectAnswerFrom(ON_FILING)
      .expectText(/Đường 20\/8, xã Vĩnh Bảo/u, /theo Bảng niêm yết/u, /1022 hỏi lại/u);
  });

  it("hears that none is confirmed, and whom to ask", () => {
    conversation()
      .says("địa chỉ phường Lê Chân")
      .expectAnswerFrom(ON_FILING)
      .expectText(/chưa có nguồn xác nhận/u, /1022/u, /haiphong\.gov\.vn/u);
  });
});

describe("a procedure asked for with a place", () => {
  it.each([
    [
      "xin giấy xác nhận hôn nhân ở phường Lê Chân",
      "1.004873",
      "Trung tâm Phục vụ hành chính công phường Lê Chân",
    ],
    ["dang ky tam tru o phuong le chan nop o dau", "1.004194", "Công an phường Lê Chân"],
    ["đăng ký khai sinh ở huyện Vĩnh Bảo", "1.001193", "Huyện Vĩnh Bảo cũ đã sắp xếp lại"],
    ["ket hon o phuong tran nguyen han", "1.000894", "nay thuộc phường Lê Chân, phường An Biên"],
    ["đăng ký khai sinh ở xã An Thái nộp ở đâu", "1.001193", "nay thuộc xã An Hưng"],
  ])("is answered, with where one goes there: %j", (text, entry, said) => {
    conversation().says(text).expectAnswerFrom(entry).expectText(new RegExp(said, "u"));
  });

  it("is where one goes when the place is named afterwards", () => {
    conversation()
      .says("đăng ký khai sinh")
      .says("tôi ở phường Lê Chân thì nộp ở đâu")
      .expectAnswerFrom("1.001193", "authority")
      .expectText(/Ở phường Lê Chân: Trung tâm Phục vụ hành chính công phường Lê Chân\./u);
  });

  it("remembers the place, until the talk is over", () => {
    const talk = conversation().says("phường Lê Chân").says("làm khai sinh thì nộp ở đâu");
    talk.expectAnswerFrom("1.001193").expectText(/Ở phường Lê Chân/u);
    expect(talk.last.session.place).toBe("phuong-le-chan");
    const later = talk.waitsMinutes(31).says("làm khai sinh thì nộp ở đâu").expectAnswerFrom("1.001193");
    expect(later.last.reply.text).not.toMatch(/Lê Chân/u);
    expect(later.last.session.place).toBeUndefined();
  });

  it("of a sở says nothing of the commune's centre", () => {
    const talk = conversation().says("đổi giấy phép lái xe ở phường Lê Chân").expectOutcome("answered");
    expect(talk.last.reply.text).not.toMatch(/Trung tâm Phục vụ hành chính công phường Lê Chân/u);
  });

  it.each([
    "xin sổ đỏ ở xã Tiên Lãng",
    "xin so do o xa tien lang",
    "tạm trú phường Lê Chân",
    "bán nhà ở phường Lê Chân",
    "nhan con o phuong le chan",
    "phản ánh phường Lê Chân",
    "kế hoạch phường Trần Nguyên Hãn",
    "cán bộ xã lật lọng",
    "ai được làm",
    "cải cách hành chính là gì",
    "thủy triều đồ sơn mấy giờ lên",
  ])("is not taken for a question about a place: %j", (text) => {
    const { last } = conversation().says(text);
    expect(last.reply.text).not.toMatch(/có từ 01\/7\/2025, gồm|Nơi làm giấy tờ:|Có mấy nơi mang tên/u);
  });
});

const IN_PERSON_HAI_PHONG = /Nộp trực tiếp, đăng ký quá hạn: lệ phí 8\.000 đồng/u;
const ASKS = /Anh\/chị nộp trực tiếp ở đâu ạ\?/u;

describe("fees that differ between the former Hải Phòng and the former Hải Dương", () => {
  const asked = () => conversation().says("lệ phí khai sinh quá hạn").expectAnswerFrom("1.001193", "fees");

  it("are said for both, and then it is asked where one files", () => {
    const talk = asked().expectText(
      /Nộp trực tuyến qua Cổng Dịch vụ công quốc gia hoặc VNeID, từ 08\/8\/2026: không mất tiền/u,
      /địa bàn Hải Phòng cũ, đăng ký quá hạn: lệ phí 8\.000 đồng/u,
      /địa bàn Hải Dương cũ, đăng ký quá hạn: chưa có con số chắc chắn/u,
      ASKS,
    );
    expect(labels(talk).slice(0, 2)).toEqual(["Hải Phòng trước 7/2025", "Hải Dương trước 7/2025"]);
  });

  it.each([
    "phường Lê Chân",
    "p. le chan",
    "dạ em ở quận Lê Chân cũ ạ",
    "tôi nộp ở Hải Phòng",
    "thuỷ nguyên",
  ])("are those of Hải Phòng after %j", (text) => {
    const talk = asked().says(text).expectAnswerFrom("1.001193", "fees");
    talk.expectText(/Nơi nộp: .*Hải Phòng cũ/u, IN_PERSON_HAI_PHONG);
    expect(talk.last.reply.text).not.toMatch(/Hải Dương/u);
    expect(talk.last.reply.text).not.toMatch(ASKS);
  });

  it.each(["xã Nam Sách", "hải dương", "hai duong cu", "o chi linh", "xa nam sachh"])(
    "are those of Hải Dương after %j: no number, and whom to ask",
    (text) => {
      const talk = asked().says(text).expectAnswerFrom("1.001193", "fees");
      talk.expectText(/Nơi nộp: .*Hải Dương cũ/u, /chưa có con số chắc chắn; xin gọi Tổng đài 1022/u);
      expect(talk.last.reply.text).not.toMatch(/8\.000 đồng \(theo Nghị quyết 12/u);
    },
  );

  it("are those of the pressed button, also for what is asked next", () => {
    asked()
      .presses("Hải Dương trước 7/2025")
      .expectAnswerFrom("1.001193", "fees")
      .expectText(/Nơi nộp: địa bàn Hải Dương cũ/u)
      .says("phí đăng ký lại kết hôn")
      .expectAnswerFrom("1.004746", "fees")
      .expectText(/Nơi nộp: địa bàn Hải Dương cũ/u);
  });

  it.each([
    ["lệ phí khai sinh quá hạn ở phường Lê Chân", /Nơi nộp: phường Lê Chân \(địa bàn Hải Phòng cũ\)/u],
    ["phi khai sinh qua han o kinh mon", /Nơi nộp: thị xã Kinh Môn cũ \(địa bàn Hải Dương cũ\)/u],
    ["phí khai sinh quá hạn ở Hải Dương", /Nơi nộp: địa bàn Hải Dương cũ/u],
  ])("are said at once where the place is named: %j", (text, said) => {
    const talk = conversation().says(text).expectAnswerFrom("1.001193", "fees").expectText(said);
    expect(talk.last.reply.text).not.toMatch(ASKS);
  });

  it("are asked about again where a name lies in both", () => {
    const talk = asked()
      .says("xã Quang Trung")
      .expectText(/Có mấy nơi mang tên này/u);
    talk.presses("Xã Quang Trung cũ (huyện An Lão)").expectText(/địa bàn Hải Phòng cũ/u, IN_PERSON_HAI_PHONG);
  });

  it("are not asked about where no number is known for either", () => {
    const talk = conversation().says("phí cấp giấy phép xây dựng nhà ở").expectOutcome("answered");
    expect(talk.last.facet).toBe("fees");
    expect(talk.last.reply.text).not.toMatch(ASKS);
    const there = conversation().says("xin giấy phép xây nhà ở xã Nam Sách lệ phí bao nhiêu");
    there.expectText(/Nơi nộp: xã Nam Sách/u, /chưa có con số chắc chắn; xin gọi Tổng đài 1022/u);
    expect(there.last.reply.text).not.toMatch(/tại địa bàn Hải Phòng cũ/u);
  });

  it("are no answer any more when something else is talked about", () => {
    const talk = asked().says("thủ tục đăng ký tạm trú").says("phường Lê Chân");
    talk.expectAnswerFrom("1.004194").expectText(/Công an phường Lê Chân/u);
  });
});

describe("a report on an official", () => {
  it("leaves no place behind for other questions", () => {
    const talk = conversation().says("cán bộ một cửa phường Lê Chân vòi tiền tôi 500 nghìn mới ký giấy");
    talk.expectOutcome("feedback");
    expect(talk.last.session.place).toBeUndefined();
  });
});

describe("whatever is said of places", () => {
  const words = fc.constantFrom(
    ..."phường xã quận huyện Lê Chân An Lão Kinh Môn Hải Dương Phòng cũ giờ ở đâu gồm nào nộp là gì 1 2 ? . 𝒳 \u0301 tt p".split(
      " ",
    ),
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(" ")),
  );
  const payload = fc.oneof(
    fc.constantFrom("area:hp:1.001193", "area:hd:x", "area:hp:", "place:phuong-le-chan", "place:", "place:x"),
    fc.constant(undefined),
    fc.string({ maxLength: 40 }).map((rest) => `area:${rest}`),
  );

  it("never throws, and answers with something to read", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ text, payload }), { minLength: 1, maxLength: 4 }), (messages) => {
        let session: Parameters<typeof takeTurn>[1];
        for (const message of messages) {
          const turn = takeTurn(brain, session, message, TEST_DAY, TRIAL_FACTS);
          expect(turn.reply.text.trim()).not.toBe("");
          session = turn.session;
        }
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it("has buttons that every channel can carry", () => {
    for (const unit of ["xã Quang Trung", "thành phố Thủy Nguyên", "phường An Lư"]) {
      for (const button of conversation().says(`${unit} giờ là đâu`).last.reply.buttons)
        if ("payload" in button) expect(Buffer.byteLength(button.payload)).toBeLessThanOrEqual(60);
    }
  });

  it("is the same with and without marks", () => {
    for (const said of ["phường An Biên gồm những phường cũ nào", "huyện Vĩnh Bảo giờ gồm những xã nào"]) {
      const { last } = conversation().says(foldDiacritics(said));
      expect(last.reply.text).toBe(conversation().says(said).last.reply.text);
    }
  });
});
