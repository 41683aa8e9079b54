import { describe, expect, it } from "vitest";
import { findLie, readDocstrings } from "../../docstring-examples.ts";

const { examples, exports } = await readDocstrings("src/officers/knowledge");

describe("docstrings of the officers' tools for knowledge", () => {
  it("hold examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(12);
  });

  it.each(examples)("tell the truth at $file:$line: $call", (example) => {
    expect(findLie(example, exports)).toBeUndefined();
  });
});
