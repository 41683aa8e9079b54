import { describe, expect, it } from "vitest";
import { parseIntent } from "../../src/content/index.ts";
import { bytesOf, intentText, isVietnamese } from "./content-folder.ts";

const FILE = "intents/chao-hoi.yaml";
const GOOD = intentText("chao-hoi");
const parse = (text: string) => parseIntent(FILE, bytesOf(text));

describe("an intent in order", () => {
  it("is read with its utterances", () => {
    const { intent, problems } = parse(intentText("chao-hoi", "replies:", '  - "Xin chào."'));
    expect(problems).toEqual([]);
    expect(intent).toMatchObject({ id: "chao-hoi", group: "small-talk", replies: ["Xin chào."] });
    expect(intent?.utterances).toHaveLength(10);
  });

  it("of the group facet has a facet", () => {
    const text = GOOD.replace("group: small-talk", "group: facet\nfacet: fees");
    expect(parse(text).intent).toMatchObject({ group: "facet", facet: "fees" });
  });
});

describe("an intent file", () => {
  it.each([
    ["with another id", GOOD.replace("chao-hoi", "chao"), "id", 1, /trùng tên tệp/u, "chao"],
    ["of an unknown group", GOOD.replace("small-talk", "tan-gau"), "group", 2, /một trong: ask/u, "tan-gau"],
    [
      "with nine utterances",
      GOOD.replace('  - "chào lần 10"\n', ""),
      "utterances",
      5,
      /ít nhất 10/u,
      undefined,
    ],
    [
      "with utterances in a line",
      `${GOOD.split("utterances")[0]}utterances: chào\n`,
      "utterances",
      4,
      /danh sách/u,
      "chào",
    ],
    ["without a description", GOOD.replace('description: "Chào."\n', ""), "description", 1, /thiếu/u, ""],
    ["of the group facet without its facet", GOOD.replace("small-talk", "facet"), "facet", 1, /thiếu/u, ""],
    ["of another group with a facet", `${GOOD}facet: fees\n`, "facet", 15, /nhóm khác/u, "fees"],
    ["with an unknown facet", GOOD.replace("small-talk", "facet\nfacet: phi"), "facet", 3, /fees/u, "phi"],
    ["with an unknown field", `${GOOD}tags: a\n`, "tags", 15, /không có trường/u, "tags"],
    ["with replies in a line", `${GOOD}replies: Chào\n`, "replies", 15, /danh sách/u, "Chào"],
    ["that is a sentence", "xin chào", "", 1, /các dòng con/u, "xin chào"],
    ["that is empty", "", "", 1, /các dòng con/u, "null"],
    ["with an open list", "id: [a", "", 1, /thụt dòng|ngoặc/u, undefined],
  ])("%s is refused with line, text and advice", (_, text, field, line, advice, found) => {
    const { intent, problems } = parse(text);
    expect(intent).toBeUndefined();
    const problem = problems.find(({ message }) => advice.test(message));
    expect(problem, JSON.stringify(problems)).toMatchObject({ severity: "error", file: FILE, field, line });
    if (found !== undefined) expect(problem?.found).toBe(found);
    for (const { message } of problems) expect(message).toSatisfy(isVietnamese);
  });
});
