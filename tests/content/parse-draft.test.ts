import { utimes } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent, parseDraft, unpackDraft } from "../../src/content/index.ts";
import { draftText } from "./a-draft.ts";
import { bytesOf, contentFolder, isVietnamese, procedureText } from "./content-folder.ts";

const FILE = "knowledge/drafts/chan-nuoi/1.000123.md";

describe("a draft", () => {
  it("is read with its head and its sections", () => {
    const { draft, problems } = parseDraft(FILE, bytesOf(draftText()));
    expect(problems).toEqual([]);
    const unpacked = draft && unpackDraft(draft);
    expect(unpacked?.title).toBe("Cấp giấy phép nuôi bò cạp");
    expect(unpacked?.sections.map(({ facet }) => facet)).toEqual(["overview", "steps", "required-documents"]);
  });

  it.each(["fees: []", "processingTime: []"])("has no place for %s", (line) => {
    const text = draftText().replace("confidence:", `${line}\nconfidence:`);
    const { draft, problems } = parseDraft(FILE, bytesOf(text));
    expect(draft).toBeUndefined();
    expect(problems[0]?.line).toBe(text.split("\n").indexOf(line) + 1);
  });

  it("must be called by its code", () => {
    const { problems } = parseDraft(FILE.replace("000123", "000999"), bytesOf(draftText()));
    expect(problems[0]?.field).toBe("id");
    expect(isVietnamese(problems[0]?.message ?? "")).toBe(true);
  });

  it("never throws, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 200 }), (bytes, text) => {
        parseDraft(FILE, bytes);
        parseDraft(FILE, bytesOf(draftText().replace("Cho phép", text)));
      }),
    );
  });
});

describe("drafts among the content", () => {
  it("are no entries, and join the directory where the list has not their codes", async () => {
    const { root } = await contentFolder({ [FILE]: draftText() });
    const { knowledge, directory, problems } = await loadContent(root);
    expect(problems).toEqual([]);
    expect(knowledge.size).toBe(0);
    expect(directory.rows.get("1.000123")?.handler).toBe("Sở Nông nghiệp và Môi trường");
    expect(directory.draft("1.000123")?.sections).toHaveLength(3);
  });

  it("may stand beside an entry of the same code", async () => {
    const { root } = await contentFolder({
      "knowledge/procedures/1.000123.md": procedureText("1.000123"),
      [FILE]: draftText(),
    });
    const { knowledge, problems } = await loadContent(root);
    expect(problems).toEqual([]);
    expect(knowledge.has("1.000123")).toBe(true);
  });

  it("are reported when two have one code", async () => {
    const { root } = await contentFolder({
      [FILE]: draftText(),
      "knowledge/drafts/khac/1.000123.md": draftText(),
    });
    const { problems } = await loadContent(root);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toBe("knowledge/drafts/khac/1.000123.md");
  });

  it("are read again when they change, and keep the directory as it is when something else does", async () => {
    const folder = await contentFolder({
      [FILE]: draftText(),
      "knowledge/1.000001.md": procedureText("1.000001"),
    });
    const first = await loadContent(folder.root);
    await folder.write("knowledge/1.000001.md", procedureText("1.000001", "effectiveFrom: 2026-01-01"));
    const second = await loadContent(folder.root, first);
    expect(second.directory).toBe(first.directory);
    await folder.write(FILE, draftText({ title: "Cấp giấy phép nuôi rắn" }));
    await utimes(join(folder.root, FILE), new Date(), new Date(Date.now() + 5_000));
    const third = await loadContent(folder.root, second);
    expect(third.directory.rows.get("1.000123")?.name).toBe("Cấp giấy phép nuôi rắn");
  });
});
