import { describe, expect, it } from "vitest";
import { type Content, formatProblem, loadContent } from "../../src/content/index.ts";
import { contentFolder, intentText, procedureText, topicText } from "./content-folder.ts";

const PROCEDURE = "knowledge/procedures/ho-tich/1.001193.md";
const TOPIC = "knowledge/portal/cong.md";
const INTENT = "intents/chao-hoi.yaml";
const FILES = {
  [PROCEDURE]: procedureText("1.001193"),
  [TOPIC]: topicText("cong"),
  [INTENT]: intentText("chao-hoi"),
};
const errors = (content: Content) =>
  content.problems.filter(({ severity }) => severity === "error").map(formatProblem);

describe("content on disk", () => {
  it("is read from all folders below knowledge and intents", async () => {
    const { root } = await contentFolder(FILES);
    const content = await loadContent(root);
    expect([...content.knowledge.keys()].sort()).toEqual(["1.001193", "cong"]);
    expect(content.intents.map(({ id }) => id)).toEqual(["chao-hoi"]);
    expect(content.problems).toEqual([]);
    expect([...content.files.keys()].sort()).toEqual(Object.keys(FILES).sort());
  });

  it("passes over hidden files and files of other kinds", async () => {
    const { root, write } = await contentFolder(FILES);
    await write("knowledge/portal/.cong.md.swp", "x");
    await write("knowledge/portal/.an.md", "x");
    await write("knowledge/portal/cong.md~", "x");
    await write("knowledge/README.txt", "x");
    await write("intents/ghi-chu.md", "x");
    expect((await loadContent(root)).files.size).toBe(3);
  });

  it("cannot be read where a folder is missing", async () => {
    const { root } = await contentFolder();
    await expect(loadContent(`${root}/nowhere`)).rejects.toThrow("ENOENT");
  });

  it("has the same hash for the same files and another one after each change", async () => {
    const { root, write } = await contentFolder(FILES);
    const first = await loadContent(root);
    expect((await loadContent(root)).hash).toBe(first.hash);
    await write(TOPIC, topicText("cong").replace("Một cổng.", "Hai cổng."));
    const second = await loadContent(root);
    expect(second.hash).not.toBe(first.hash);
    await write("knowledge/portal/trang.md", topicText("trang"));
    expect((await loadContent(root)).hash).not.toBe(second.hash);
  });

  it("lists problems by file, then by line", async () => {
    const { root } = await contentFolder({
      "knowledge/portal/b.md": topicText("b").replace("kind: portal", "kind: x"),
      "knowledge/portal/a.md": topicText("a")
        .replace("confidence: unverified", "confidence: x")
        .replace("date: 2026-01-02", "date: x"),
    });
    const { problems } = await loadContent(root);
    const places = problems.map(({ file, line }) => `${file}:${String(line).padStart(3)}`);
    expect(places.length).toBeGreaterThanOrEqual(3);
    expect(places).toEqual([...places].sort());
  });
});

describe("a bad edit", () => {
  it("keeps the last good version of an entry and is reported", async () => {
    const { root, write } = await contentFolder(FILES);
    const good = await loadContent(root);
    await write(TOPIC, topicText("cong").replace("confidence: unverified", "confidence: x"));
    const bad = await loadContent(root, good);
    expect(bad.knowledge.get("cong")).toEqual(good.knowledge.get("cong"));
    expect(errors(bad)).toEqual([expect.stringContaining(`${TOPIC}:`)]);
    expect(errors(await loadContent(root, bad))).toEqual(errors(bad));
  });

  it("keeps the last good version of an intent", async () => {
    const { root, write } = await contentFolder(FILES);
    const good = await loadContent(root);
    await write(INTENT, "id: [");
    const bad = await loadContent(root, good);
    expect(bad.intents).toEqual(good.intents);
    expect(errors(bad)).toHaveLength(1);
  });

  it("leaves nothing where there was no good version", async () => {
    const { root } = await contentFolder({ ...FILES, [TOPIC]: "x" });
    const content = await loadContent(root);
    expect([...content.knowledge.keys()]).toEqual(["1.001193"]);
    expect(errors(content)).toHaveLength(1);
  });

  it("that is mended is taken over", async () => {
    const { root, write } = await contentFolder({ ...FILES, [TOPIC]: "x" });
    const bad = await loadContent(root);
    await write(TOPIC, topicText("cong"));
    const mended = await loadContent(root, bad);
    expect(mended.problems).toEqual([]);
    expect(mended.knowledge.has("cong")).toBe(true);
  });
});

describe("an unchanged file", () => {
  it("is not parsed again", async () => {
    const { root, write } = await contentFolder(FILES);
    const first = await loadContent(root);
    await write(TOPIC, topicText("cong").replace("Một cổng.", "Hai cổng."));
    const second = await loadContent(root, first);
    expect(second.files.get(PROCEDURE)).toBe(first.files.get(PROCEDURE));
    expect(second.knowledge.get("1.001193")).toBe(first.knowledge.get("1.001193"));
    expect(second.files.get(TOPIC)).not.toBe(first.files.get(TOPIC));
  });

  it("is dropped when it is gone", async () => {
    const { root, remove } = await contentFolder(FILES);
    const first = await loadContent(root);
    await remove(TOPIC);
    const second = await loadContent(root, first);
    expect([...second.knowledge.keys()]).toEqual(["1.001193"]);
  });
});

describe("two files", () => {
  it("with one id are reported, and the first one counts", async () => {
    const { root } = await contentFolder({
      ...FILES,
      "knowledge/reform/cong.md": topicText("cong")
        .replace('"Cổng cong"', '"Cổng khác"')
        .replaceAll("câu hỏi", "câu khác"),
    });
    const content = await loadContent(root);
    expect(errors(content)).toEqual([
      "knowledge/reform/cong.md:1: id: đã có ở knowledge/portal/cong.md; mỗi mã chỉ một tệp (đang là “cong”)",
    ]);
    expect(content.knowledge.get("cong")?.title).toBe("Cổng cong");
  });

  it("with the same question draw a warning, however it is typed", async () => {
    const { root } = await contentFolder({
      ...FILES,
      "knowledge/portal/trang.md": topicText("trang").replace(
        "câu hỏi trang mẫu số 1",
        "CÂU HỎI cong mẫu   số 1",
      ),
    });
    const content = await loadContent(root);
    expect(errors(content)).toEqual([]);
    expect(content.problems.map(formatProblem)).toEqual([
      expect.stringMatching(
        /^knowledge\/portal\/trang\.md:1: cảnh báo: questions: câu này cũng là câu mẫu của knowledge\/portal\/cong\.md/u,
      ),
    ]);
  });

  it("may be linked with each other", async () => {
    const { root } = await contentFolder({ ...FILES, [TOPIC]: topicText("cong", 'related: ["1.001193"]') });
    expect((await loadContent(root)).problems).toEqual([]);
  });
});

describe("a link", () => {
  it("to nowhere is reported with the id", async () => {
    const { root } = await contentFolder({ ...FILES, [TOPIC]: topicText("cong", 'related: ["9.999999"]') });
    expect(errors(await loadContent(root))).toEqual([
      `${TOPIC}:1: related: không có mục nào mang mã này (đang là “9.999999”)`,
    ]);
  });

  it("to a successor that does not exist is reported under its own field", async () => {
    const { root } = await contentFolder({ ...FILES, [TOPIC]: topicText("cong", 'replacedBy: "9.999999"') });
    expect(errors(await loadContent(root))).toEqual([
      `${TOPIC}:1: replacedBy: không có mục nào mang mã này (đang là “9.999999”)`,
    ]);
  });

  it("to the entry itself is reported", async () => {
    const { root } = await contentFolder({ ...FILES, [TOPIC]: topicText("cong", "related: [cong]") });
    expect(errors(await loadContent(root))).toEqual([
      expect.stringContaining("không thể liên quan tới chính nó"),
    ]);
  });

  it("to a file that could not be read is no fault of its own", async () => {
    const { root } = await contentFolder({
      ...FILES,
      "knowledge/portal/hong.md": "x",
      [TOPIC]: topicText("cong", "related: [hong]"),
    });
    expect(errors(await loadContent(root))).toEqual([expect.stringContaining("knowledge/portal/hong.md:1")]);
  });
});
