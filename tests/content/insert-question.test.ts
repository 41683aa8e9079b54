import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { insertQuestion, loadContent, parseEntry, replaceFile } from "../../src/content/index.ts";
import { bytesOf, procedureText } from "./content-folder.ts";

const PROJECT = new URL("../../", import.meta.url).pathname;
const FILE = "knowledge/procedures/ho-tich/1.001193.md";
const GOOD = procedureText("1.001193");
const questionsOf = (text: string) => parseEntry(FILE, bytesOf(text)).entry?.questions;
const LAST = '  - "câu hỏi mẫu số 15"';

/** What was put in, when nothing else has changed. */
function piece(before: string, after: string | undefined): string {
  if (after === undefined) throw new Error("nothing was put in");
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const length = after.length - before.length;
  expect(after.slice(0, start) + after.slice(start + length)).toBe(before);
  return after.slice(start, start + length);
}

describe("a question put into an entry", () => {
  it("is the last of its questions, and the only byte that changes", () => {
    const after = insertQuestion(GOOD, "mới đẻ thì ra đâu");
    expect(piece(GOOD, after).trim()).toBe('- "mới đẻ thì ra đâu"');
    expect(questionsOf(after ?? "")?.slice(-2)).toEqual(["câu hỏi mẫu số 15", "mới đẻ thì ra đâu"]);
  });

  const kept: readonly (readonly [string, (text: string) => string])[] = [
    ["Windows line ends and a byte-order mark", (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
    ["a comment behind the last question", (text) => text.replace(LAST, `${LAST}  # hay gặp`)],
    ["a comment below it", (text) => text.replace(LAST, `${LAST}\n  # hết phần này`)],
    ["a deeper indent and plain words", (text) => text.replaceAll(/^ {2}- "(câu hỏi .*)"$/gmu, "    - $1")],
    ["a list at the margin", (text) => text.replaceAll(/^ {2}- "(câu hỏi .*)"$/gmu, "- '$1'")],
    ["a question over two lines", (text) => text.replace(LAST, '  - "câu hỏi mẫu\n    số 15"')],
    ["a question in block form", (text) => text.replace(LAST, "  - >-\n    câu hỏi mẫu\n    số 15")],
    [
      "a list on one line",
      (text) =>
        text.replace(
          /questions:\n(?: {2}- .*\n)+/u,
          `questions: [${Array.from({ length: 15 }, (_, at) => `"câu ${at}"`).join(", ")}]  # mười lăm\n`,
        ),
    ],
    [
      "questions as the last field of the head",
      (text) => {
        const [list = ""] = /questions:\n(?: {2}- .*\n)+/u.exec(text) ?? [];
        return text.replace(list, "").replace("confidence: verified\n", `confidence: verified\n${list}`);
      },
    ],
  ];

  it.each(kept)("leaves %s as they are", (_, change) => {
    const before = change(GOOD);
    expect(before).not.toBe(GOOD);
    const had = questionsOf(before);
    expect(had).toHaveLength(15);
    const after = insertQuestion(before, "mới đẻ thì ra đâu");
    piece(before, after);
    expect(questionsOf(after ?? "")).toEqual([...(had ?? []), "mới đẻ thì ra đâu"]);
  });

  it("may hold any sign that a question can have", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), (wild) => {
        const question = `a${wild.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, "")}z`.normalize("NFC");
        const after = insertQuestion(GOOD, question);
        expect(questionsOf(after ?? "")?.at(-1)).toBe(question);
      }),
    );
  });

  it("goes into every file of the project, and nothing else changes there", async () => {
    const { files } = await loadContent(PROJECT);
    for (const [file, { entry }] of files) {
      if (!entry) continue;
      const before = await readFile(join(PROJECT, file), "utf8");
      const after = insertQuestion(before, "Mới: “thử”");
      piece(before, after);
      const read = parseEntry(file, bytesOf(after ?? "")).entry;
      expect(read).toEqual({ ...entry, questions: [...entry.questions, "Mới: “thử”"] });
    }
  });

  it.each([
    ["no head", "## Tóm tắt\nChữ.\n"],
    ["no questions", "---\nid: a\n---\n"],
    ["broken YAML", '---\nquestions:\n  - "a\n---\n'],
    ["an empty list", "---\nquestions: []\n---\n"],
  ])("is put nowhere in a file with %s", (_, text) => {
    expect(insertQuestion(text, "hỏi")).toBeUndefined();
  });
});

describe("a file that is replaced", () => {
  it("is whole, and leaves nothing beside it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hoidap-replace-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, "a.md"), "cũ");
    await replaceFile(join(folder, "a.md"), "mới");
    await replaceFile(join(folder, "sau", "b.md"), "sâu");
    expect(await readFile(join(folder, "a.md"), "utf8")).toBe("mới");
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(["a.md", "sau", "sau/b.md"]);
  });
});
