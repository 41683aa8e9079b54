import { describe, expect, it } from "vitest";
import { findLie, readDocstrings } from "../../docstring-examples.ts";

const knowledge = await readDocstrings("src/core/knowledge");
const content = await readDocstrings("src/content");
const examples = [...knowledge.examples, ...content.examples];
const exports = { ...knowledge.exports, ...content.exports };

describe("docstrings of the knowledge and content rooms", () => {
  it("hold examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
  });

  it.each(examples)("tell the truth at $file:$line: $call", (example) => {
    expect(findLie(example, exports)).toBeUndefined();
  });
});
