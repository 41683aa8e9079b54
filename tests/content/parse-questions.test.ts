import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent, parseQuestions } from "../../src/content/index.ts";
import { bytesOf, contentFolder, topicText } from "./content-folder.ts";

const FILE = "knowledge/questions/cong-a.txt";

describe("a file of further questions", () => {
  it("is read line by line, without blank lines and remarks", () => {
    expect(parseQuestions(FILE, bytesOf("# cổng\ncổng là gì\n\n  vào bằng gì  \r\n"))).toEqual({
      questions: { entry: "cong-a", lines: ["cổng là gì", "vào bằng gì"] },
      problems: [],
    });
  });

  it("names the line that is too long to be a question, and keeps the others", () => {
    const { questions, problems } = parseQuestions(FILE, bytesOf(`ngắn\n${"dài ".repeat(300)}`));
    expect(questions?.lines).toEqual(["ngắn"]);
    expect(problems).toMatchObject([{ severity: "error", file: FILE, line: 2 }]);
  });

  it("warns of a citizen's number and does not repeat it", () => {
    const { problems } = parseQuestions(FILE, bytesOf("số em là 0912345678 gọi lại được không"));
    expect(problems).toMatchObject([{ severity: "warning", line: 1 }]);
    expect(problems[0]?.found).not.toContain("0912345678");
  });

  it("may hold any bytes without breaking the reading", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (any) => {
        const { questions, problems } = parseQuestions(FILE, any);
        expect(questions !== undefined || problems.length > 0).toBe(true);
      }),
    );
  });

  it("teaches its entry beside the questions of the entry's own file", async () => {
    const folder = await contentFolder({
      "knowledge/portal/cong-a.md": topicText("cong-a"),
      [FILE]: "cổng của ai\nvào cổng bằng gì\n",
    });
    const content = await loadContent(folder.root);
    expect(content.problems).toEqual([]);
    expect(content.knowledge.get("cong-a")?.questions.slice(-2)).toEqual(["cổng của ai", "vào cổng bằng gì"]);
  });

  it("leaves an entry the same object until one of both files changes", async () => {
    const folder = await contentFolder({
      "knowledge/portal/cong-a.md": topicText("cong-a"),
      [FILE]: "cổng của ai\n",
    });
    const first = await loadContent(folder.root);
    const second = await loadContent(folder.root, first);
    await folder.write(FILE, "cổng của ai\nvào cổng bằng gì\n");
    const third = await loadContent(folder.root, second);
    expect(second.knowledge.get("cong-a")).toBe(first.knowledge.get("cong-a"));
    expect(third.knowledge.get("cong-a")?.questions).toContain("vào cổng bằng gì");
  });

  it("of no entry is a mistake; a question that another entry has as well is a warning at its file", async () => {
    const folder = await contentFolder({
      "knowledge/portal/cong-a.md": topicText("cong-a"),
      "knowledge/portal/cong-b.md": topicText("cong-b"),
      [FILE]: "Câu hỏi cong-b mẫu số 3?\n",
      "knowledge/questions/cong-c.txt": "cổng nào đây\n",
    });
    expect((await loadContent(folder.root)).problems).toMatchObject([
      { severity: "warning", file: FILE, found: expect.stringContaining("cong-b") },
      { severity: "error", file: "knowledge/questions/cong-c.txt", found: "cong-c" },
    ]);
  });
});
