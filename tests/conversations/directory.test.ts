import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Brain } from "../../src/core/conversation/index.ts";
import { type Directory, type Draft, sectionOf } from "../../src/core/knowledge/index.ts";
import { foldDiacritics } from "../../src/language/index.ts";
import { realBrain } from "../real-brain.ts";
import { Conversation } from "./conversation.ts";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
}, 120_000);

const talk = () => new Conversation(brain);
const everyNth = <T>(list: readonly T[], nth: number): T[] => list.filter((_, at) => at % nth === 0);
const isRow = (code: string | undefined) =>
  code !== undefined && brain.directory.rows.has(code) && !brain.knowledge.has(code);

const FERTILISER = "1.007929";

describe("a procedure that is no entry", () => {
  it("is told with its name, its code, who handles it, and where to check", () => {
    talk()
      .says("xin giấy phép nhập khẩu phân bón thì làm ở đâu")
      .expectAnswerFrom(FERTILISER)
      .expectText("Cấp Giấy phép nhập khẩu phân bón", FERTILISER, "Sở Nông nghiệp và Môi trường")
      .expectText("danh mục tháng 7/2026", "Cổng", "1022");
  });

  it("has buttons to the portal's page and to the hotline", () => {
    const { buttons } = talk().says(`mã ${FERTILISER}`).last.reply;
    expect(buttons).toContainEqual({ label: "Gọi 1022", phone: "1022" });
    expect(buttons.some((button) => "url" in button && button.url.includes("/thu-tuc-hanh-chinh/"))).toBe(
      true,
    );
  });

  it("has no fee and no time, and says so", () => {
    talk()
      .says(`thủ tục ${FERTILISER}`)
      .says("thế phí bao nhiêu")
      .expectAnswerFrom(FERTILISER, "fees")
      .expectText("không dám đoán", "1022")
      .says("mấy ngày thì xong")
      .expectAnswerFrom(FERTILISER, "processing-time")
      .expectText("không dám đoán");
  });

  it("is a choice where several are called alike, told apart by who handles them", () => {
    talk()
      .says("gia hạn sử dụng đất khi hết thời hạn sử dụng đất")
      .expectOffer("1.115600", "1.115643")
      .says("số 2")
      .expectAnswerFrom("1.115643");
  });

  it("is chosen by a button", () => {
    const offered = talk().says("gia hạn sử dụng đất khi hết thời hạn sử dụng đất");
    const label = offered.last.reply.buttons[0]?.label ?? "";
    offered.presses(label).expectAnswerFrom("1.115600");
  });

  it("gives way to the entry once there is one", () => {
    talk().says("1.001193").expectAnswerFrom("1.001193");
    expect(talk().says("thủ tục 1.001193").last.reply.text).not.toContain("danh mục tháng");
  });
});

describe("a code", () => {
  it("that is dead is answered with its successor and the decision", () => {
    talk().says("thủ tục 2.000986").expectText("3.000722", "3582/QĐ-UBND");
    talk().says("mã 2.002481 còn dùng không").expectText("2.002854");
  });

  it.each(["1.000280", "1.000288", "1.000691", "1.014116", "2.001009"])("%s is said to be over", (code) => {
    talk().says(code).expectText("đã bãi bỏ", "Nguồn");
  });

  it("that is dead is not told as alive by its name either", () => {
    talk().says("Công nhận trường tiểu học đạt chuẩn quốc gia").expectText("đã bãi bỏ");
  });

  it("that nobody knows is said to be unknown", () => {
    talk().says("cho hỏi mã 9.123456").expectOutcome("handed-over").expectText("9.123456", "1022");
  });

  it("in a report stays with the report", () => {
    const { outcome } = talk().says(
      `cán bộ một cửa đòi tôi đưa tiền bồi dưỡng mới nhận hồ sơ thủ tục ${FERTILISER}`,
    ).last;
    expect(outcome).toBe("feedback");
  });
});

describe("the whole list", () => {
  it("is answered with the right code when a name is asked word for word", () => {
    const rows = everyNth([...brain.directory.rows.values()], 40).filter(
      ({ code }) => !brain.knowledge.has(code) && !brain.directory.ended.has(code),
    );
    const missed = rows.filter(({ code, name }) => {
      const { entry, session } = talk().says(name).last;
      const isSameName = brain.directory.rows.get(entry ?? "")?.name.toLowerCase() === name.toLowerCase();
      return entry !== code && !isSameName && !session.offered?.entries.includes(code);
    });
    expect(rows.length).toBeGreaterThan(100);
    expect(missed.map(({ name }) => name).length).toBeLessThanOrEqual(rows.length * 0.01);
  }, 60_000);

  it("takes no example question away from an entry, with marks or without", () => {
    const examples = [...brain.knowledge.values()].flatMap((entry) =>
      everyNth([entry.title, ...entry.aliases, ...entry.questions], 9),
    );
    const taken = examples
      .flatMap((text) => [text, foldDiacritics(text)])
      .filter((text) => isRow(talk().says(text).last.entry));
    expect(examples.length).toBeGreaterThan(500);
    expect(taken).toEqual([]);
  }, 120_000);

  it("says no amount of money and no number of days", () => {
    for (const row of everyNth([...brain.directory.rows.values()], 60)) {
      if (brain.knowledge.has(row.code) || brain.directory.ended.has(row.code)) continue;
      for (const asked of ["", " phí bao nhiêu", " mất mấy ngày"]) {
        const said = talk().says(`thủ tục ${row.code}${asked}`).last.reply.text;
        const besideName = said.replace(row.name, "").split("\n").slice(1).join("\n");
        expect(besideName).not.toMatch(/\d[\d.,]*\s*(?:đồng|đ\b|vnđ|ngày|giờ|tuần)/iu);
      }
    }
  }, 60_000);

  it.each([
    "xin chào",
    "cảm ơn nhé",
    "hôm nay trời đẹp quá",
    "alo có ai ở đấy ko",
    "giá vàng hôm nay",
    "bạn ăn cơm chưa",
  ])("has nothing to say to “%s”", (text) => {
    const { last } = talk().says(text);
    expect(isRow(last.entry)).toBe(false);
    expect(last.session.offered?.entries.some(isRow) ?? false).toBe(false);
  });

  it("breaks no turn, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        talk().says(text).says(`${text} 1.007929`).says("phí?");
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("a draft", () => {
  const DRAFT: Draft = {
    kind: "draft",
    id: FERTILISER,
    title: "Cấp Giấy phép nhập khẩu phân bón",
    sector: "Trồng trọt",
    levels: ["province"],
    authority: "Sở Nông nghiệp và Môi trường",
    source: { title: "Cổng Dịch vụ công quốc gia", date: "2026-06-10" },
    importedOn: "2026-11-28",
    confidence: "unverified",
    sections: [
      sectionOf("Tóm tắt", "Cho phép nhập khẩu phân bón chưa được công nhận lưu hành."),
      sectionOf(
        "Các bước",
        "Bước 1: Nộp hồ sơ.\nBước 2: Trong 05 ngày làm việc, cơ quan trả kết quả. Phí 400.000 đồng.",
      ),
      sectionOf("Giấy tờ cần có", "- Đơn đăng ký.\n- Tờ khai kỹ thuật."),
    ],
  };
  const withDraft = () => {
    const directory: Directory = {
      ...brain.directory,
      draft: (code) => (code === FERTILISER ? DRAFT : undefined),
    };
    return new Conversation({ ...brain, directory });
  };
  const MARK = "Bản nháp lấy từ Cổng ngày 10/06/2026, chưa ai đối chiếu";

  it("adds a summary and buttons, marked as a draft", () => {
    const conversation = withDraft()
      .says(`thủ tục ${FERTILISER}`)
      .expectText("chưa được công nhận lưu hành", MARK);
    expect(conversation.last.reply.buttons.map(({ label }) => label)).toContain("Giấy tờ cần có");
    conversation
      .presses("Giấy tờ cần có")
      .expectAnswerFrom(FERTILISER, "required-documents")
      .expectText("Tờ khai kỹ thuật", MARK);
  });

  it("is asked when the documents are asked for a moment later", () => {
    withDraft().says(`mã ${FERTILISER}`).says("cần giấy tờ gì").expectText("Đơn đăng ký", MARK);
  });

  it("says no fee and no time, even where its text holds one", () => {
    const conversation = withDraft()
      .says(`thủ tục ${FERTILISER} các bước thế nào`)
      .expectText("Bước 1", MARK);
    expect(conversation.last.reply.text).not.toMatch(/05 ngày|400\.000/u);
    const fee = withDraft().says(`thủ tục ${FERTILISER} phí bao nhiêu`).expectText("không dám đoán").last
      .reply.text;
    expect(fee).not.toContain("400.000");
  });
});
