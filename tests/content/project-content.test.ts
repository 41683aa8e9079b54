import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { formatProblem, loadContent } from "../../src/content/index.ts";
import { CONFIDENCES, numbersAgainstRisk } from "../../src/core/knowledge/index.ts";

const PROJECT = new URL("../../", import.meta.url).pathname;
const content = await loadContent(PROJECT);
const withEntry = [...content.files].flatMap(([file, { entry }]) => (entry ? [{ file, entry }] : []));

/** Ids that other systems, papers and links rely on: they never change. */
const FIXED_IDS = [
  "1.001193",
  "1.000894",
  "1.004873",
  "2.000528",
  "2.000815",
  "1.004222",
  "1.004194",
  "3.000228",
  "1.001612",
  "tong-dai-1022",
  "hotline-082-507-7988",
  "so-khan-cap",
  "cong-dvc-quoc-gia",
  "vneid-dinh-danh-muc-2",
  "phan-anh-kien-nghi",
  "to-cao",
  "khieu-nai",
  "ke-hoach-2025-svhttdl",
  "de-an-06",
  "cchc-la-gi",
];

/** Procedures of which it is known that they change, or that their source contradicts itself. */
const CHANGING: readonly string[] = JSON.parse(
  readFileSync(new URL("risk-c.json", import.meta.url), "utf8"),
) as string[];

describe("the project's own content", () => {
  it("loads without a single error", () => {
    const errors = content.problems.filter(({ severity }) => severity === "error").map(formatProblem);
    expect(errors).toEqual([]);
    expect(withEntry.length).toBeGreaterThanOrEqual(150);
    expect(content.intents.length).toBeGreaterThanOrEqual(25);
    const ofPlaces = [...content.files.values()].filter(
      ({ units, offices, contacts }) => units ?? offices ?? contacts,
    );
    expect(ofPlaces).toHaveLength(3);
    expect(content.samples.length).toBeGreaterThan(20);
    const ofQuestions = [...content.files.values()].filter(({ questions }) => questions);
    const ofDirectory = [...content.files.values()].filter(({ list, note, draft }) => list ?? note ?? draft);
    expect(ofDirectory.length).toBeGreaterThanOrEqual(2);
    const { intents, samples, changes, packages } = content;
    const read = [withEntry, intents, ofPlaces, ofQuestions, samples, changes, packages, ofDirectory].reduce(
      (sum, { length }) => sum + length,
      0,
    );
    expect(read).toBe(content.files.size);
  });

  it.each(FIXED_IDS)("has the entry %s in a file of that name", (id) => {
    const file = withEntry.find(({ entry }) => entry.id === id)?.file ?? "nowhere";
    expect(basename(file)).toBe(`${id}.md`);
  });

  it("keeps each entry in the folder of its kind", () => {
    const folders = { procedure: "procedures", hotline: "hotlines", plan: "plans" } as const;
    const misplaced = withEntry.filter(({ file, entry }) => {
      const folder = folders[entry.kind as keyof typeof folders] ?? entry.kind;
      return !file.startsWith(`knowledge/${folder}/`);
    });
    expect(misplaced.map(({ file, entry }) => `${file} is a ${entry.kind}`)).toEqual([]);
  });

  it.each(withEntry)("names source, day and confidence in $file", ({ entry }) => {
    expect(entry.source.title.length).toBeGreaterThan(5);
    expect(entry.source.date).toMatch(/^\d{4}-\d\d-\d\d$/u);
    expect(entry.verifiedOn >= entry.source.date).toBe(true);
    expect(CONFIDENCES).toContain(entry.confidence);
  });

  it("answers intents from entries that exist", () => {
    const lost = content.intents.filter(({ entry }) => entry !== undefined && !content.knowledge.has(entry));
    expect(lost.map(({ id, entry }) => `${id} → ${entry}`)).toEqual([]);
  });

  it("knows how likely each procedure has changed", () => {
    const unrated = withEntry.filter(({ entry }) => entry.kind === "procedure" && !entry.risk);
    expect(unrated.map(({ file }) => file)).toEqual([]);
  });

  it.each(CHANGING)("says no number of %s as a fact", (id) => {
    const entry = content.knowledge.get(id);
    expect(entry).toMatchObject({ kind: "procedure" });
    // Judged as one that changes, whatever somebody writes into its head.
    const judged = entry && numbersAgainstRisk({ ...entry, risk: "C" } as typeof entry);
    expect(judged).toEqual([]);
  });
});
