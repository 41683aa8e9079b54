import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatProblem, loadContent, parseChange, parsePackage } from "../../src/content/index.ts";
import { CONFIDENCES, FACETS } from "../../src/core/knowledge/index.ts";
import { bytesOf, contentFolder, isVietnamese, lineWith, topicText } from "./content-folder.ts";

const PROJECT = new URL("../../", import.meta.url).pathname;
const CHANGE_FILE = "knowledge/changes/2026-09-08-lien-thong-khai-sinh.yaml";
const PACKAGE_FILE = "knowledge/packages/sinh-con.yaml";
const CHANGE = readFileSync(`${PROJECT}${CHANGE_FILE}`, "utf8");
const PACKAGE = readFileSync(`${PROJECT}${PACKAGE_FILE}`, "utf8");
const content = await loadContent(PROJECT);

describe("the project's changes", () => {
  it("are many, and each names its source, its day and its confidence", () => {
    expect(content.changes.length).toBeGreaterThanOrEqual(15);
    for (const change of content.changes) {
      expect(change.source.title.length, change.id).toBeGreaterThan(5);
      expect(change.source.date <= change.verifiedOn, change.id).toBe(true);
      expect(CONFIDENCES, change.id).toContain(change.confidence);
    }
  });

  it("say no amount and no time limit of what only others tell of", () => {
    const secondHand = content.changes.filter(({ confidence }) => confidence === "unverified");
    expect(secondHand.length).toBeGreaterThan(0);
    for (const { id, title, text } of secondHand)
      expect(`${title} ${text}`, id).not.toMatch(/\d[\d.]*\s*(đồng|đ\b)|\d+\s*ngày( làm việc)?\b/iu);
  });
});

describe("the project's packages", () => {
  it("are the ten events of life", () => {
    expect(content.packages.map(({ id }) => id).sort()).toEqual(
      [
        "sinh-con",
        "ket-hon",
        "mua-ban-nha-dat",
        "mo-quan-an",
        "nguoi-than-qua-doi",
        "chuyen-noi-o",
        "xay-nha",
        "di-hoc",
        "nghi-huu",
        "mat-giay-to",
      ].sort(),
    );
  });

  it.each(content.packages)(
    "$id leads to entries that exist and have a summary",
    ({ leads, oneGo, steps }) => {
      const ids = [leads, oneGo?.entry, ...steps.map(({ entry }) => entry)].filter((id) => id !== undefined);
      for (const id of ids) {
        const entry = content.knowledge.get(id);
        expect(
          entry?.sections.some(({ facet }) => facet === FACETS[0]),
          id,
        ).toBe(true);
      }
    },
  );

  it("tell no deadline that the entry of the step does not tell", () => {
    for (const { steps } of content.packages)
      for (const { entry, when } of steps) {
        if (when === undefined) continue;
        const days = /\d+ ngày/u.exec(when)?.[0] ?? "no number";
        const text = JSON.stringify(content.knowledge.get(entry ?? ""));
        expect(text, `${entry}: ${when}`).toContain(days);
      }
  });
});

describe("a file of a change", () => {
  it.each([
    ["of an unknown kind", CHANGE.replace("kind: replaced", "kind: doi"), "kind", "kind:", /added/u],
    ["about nothing", CHANGE.replace('["3.000722"]', "[]"), "codes", "codes:", /lĩnh vực/u],
    [
      "without quotes around a code",
      CHANGE.replace('["3.000722"]', "[3.000722]"),
      "codes.0",
      "codes:",
      /ngoặc kép/u,
    ],
    [
      "verified before its source",
      CHANGE.replace("verifiedOn: 2026-11-28", "verifiedOn: 2020-01-01"),
      "verifiedOn",
      "verifiedOn:",
      /sớm hơn/u,
    ],
    ["with a field nobody knows", `${CHANGE}ghi-chu: "x"\n`, "ghi-chu", "ghi-chu:", /không có trường/u],
  ])("%s is refused by line", (_, text, field, line, message) => {
    const { change, problems } = parseChange(CHANGE_FILE, bytesOf(text));
    expect(change).toBeUndefined();
    expect(problems).toContainEqual(
      expect.objectContaining({ field, line: lineWith(text, line), message: expect.stringMatching(message) }),
    );
  });

  it.each(["khai-sinh.yaml", "2026-13-41-khai-sinh.yaml", `2026-09-08-${"dai-".repeat(20)}x.yaml`])(
    "must be called by a day and words, short enough for a button: %s",
    (name) => {
      const { change, problems } = parseChange(`knowledge/changes/${name}`, bytesOf(CHANGE));
      expect(change).toBeUndefined();
      expect(problems.map(({ message }) => message).join()).toMatch(/tên tệp/u);
    },
  );

  it("about codes that no entry has is only warned about", async () => {
    const folder = await contentFolder({ "knowledge/a.md": topicText("a") });
    await folder.write(
      "knowledge/changes/2026-09-08-x.yaml",
      CHANGE.replace("kind: replaced", "kind: amended").replace("3.000722", "9.999999"),
    );
    const { changes, problems } = await loadContent(folder.root);
    expect(changes).toHaveLength(1);
    expect(problems.map(({ severity, field }) => [severity, field])).toEqual([["warning", "codes"]]);
  });
});

describe("a file of a package", () => {
  it.each([
    [
      "with a step twice",
      PACKAGE.replace('entry: "1.014062"', 'entry: "1.001193"'),
      "steps.3.entry",
      /hai lần/u,
    ],
    [
      "whose leading entry is no step",
      PACKAGE.replace('leads: "3.000722"', 'leads: "1.000894"'),
      "leads",
      /steps/u,
    ],
    [
      "with a group that nothing does at once",
      PACKAGE.replace("group: mot-lan", "group: khac"),
      "steps.0.together",
      /oneGo/u,
    ],
    [
      "with a group torn apart",
      PACKAGE.replace(/( {4}when: "tối đa 60 ngày[^\n]*\n) {4}together: mot-lan\n/u, "$1"),
      "steps.0.together",
      /liền nhau/u,
    ],
    ["of another name", PACKAGE.replace("id: sinh-con", "id: sinh-em-be"), "id", /trùng tên tệp/u],
  ])("%s is refused by field", (_, text, field, message) => {
    expect(text).not.toBe(PACKAGE);
    const { lifePackage, problems } = parsePackage(PACKAGE_FILE, bytesOf(text));
    expect(lifePackage).toBeUndefined();
    expect(problems).toContainEqual(
      expect.objectContaining({ field, message: expect.stringMatching(message) }),
    );
  });

  it("with steps that lead nowhere, or words of another package, is an error", async () => {
    const folder = await contentFolder({ "knowledge/a.md": topicText("a") });
    await folder.write(PACKAGE_FILE, PACKAGE);
    await folder.write("knowledge/packages/khac.yaml", PACKAGE.replace("id: sinh-con", "id: khac"));
    const problems = (await loadContent(folder.root)).problems.map(formatProblem).join("\n");
    expect(problems).toMatch(/steps\.0\.entry: không có mục nào mang mã này \(đang là “1\.001193”\)/u);
    expect(problems).toMatch(/cách gọi này cũng ở knowledge\/packages\//u);
  });

  it("that breaks keeps its last good version", async () => {
    const folder = await contentFolder();
    await folder.write(PACKAGE_FILE, PACKAGE);
    const first = await loadContent(folder.root);
    await folder.write(PACKAGE_FILE, PACKAGE.replace("steps:", "buoc:"));
    const second = await loadContent(folder.root, first);
    expect(second.packages).toEqual(first.packages);
    expect(second.problems.some(({ file }) => file === PACKAGE_FILE)).toBe(true);
  });
});

describe("a reader of either", () => {
  const wildText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc
      .tuple(fc.constantFrom(CHANGE, PACKAGE), fc.nat(2_000), fc.string({ maxLength: 12 }))
      .map(([text, at, put]) => `${text.slice(0, at)}${put}${text.slice(at + put.length)}`),
  );

  it("never throws, and says in Vietnamese what is wrong where it gives nothing", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const change = parseChange(CHANGE_FILE, bytesOf(text));
        const lifePackage = parsePackage(PACKAGE_FILE, bytesOf(text));
        for (const { problems, read } of [
          { problems: change.problems, read: change.change },
          { problems: lifePackage.problems, read: lifePackage.lifePackage },
        ]) {
          expect(read === undefined).toBe(problems.length > 0);
          for (const problem of problems) {
            expect(problem.line).toBeGreaterThanOrEqual(1);
            expect(problem.message).toSatisfy(isVietnamese);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
