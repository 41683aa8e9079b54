import { describe, expect, it } from "vitest";
import { foldDiacritics, normalize } from "../../src/language/index.ts";
import { Spelling } from "../../src/search/spelling.ts";
import { bestOf, buildIndex, CORPUS, find } from "./a-corpus.ts";

const index = buildIndex();
const spelling = new Spelling(index.statistics);
const correct = (text: string) =>
  spelling
    .correct(normalize(text))
    .map((word) => word.folded)
    .join(" ");

describe("words run together", () => {
  it.each([
    ["khaisinh", "khai sinh"],
    ["dangkykhaisinh", "dang ky khai sinh"],
    ["đăngkýkếthôn", "dang ky ket hon"],
    ["dangky kethon", "dang ky ket hon"],
    ["cancuoc o dau", "can cuoc o dau"],
    ["tamtru", "tam tru"],
  ])("“%s” are read as “%s”", (typed, meant) => {
    expect(correct(typed)).toBe(meant);
  });
});

describe("one slip", () => {
  it.each([
    ["khai sihn", "khai sinh"],
    ["ket hnn", "ket hon"],
    ["kett hon", "ket hon"],
    ["dan ky tam truu", "dan ky tam tru"],
    ["thuong truu", "thuong tru"],
    ["can cuocc", "can cuoc"],
  ])("in “%s” is read as “%s”", (typed, meant) => {
    expect(correct(typed)).toBe(meant);
  });

  it.each(["1.001193", "khai sinh", "o", "qq", "xyzxyzxyz", "1022"])("is not looked for in “%s”", (typed) => {
    expect(correct(typed)).toBe(typed);
  });

  it("leads to the entry all the same", () => {
    expect(bestOf(find(index, "dangky ket hnn"))).toBe("1.000894");
    expect(bestOf(find(index, "làm khaisinh cho con"))).toBe("1.001193");
  });
});

describe("a question without marks", () => {
  it.each(CORPUS.flatMap(({ id, questions }) => questions.map((question) => [question, id])))(
    "“%s” finds the same entry as with them",
    (question, id) => {
      expect(bestOf(find(index, question))).toBe(id);
      expect(bestOf(find(index, foldDiacritics(question)))).toBe(id);
    },
  );
});

describe("a word with wrong marks", () => {
  it.each(["đãng kỹ kêt hôn", "đang ky kệt hớn", "căn cuơc công dan", "tam trù nhà trò"])(
    "in “%s” is read no worse than a bare one",
    (question) => {
      const wrong = find(index, question);
      const bare = find(index, foldDiacritics(question));
      expect(bestOf(wrong)).toBe(bestOf(bare));
      expect(wrong.known).toBeGreaterThanOrEqual(bare.known - 1e-9);
    },
  );
});
