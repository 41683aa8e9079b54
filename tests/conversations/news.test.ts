/** What citizens ask about news of procedures, on the project's own content. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Brain, TurnOutcome } from "../../src/core/conversation/index.ts";
import { realBrain } from "../real-brain.ts";
import { Conversation } from "./conversation.ts";

const GENERAL = "thu-tuc-moi-sua-doi-bai-bo";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
});
const conversation = () => new Conversation(brain);
const linesOf = ({ reply }: TurnOutcome) => reply.text.split("\n").filter((line) => /^\d+\. /u.test(line));
const isNews = ({ reply }: TurnOutcome) => /mà tôi ghi nhận|chưa ghi nhận thay đổi/u.test(reply.text);

describe("who asks what is new", () => {
  it.each([
    "có thủ tục nào mới không",
    "co thu tuc nao moi ko ad",
    "có gì mới không",
    "thủ tục nào mới ban hành",
    "năm nay có thủ tục nào mới không ạ",
  ])("hears at most five changes, newest first, each since when and from which source: %s", (text) => {
    const { last } = conversation().says(text).expectAnswerFrom(GENERAL);
    const lines = linesOf(last);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.length).toBeLessThanOrEqual(5);
    for (const line of lines) {
      expect(line).toMatch(/^\d+\. (Từ|Sẽ có hiệu lực từ|Quyết định ngày) \d\d\/\d\d\/\d{4}: /u);
      expect(line).toMatch(/\(Nguồn: .+, ngày \d\d\/\d\d\/\d{4}/u);
    }
    const days = lines.map((line) => {
      const [, day = "", month = "", year = ""] = /(\d\d)\/(\d\d)\/(\d{4})/u.exec(line) ?? [];
      return `${year}-${month}-${day}`;
    });
    expect(days).toEqual([...days].sort().reverse());
    expect(last.reply.text).toMatch(/ghi nhận theo nguồn đến ngày \d\d\/\d\d\/\d{4}/u);
    expect(last.reply.text).toMatch(/dichvucong\.gov\.vn.*1022/u);
  });

  it("hears of a law to come that it will be in force, not that it is", () => {
    const { last } = conversation().says("có thủ tục nào mới không");
    expect(last.reply.text).toMatch(/Sẽ có hiệu lực từ 01\/03\/2027: Luật Hộ tịch mới/u);
    expect(last.reply.text).not.toMatch(/: Từ 01\/03\/2027/u);
  });

  it("pages to the end, each change once", () => {
    const talk = conversation().says("có thủ tục nào mới không");
    const seen = [...linesOf(talk.last)];
    for (let pages = 0; talk.last.reply.buttons.some(({ label }) => label === "Xem thêm"); pages++) {
      expect(pages).toBeLessThan(20);
      seen.push(...linesOf(talk.presses("Xem thêm").last));
    }
    expect(seen).toHaveLength(brain.changes.all.length);
    expect(seen.map((line) => Number.parseInt(line, 10))).toEqual(brain.changes.all.map((_, at) => at + 1));
  });

  it("opens one of them, with what changes, its source and the way to the procedure", () => {
    conversation()
      .says("khai sinh có gì thay đổi")
      .presses("Tin 2")
      .expectAnswerFrom("3.000722")
      .expectText(/3\.000722/u, /2\.000986/u, /Nguồn: Quyết định 3582/u)
      .presses("Liên thông khai sinh, thường trú, BHYT, căn cước")
      .expectAnswerFrom("3.000722");
  });
});

describe("who asks what was repealed", () => {
  it.each(["thủ tục nào bị bãi bỏ", "thu tuc nao bi bai bo", "danh sách thủ tục bị bãi bỏ"])(
    "hears only of what is dead or replaced: %s",
    (text) => {
      const { last } = conversation().says(text).expectAnswerFrom(GENERAL);
      expect(last.reply.text).toMatch(/trường đạt chuẩn quốc gia/u);
      expect(last.reply.text).not.toMatch(/Luật Hộ tịch mới|0 đồng/u);
    },
  );

  it.each([
    ["mã 2.002481 còn dùng không", "2.002854", /2\.002854/u],
    ["2.000986 thay bằng mã nào", "3.000722", /3\.000722/u],
    ["mã 2.002622 đổi thành gì", "2.002913", /2\.002913/u],
  ])("hears what came of a dead code: %s", (text, entry, said) => {
    conversation().says(text).expectAnswerFrom(entry).expectText(said);
  });
});

describe("who names a time", () => {
  it.each([
    ["tháng 9 có gì mới", /tháng 9\/2026/u, /^\d\. (Từ|Quyết định ngày) \d\d\/09\/2026/u],
    ["tháng chín năm 2026 có gì mới không", /tháng 9\/2026/u, /^\d\. (Từ|Quyết định ngày) \d\d\/09\/2026/u],
    ["tháng 3 tới có gì mới", /tháng 3\/2027/u, /^\d\. Sẽ có hiệu lực từ 01\/03\/2027/u],
    ["sang năm có gì thay đổi", /năm 2027/u, /^\d\. Sẽ có hiệu lực từ \d\d\/\d\d\/2027/u],
  ])("hears of that time only: %s", (text, label, line) => {
    const { last } = conversation().says(text).expectAnswerFrom(GENERAL).expectText(label);
    // What was decided in that month may be in force later.
    const lines = linesOf(last);
    expect(lines.some((one) => line.test(one))).toBe(true);
  });

  it("hears honestly that nothing is recorded, up to when, and where to look", () => {
    conversation()
      .says("tháng 10 có gì mới")
      .expectAnswerFrom(GENERAL)
      .expectText(/chưa ghi nhận thay đổi nào.*tháng 10\/2026/u, /đến ngày \d\d\/\d\d\/2026/u, /1022/u);
  });
});

describe("who asks about one matter", () => {
  it.each([
    ["khai sinh có gì thay đổi", "1.001193", /Nghị định 301\/2026/u],
    ["chuyển trường có gì thay đổi so với năm ngoái", "2.002854", /2\.002481/u],
    ["khai tử có gì mới", "1.000656", /2\.002913/u],
  ])("hears what changed of it, and the turn is that entry's: %s", (text, entry, said) => {
    conversation().says(text).expectAnswerFrom(entry).expectText(said);
  });

  it.each([
    ["đất đai dạo này có gì mới", /“Đất đai”/u, /1\.115620/u],
    ["căn cước có gì thay đổi không", /“Căn cước và định danh”/u, /320\/2026/u],
    ["can cuoc co gi thay doi ko", /“Căn cước và định danh”/u, /320\/2026/u],
  ])("may name a sector: %s", (text, about, said) => {
    conversation().says(text).expectAnswerFrom(GENERAL).expectText(about, said);
  });

  it("may lean on what was talked about, and ask since when", () => {
    conversation()
      .says("đăng ký hộ kinh doanh")
      .expectAnswerFrom("1.001612")
      .says("có gì thay đổi không")
      .expectAnswerFrom("1.001612")
      .expectText(/0 đồng/u)
      .says("từ khi nào vậy")
      .expectText(/từ 08\/08\/2026/u);
  });

  it("hears honestly that nothing is recorded about it", () => {
    conversation()
      .says("hộ chiếu có gì mới")
      .expectAnswerFrom("1.001456")
      .expectText(/chưa ghi nhận thay đổi nào về “hộ chiếu”/u);
  });

  it("hears beside an answer in one line that something has changed, and may press for more", () => {
    const talk = conversation().says("đăng ký hộ kinh doanh").expectAnswerFrom("1.001612");
    const notes = talk.last.reply.text.split("\n").filter((line) => line.startsWith("Mới: "));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/\(từ 08\/08\/2026\)/u);
    talk
      .presses("Có gì thay đổi")
      .expectAnswerFrom("1.001612")
      .expectText(/12\/2026\/NQ-HĐND/u);
  });

  it("is not told of news where only a side was asked for", () => {
    const { last } = conversation().says("lệ phí đăng ký hộ kinh doanh").expectAnswerFrom("1.001612", "fees");
    expect(last.reply.text).not.toMatch(/^Mới: /mu);
  });
});

describe("an ordinary question with such words", () => {
  it.each([
    "thay đổi nơi thường trú",
    "thay đổi họ tên cho con",
    "tôi muốn thay đổi gì trong giấy khai sinh thì làm ở đâu",
    "cấp mới căn cước",
    "bãi bỏ quyết định",
    "đổi mới",
    "thủ tục mới sinh con cần gì",
    "cần có gì mới được cấp sổ đỏ",
    "cần thủ tục gì mới nhập học được",
    "nếu có gì thay đổi thì báo ai",
    "đăng ký xe mới cần gì",
    "mẫu đơn xin tách thửa mới nhất",
    "đổi thẻ thì số căn cước có thay đổi không",
    "làm sao biết thủ tục nào vừa bị bãi bỏ",
    "thời tiết hôm nay có gì mới",
    "tin tức hôm nay có gì mới",
  ])("is no question for news: %s", (text) => {
    expect(isNews(conversation().says(text).last), conversation().says(text).last.reply.text).toBe(false);
  });
});
