import { serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { normalize, searchTerms } from "../../src/language/index.ts";
import { teachTopicModel, trainTopicModel } from "../../src/search/index.ts";
import { DEFAULT_TRAINING, predictTopics } from "../../src/search/topic-model.ts";
import { CORPUS, EXAMPLES } from "./a-corpus.ts";

const train = (seed: number) => trainTopicModel(EXAMPLES, { ...DEFAULT_TRAINING, seed });
const termsOf = (text: string) => searchTerms(normalize(text));

describe("a topic model", () => {
  it("is the same byte for byte when trained with the same seed", () => {
    expect(serialize(train(7)).equals(serialize(train(7)))).toBe(true);
    expect(serialize(trainTopicModel(EXAMPLES)).equals(serialize(train(DEFAULT_TRAINING.seed)))).toBe(true);
  });

  it("is another one with another seed", () => {
    expect(serialize(train(7)).equals(serialize(train(8)))).toBe(false);
  });

  it("is the same byte for byte when taught the same examples more", () => {
    const more = EXAMPLES.slice(0, 5);
    const taught = () => serialize(teachTopicModel(train(7), more));
    expect(taught().equals(taught())).toBe(true);
  });

  it("is left as it was when another is taught from it", () => {
    const model = train(7);
    const before = serialize(model);
    teachTopicModel(model, [{ label: "moi", variants: [["hộ", "chiếu"]], weight: 1 }]);
    expect(serialize(model).equals(before)).toBe(true);
  });

  it("believes most in the entry whose questions it was taught, and its beliefs sum to one", () => {
    const model = train(7);
    for (const entry of CORPUS) {
      const beliefs = predictTopics(model, termsOf(entry.questions[0] ?? "")) ?? new Float32Array();
      const best = beliefs.indexOf(Math.max(...beliefs));
      expect(model.labels[best]).toBe(entry.id);
      expect(beliefs.reduce((sum, belief) => sum + belief, 0)).toBeCloseTo(1, 4);
    }
  });

  it("has no belief about words that it does not know", () => {
    expect(predictTopics(train(7), termsOf("xyzw qqq"))).toBeUndefined();
    expect(predictTopics(train(7), [])).toBeUndefined();
  });
});
