import { describe, expect, it } from "vitest";
import { chooseSection, sectionOf } from "../../../src/core/knowledge/index.ts";
import { foldDiacritics, normalize } from "../../../src/language/index.ts";
import { aTopic } from "./an-entry.ts";

const HOTLINE = aTopic({
  title: "Tổng đài 1022",
  sections: [
    sectionOf("Tóm tắt", "1022 là đầu số của thành phố. Gọi khi đèn đường hỏng, mất nước, ồn ào."),
    sectionOf("Đèn đường, rác, cây đổ", "Nói rõ ở đâu, từ bao giờ. Cây sắp đổ: gọi 114."),
    sectionOf("Tiếng ồn", "Báo công an xã nơi hát karaoke, loa kéo."),
    sectionOf("Mất nước, ngập nước", "Gọi công ty cấp nước ghi trên hóa đơn."),
    sectionOf("Giờ trực", "Chưa được đối chiếu."),
  ],
});
const choose = (question: string) => chooseSection(HOTLINE, normalize(question));

describe("the section for a question", () => {
  it.each([
    ["rác đầy đường gọi ai", "Đèn đường, rác, cây đổ"],
    ["nhà bên hát karaoke ồn quá", "Tiếng ồn"],
    ["mất nước từ hôm qua", "Mất nước, ngập nước"],
    ["giờ trực đêm thế nào", "Giờ trực"],
    ["hóa đơn nước", "Mất nước, ngập nước"],
  ])("“%s” is “%s”, with marks and without", (question, heading) => {
    expect(choose(question)?.section.heading).toBe(heading);
    expect(choose(foldDiacritics(question))?.section.heading).toBe(heading);
  });

  it("is not chosen by the words that only name the entry", () => {
    expect(choose("tổng đài 1022")).toBeUndefined();
    expect(choose("")).toBeUndefined();
  });

  it("is none when the entry knows none of the words", () => {
    expect(choose("biển xe máy")).toBeUndefined();
  });

  it("holds a share of the question from 0 to 1, and all of it when it has every known word", () => {
    expect(choose("giờ trực")?.share).toBe(1);
    const partly = choose("giờ trực karaoke")?.share ?? 0;
    expect(partly).toBeGreaterThan(0);
    expect(partly).toBeLessThan(1);
  });
});
