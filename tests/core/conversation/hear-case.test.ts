import { describe, expect, it } from "vitest";
import { hearCases, readCaseAnswer } from "../../../src/core/conversation/hear-case.ts";
import { createFacetRecogniser } from "../../../src/core/conversation/index.ts";
import type { CaseQuestion } from "../../../src/core/knowledge/index.ts";
import { normalize, stripChatFiller } from "../../../src/language/index.ts";

const FACETS = createFacetRecogniser([
  {
    id: "hoi-noi-giai-quyet",
    group: "facet",
    facet: "authority",
    description: "Nơi nộp.",
    cues: ["ở đâu"],
    utterances: [],
  },
]);

const MARRIED: CaseQuestion = {
  id: "cuoi",
  ask: "Cha mẹ đã đăng ký kết hôn chưa ạ?",
  options: [
    { label: "Đã đăng ký kết hôn", words: ["có giấy kết hôn"], outcome: "x" },
    { label: "Chưa đăng ký kết hôn", words: ["chưa cưới", "mẹ đơn thân"], outcome: "y" },
  ],
};
const HOME: CaseQuestion = {
  id: "nha",
  ask: "Nhà nào ạ?",
  options: [
    { label: "Nhà của tôi", words: ["mua nhà"], outcome: "x" },
    { label: "Nhà thuê, mượn, ở nhờ", words: ["nhà thuê", "ở nhờ"], outcome: "y" },
    { label: "Về ở với người thân", words: ["nhà chồng"], outcome: "z" },
  ],
};

const wordsOf = (text: string) => stripChatFiller(normalize(text));
const read = (question: CaseQuestion, text: string) => readCaseAnswer(question, text, wordsOf(text), FACETS);

describe("an open question", () => {
  it.each([
    ["1", 1],
    ["2", 2],
    ["số 2 ạ", 2],
    ["cái thứ hai", 2],
    ["cái cuối", 2],
    ["Chưa đăng ký kết hôn", 2],
    ["2. Chưa đăng ký kết hôn", 2],
    ["da dang ky ket hon", 1],
    ["chưa", 2],
    ["dạ chưa ạ", 2],
    ["chưa có", 2],
    ["rồi", 1],
    ["dạ rồi ạ", 1],
    ["có rồi", 1],
    ["có", 1],
    ["bọn em chưa cưới", 2],
    ["em la me don than", 2],
    ["hai vợ chồng có giấy kết hôn đàng hoàng", 1],
  ])("takes “%s” for option %i", (text, answer) => {
    expect(read(MARRIED, text)).toBe(answer);
  });

  it.each([
    ["không biết"],
    ["chưa rõ lắm"],
    ["3"],
    ["chưa cưới thì nộp ở đâu"],
    ["chưa cưới có sao không?"],
    ["tôi ở số 2 đường Lạch Tray thì ra phường"],
    ["lệ phí đăng ký kết hôn bao nhiêu"],
    ["vừa có giấy kết hôn, vừa chưa cưới"],
    ["đổi bằng lái xe"],
    [""],
    ["👍"],
  ])("does not take “%s” for an answer", (text) => {
    expect(read(MARRIED, text)).toBeUndefined();
  });

  it("does not hear what is denied", () => {
    expect(read(MARRIED, "bọn em không có giấy kết hôn")).not.toBe(1);
    expect(read(HOME, "không phải nhà thuê")).toBeUndefined();
  });

  it("takes yes and no only where one of two options denies", () => {
    expect(read(HOME, "có")).toBeUndefined();
    expect(read(HOME, "không")).toBeUndefined();
    expect(read(HOME, "nhà chồng em")).toBe(3);
  });

  it("takes a part of one label, but of no two", () => {
    expect(read(HOME, "người thân ạ")).toBe(3);
    expect(read(HOME, "thuê")).toBe(2);
    expect(read(HOME, "nhà")).toBeUndefined();
    expect(read(HOME, "ở")).toBeUndefined();
    expect(read(HOME, "em")).toBeUndefined();
  });

  it("goes by the longer words where shorter ones stand within them", () => {
    const paper: CaseQuestion = {
      id: "giay",
      ask: "Có giấy chưa ạ?",
      options: [
        { label: "Đã có", words: ["giấy báo tử"], outcome: "x" },
        { label: "Bản sao", words: ["bản sao giấy báo tử"], outcome: "y" },
      ],
    };
    expect(read(paper, "tôi có bản sao giấy báo tử thôi")).toBe(2);
  });
});

describe("what a message told before the question", () => {
  const cases = { questions: [MARRIED, HOME], outcomes: [] };

  it("is heard by the officers' words, with the words that were heard", () => {
    const heard = hearCases(cases, wordsOf("Bọn em chưa cưới, ở nhà thuê, làm khai sinh cần gì ạ"));
    expect(heard).toEqual({
      cuoi: { answer: 2, phrase: "chưa cưới" },
      nha: { answer: 2, phrase: "nhà thuê" },
    });
  });

  it("is not heard from a label alone, which may be about anything", () => {
    expect(hearCases(cases, wordsOf("nhà của tôi bị hàng xóm lấn"))).toEqual({});
  });

  it("stays open where two things are said at once", () => {
    expect(hearCases(cases, wordsOf("mua nhà nhưng giờ đang ở nhờ"))).toEqual({});
  });
});
