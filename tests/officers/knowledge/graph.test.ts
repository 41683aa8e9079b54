/** Pictures of the guided questions, laid out by the real Graphviz. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../../src/config.ts";
import type { Cases, Knowledge } from "../../../src/core/knowledge/index.ts";
import { drawKnowledge } from "../../../src/knowledge-graph.ts";
import { type CasedEntry, drawCases, wrap } from "../../../src/officers/knowledge/draw-cases.ts";
import { chooseEntries, drawGraphs, type LayOut } from "../../../src/officers/knowledge/graph.ts";
import { createLayOut } from "../../../src/officers/knowledge/lay-out.ts";
import { aProcedure } from "../../core/knowledge/an-entry.ts";

const CASES: Cases = {
  questions: [
    {
      id: "cuoi",
      ask: "Cha mẹ đã đăng ký kết hôn chưa ạ?",
      options: [
        { label: "Đã đăng ký", outcome: "du" },
        { label: "Chưa đăng ký", outcome: "gop" },
      ],
    },
  ],
  outcomes: [
    {
      id: "du",
      title: "Khai sinh đúng hạn",
      text: "Nộp ở xã.",
      papers: ["Giấy chứng sinh.", "Tờ khai."],
      fees: [
        { kind: "charge", amountVnd: 8000 },
        { kind: "charge", amountVnd: 0 },
        { kind: "charge", amountVnd: 8000 },
        { kind: "charge", amountVnd: null },
      ],
    },
    { id: "gop", title: "Làm gộp", text: "Làm gộp với nhận con.", entry: "1.000689" },
  ],
};
const entryWith = (cases: Cases): CasedEntry => ({ ...aProcedure(), cases });

let layOut: LayOut;
beforeAll(async () => {
  layOut = await createLayOut();
});

/** The words of all texts in a picture, in one line. */
const wordsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)]
    .map(([, text = ""]) => text)
    .join(" ")
    .replaceAll("&#160;", " ")
    .replaceAll("\u00A0", " ");

/** Every element that begins ends, in the right order. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const bare = xml.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/gu, "");
  for (const [, slash, name, empty] of bare.matchAll(/<(\/?)([a-zA-Z][\w:]*)(?:\s[^<>]*?)?(\/?)>/gu)) {
    if (empty) continue;
    if (!slash) open.push(name ?? "");
    else if (open.pop() !== name) return false;
  }
  const between = bare.replace(/<\/?[a-zA-Z][^<>]*>/gu, "");
  return open.length === 0 && !/[<>]|&(?!(?:[a-z]+|#\d+|#x[\da-f]+);)/iu.test(between);
}

describe("a picture", () => {
  it("shows questions, options and what comes out, with papers and fees", () => {
    const svg = layOut(drawCases(entryWith(CASES)));
    expect(svg).toSatisfy(isWellFormed);
    const words = wordsOf(svg);
    for (const part of [
      "1.001193 – Đăng ký khai sinh",
      "Cha mẹ đã đăng ký kết hôn chưa ạ?",
      "Đã đăng ký",
      "Chưa đăng ký",
      "Khai sinh đúng hạn",
      "2 giấy tờ",
      "0 đồng, 8.000 đồng, có mức chưa rõ",
      "Làm gộp",
      "→ thủ tục 1.000689",
    ])
      expect(words.replace(/\s+/gu, " ")).toContain(part);
  });

  it("is the same for the same entry", () => {
    expect(layOut(drawCases(entryWith(CASES)))).toBe(layOut(drawCases(entryWith(CASES))));
  });

  it("stands whatever officers write", () => {
    const text = fc.string({
      minLength: 1,
      maxLength: 30,
      unit: fc.constantFrom(..."aă \"'<>&\\{}|[];#%/\u00A0é"),
    });
    fc.assert(
      fc.property(text, text, text, (ask, label, title) => {
        const [question] = CASES.questions;
        const [outcome, other] = CASES.outcomes;
        if (!question || !outcome || !other) throw new Error("no cases");
        const options = [
          { label, outcome: "du" },
          { label: "Khác", outcome: "gop" },
        ];
        const svg = layOut(
          drawCases(
            entryWith({
              questions: [{ ...question, ask, options }],
              outcomes: [{ ...outcome, title }, other],
            }),
          ),
        );
        expect(svg).toSatisfy(isWellFormed);
        expect(svg.match(/class="node"/gu)).toHaveLength(3);
        expect(svg.match(/class="edge"/gu)).toHaveLength(2);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a text in a box", () => {
  it.each([
    ["Khai sinh kết hợp nhận cha, mẹ, con", 30, "Khai sinh kết hợp\nnhận cha, mẹ, con"],
    ["ngắn", 30, "ngắn"],
    ["mộtchữrấtdàikhôngcắtđược", 5, "mộtchữrấtdàikhôngcắtđược"],
  ])("“%s” is broken into lines of about the same length", (text, width, lines) => {
    expect(wrap(text, width)).toBe(lines);
  });
});

describe("what can be drawn", () => {
  const cased = entryWith(CASES);
  const plain = aProcedure({ id: "1.000894", title: "Đăng ký kết hôn" });
  const knowledge: Knowledge = new Map([
    [cased.id, cased],
    [plain.id, plain],
  ]);

  it("is every entry with cases where none is named", () => {
    expect(chooseEntries(knowledge, []).map(({ id }) => id)).toEqual(["1.001193"]);
  });

  it("is what is named, each once", () => {
    expect(chooseEntries(knowledge, ["1.001193", "1.001193"])).toHaveLength(1);
  });

  it("is refused in a sentence where there is nothing to draw", () => {
    expect(() => chooseEntries(knowledge, ["1.000894"])).toThrow(/Đăng ký kết hôn.*không có gì để vẽ/u);
    expect(() => chooseEntries(knowledge, ["9"])).toThrow(/Không có mục nào mang mã 9/u);
    expect(() => chooseEntries(new Map([[plain.id, plain]]), [])).toThrow(/chưa có gì để vẽ/u);
  });

  it("comes with a page that shows every picture and tells every way in words", () => {
    const files = drawGraphs([cased], layOut);
    expect(files.map(({ name }) => name)).toEqual(["1.001193.svg", "index.html"]);
    const page = files.at(-1)?.text ?? "";
    expect(page).toContain('src="1.001193.svg"');
    expect(page).toMatch(/<li>Chưa đăng ký → <b>Làm gộp<\/b><\/li>/u);
  });
});

describe("knowledge graph", () => {
  it("writes the pictures of the project's own cases", async () => {
    const out = await mkdtemp(join(tmpdir(), "hoidap-so-do-"));
    onTestFinished(() => rm(out, { recursive: true, force: true }));
    const lines: string[] = [];
    const folder = join(out, "so-do");
    expect(await drawKnowledge(readConfig({}), [], { out: folder }, (line) => lines.push(line))).toBe(0);
    const files = (await readdir(folder)).sort();
    expect(files).toContain("1.001193.svg");
    expect(files).toContain("index.html");
    expect(lines.join()).toContain(`Đã vẽ ${files.length - 1} mục`);
    for (const file of files.filter((name) => name.endsWith(".svg")))
      expect(await readFile(join(folder, file), "utf8")).toSatisfy(isWellFormed);
  });
});
