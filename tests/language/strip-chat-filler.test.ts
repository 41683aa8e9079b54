import { describe, expect, it } from "vitest";
import { foldDiacritics, normalize, stripChatFiller } from "../../src/language/index.ts";

const strip = (text: string) =>
  stripChatFiller(normalize(text))
    .map((word) => word.text)
    .join(" ");

const QUESTIONS = [
  ["cho em hỏi làm khai sinh với ạ", "làm khai sinh"],
  ["Dạ em chào anh chị ạ, cho em hỏi đăng ký tạm trú", "đăng ký tạm trú"],
  ["ad ơi cho mình hỏi chút lệ phí kết hôn", "lệ phí kết hôn"],
  ["xin hỏi đổi bằng lái xe ở đâu", "đổi bằng lái xe ở đâu"],
  ["alo bot ơi mở quán ăn", "mở quán ăn"],
  ["anh chị ơi tư vấn giúp em xây nhà", "em xây nhà"],
  ["mọi người ơi ai biết chỗ công chứng", "chỗ công chứng"],
  ["làm ơn cho em biết thủ tục ly hôn", "em biết thủ tục ly hôn"],
  ["bác cho cháu hỏi trợ cấp người già với", "bác trợ cấp người già"],
  ["hướng dẫn em nộp hồ sơ", "nộp hồ sơ"],
  ["chỉ em cách làm căn cước nhé", "cách làm căn cước"],
  ["em muốn biết thời hạn cấp sổ đỏ ạ", "thời hạn cấp sổ đỏ"],
  ["giúp mình với, mất giấy khai sinh", "mất giấy khai sinh"],
] as const;

describe("chat filler", () => {
  it.each(QUESTIONS)("around “%s” leaves “%s”", (typed, question) => {
    expect(strip(typed)).toBe(question);
  });

  it.each([
    "khuyết tật nhẹ có được trợ cấp",
    "chị em ruột cho nhau đất",
    "bệnh viện nhi ở đâu",
    "cảm ơn",
    "khai sinh",
    "con đi học",
    "giay phep xay nha",
    "lam lai the",
    "ho tro vay",
  ])("is not seen in “%s”", (typed) => {
    expect(strip(typed)).toBe(typed);
  });

  it.each(QUESTIONS)("is seen as well without marks: “%s”", (typed, question) => {
    const bare = strip(foldDiacritics(typed));
    // "da" and, in the middle, "a" may be đã, da, à: they are kept where the marks do not tell.
    expect(bare.replaceAll(/\b(da|a) /gu, "")).toBe(foldDiacritics(question));
  });

  it.each([
    ["dang ky o dau vay", "dang ky o dau"],
    ["ho so nop o dau the a", "ho so nop o dau"],
    ["le phi bao nhieu nha", "le phi bao nhieu"],
    ["nop online duoc khong nhi", "nop online duoc khong"],
  ])("at the end of a question is taken off “%s”", (typed, question) => {
    expect(strip(typed)).toBe(question);
  });

  it.each(["alo", "dạ", "cho em hỏi", "cho em hỏi với ạ", "ad ơi"])(
    "is kept when it is all there is: “%s”",
    (typed) => {
      expect(strip(typed)).toBe(typed);
    },
  );
});
