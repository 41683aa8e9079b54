import { describe, expect, it } from "vitest";
import { findLie, readDocstrings } from "../../docstring-examples.ts";

const { examples, exports } = await readDocstrings("src/core/feedback");

describe("docstrings of the room of feedback", () => {
  it("hold examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
  });

  it.each(examples)("tell the truth at $file:$line: $call", (example) => {
    expect(findLie(example, exports)).toBeUndefined();
  });
});
