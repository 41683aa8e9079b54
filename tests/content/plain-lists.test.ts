import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { z } from "zod";
import { cutPlainLists } from "../../src/content/plain-lists.ts";
import { readYaml } from "../../src/content/read-yaml.ts";

const PROJECT = new URL("../../", import.meta.url).pathname;

/** What the parser makes of the whole text; undefined where it refuses. */
function parsedWhole(yaml: string): unknown {
  try {
    const document = parseDocument(yaml, { schema: "core", prettyErrors: false });
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

const heads = ["knowledge", "intents"].flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") || name.endsWith(".yaml"))
    .map((name) => {
      const text = readFileSync(join(PROJECT, folder, name), "utf8").normalize("NFC");
      return { name, yaml: name.endsWith(".md") ? (text.split(/^---$/mu)[1] ?? "").trim() : text };
    }),
);

describe("the quick reading of lists", () => {
  it("takes the example questions of the project's own files", () => {
    const taken = heads.filter(({ yaml }) => cutPlainLists(yaml)?.lists.questions);
    expect(taken.length).toBeGreaterThan(150);
  });

  it("reads the project's files as the parser does", () => {
    const different = heads.filter(({ name, yaml }) => {
      const { value } = readYaml(name, yaml, 1, z.unknown());
      return JSON.stringify(sorted(value)) !== JSON.stringify(sorted(parsedWhole(yaml)));
    });
    expect(different.map(({ name }) => name)).toEqual([]);
  });

  // Lines of which some make plain lists and some only look so.
  const line = fc.constantFrom(
    "a:",
    "b:",
    "c: 1",
    'd: "x"',
    "e: |",
    'f: "bắt đầu',
    "g: >",
    "h: {k: 1}",
    "i: [",
    '  - "một"',
    '  - "hai: ba # bốn"',
    '  - "năm\\n"',
    '  - "sáu" # chú thích',
    '  - "bảy": 1',
    "  - tám",
    '    - "chín"',
    '- "mười"',
    "    tiếp",
    '  tiếp"',
    "# chú thích",
    "]",
    "",
    "...",
    "---",
    "\t",
  );

  it("never reads a text otherwise than the parser does", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const yaml = lines.join("\n");
        const { value } = readYaml("a.yaml", yaml, 1, z.looseObject({}));
        const whole = parsedWhole(yaml);
        const isMap = typeof whole === "object" && whole !== null && !Array.isArray(whole);
        expect(sorted(value)).toEqual(isMap ? sorted(whole) : undefined);
      }),
      { numRuns: 5_000 },
    );
  });

  it("names the line of a mistake as before, though lists stand above it", () => {
    const yaml = 'a:\n  - "một"\n  - "hai"\nb: "không phải số"\n';
    const { problems } = readYaml("a.yaml", yaml, 10, z.object({ a: z.array(z.string()), b: z.number() }));
    expect(problems.map(({ line, field }) => ({ line, field }))).toEqual([{ line: 13, field: "b" }]);
  });

  it("names the line of an item of a list that it took", () => {
    const yaml = 'a:\n  - "một"\n  - "hai"\nb: 1\n';
    const { lineAt } = readYaml("a.yaml", yaml, 1, z.object({ a: z.array(z.string()), b: z.number() }));
    expect([lineAt(["a", 1]), lineAt(["b"])]).toEqual([3, 4]);
  });
});

/** Fields in one order: the quick way puts lists last, and nobody relies on the order. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
