import { serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { normalize, searchTerms } from "../../src/language/index.ts";
import { predictWordings, teachWordingModel, trainWordingModel } from "../../src/search/index.ts";
import { CORPUS, EXAMPLES } from "./a-corpus.ts";

const model = trainWordingModel(EXAMPLES);
const believe = (text: string, of = model) => predictWordings(of, searchTerms(normalize(text)));
const best = (beliefs: ReadonlyMap<string, number> = new Map()) =>
  [...beliefs].sort((a, b) => b[1] - a[1])[0]?.[0];

describe("a wording model", () => {
  it("believes most in the entry whose questions it was taught, and its beliefs sum to one", () => {
    for (const { id, questions } of CORPUS) {
      const beliefs = believe(questions[0] ?? "") ?? new Map<string, number>();
      expect(best(beliefs)).toBe(id);
      expect([...beliefs.values()].reduce((sum, belief) => sum + belief, 0)).toBeCloseTo(1, 6);
    }
  });

  it("has no belief about words that it does not know", () => {
    expect(believe("xyzw qqq")).toBeUndefined();
    expect(predictWordings(model, [])).toBeUndefined();
  });

  it("knows a new label once it was taught its examples, and is itself left as it was", () => {
    const before = serialize(model);
    const variants: [string[]] = [searchTerms(normalize("làm hộ chiếu đi du lịch"))];
    const taught = teachWordingModel(model, [{ label: "ho-chieu", variants, weight: 1 }]);
    expect(best(believe("hộ chiếu du lịch", taught))).toBe("ho-chieu");
    for (const { id, questions } of CORPUS) expect(best(believe(questions[0] ?? "", taught))).toBe(id);
    expect(serialize(model).equals(before)).toBe(true);
  });

  it("counts the same when taught in two parts as in one", () => {
    const [some, others] = [EXAMPLES.slice(0, 8), EXAMPLES.slice(8)];
    const parts = teachWordingModel(teachWordingModel(trainWordingModel([]), some), others);
    const whole = teachWordingModel(trainWordingModel([]), EXAMPLES);
    const question = CORPUS[0]?.questions[0] ?? "";
    for (const [label, belief] of believe(question, whole) ?? [])
      expect(believe(question, parts)?.get(label)).toBeCloseTo(belief, 9);
  });
});
