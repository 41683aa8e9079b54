/** Sentences made from officers' phrases. */
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/search/index.ts";
import { composeUtterances } from "../../src/understanding/index.ts";

const PHRASES = {
  patterns: ["{trước} {ai} {chuyện}{sau}", "{ai} {chuyện}"],
  before: ["hôm qua"],
  who: ["cán bộ", "chị ở quầy"],
  acts: { money: ["đòi quà"], attitude: ["quát tôi", "ném hồ sơ"] },
  after: [", bực quá"],
};

describe("composed utterances", () => {
  const composed = composeUtterances(PHRASES, 20, seededRandom(1));

  it("hold each act as often as asked, under its category", () => {
    expect(composed.filter(({ category }) => category === "money")).toHaveLength(20);
    expect(composed.filter(({ category }) => category === "attitude")).toHaveLength(40);
    for (const { category, text } of composed.filter((one) => one.category === "money"))
      expect(text, category).toContain("đòi quà");
  });

  it("leave no place open and no space at either end", () => {
    for (const { text } of composed) expect(text).toMatch(/^[^{}\s]([^{}]*[^{}\s])?$/u);
  });

  it("are the same for the same chance", () => {
    expect(composeUtterances(PHRASES, 20, seededRandom(1))).toEqual(composed);
    expect(composeUtterances(PHRASES, 20, seededRandom(2))).not.toEqual(composed);
  });
});
