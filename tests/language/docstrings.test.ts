import { describe, expect, it } from "vitest";
import { findLie, readDocstrings } from "../docstring-examples.ts";

const { examples, withoutExample, exports } = await readDocstrings("src/language");

describe("docstrings of the language room", () => {
  it("hold examples of at least a dozen functions", () => {
    expect(new Set(examples.map(({ file }) => file)).size).toBeGreaterThanOrEqual(12);
  });

  it("show an example of every exported function", () => {
    expect(withoutExample).toEqual([]);
  });

  it.each(examples)("tell the truth at $file:$line: $call", (example) => {
    expect(findLie(example, exports)).toBeUndefined();
  });
});

describe("reading of docstrings", () => {
  const example = { file: "src/language/x.ts", line: 7, call: 'foldDiacritics("đi")' };

  it("names file and line of an example that lies", () => {
    expect(findLie({ ...example, result: '"đi"' }, exports)).toContain("src/language/x.ts:7");
  });

  it("names file and line of an example that is no expression", () => {
    expect(findLie({ ...example, result: "" }, exports)).toContain("src/language/x.ts:7");
  });
});
