import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ParsedEntry, type ParsedIntent, parseEntry, parseIntent } from "../../src/content/index.ts";
import { entryHeadSchema } from "../../src/core/knowledge/index.ts";
import { seededRandom } from "../../src/search/seeded-random.ts";
import { bytesOf, isVietnamese } from "./content-folder.ts";

const PROJECT = new URL("../../", import.meta.url).pathname;
const ENTRIES = await filesBelow("knowledge", ".md");
const INTENTS = await filesBelow("intents", ".yaml");
const MUTATIONS = 200;

type Random = () => number;
type Mutation = (bytes: Buffer, random: Random) => Uint8Array;

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T;
const onLines = (change: (lines: string[], at: number, random: Random) => void): Mutation => {
  return (bytes, random) => {
    const lines = bytes.toString("utf8").split("\n");
    change(lines, Math.floor(random() * lines.length), random);
    return bytesOf(lines.join("\n"));
  };
};

/** What happens to files: slips of the hand, wild editors, half-written disks. */
const ACCIDENTS: Readonly<Record<string, Mutation>> = {
  "a line deleted": onLines((lines, at) => lines.splice(at, 1)),
  "a line twice": onLines((lines, at) => lines.splice(at, 0, lines[at] as string)),
  "two lines swapped": onLines((lines, at, random) => {
    const other = Math.floor(random() * lines.length);
    [lines[at], lines[other]] = [lines[other] as string, lines[at] as string];
  }),
  "a tab in front of a line": onLines((lines, at) => lines.splice(at, 1, `\t${lines[at]}`)),
  "a blank in front of a line": onLines((lines, at) => lines.splice(at, 1, ` ${lines[at]}`)),
  "a value of another type": onLines((lines, at, random) => {
    const value = pick(
      ["12", "true", "null", "[]", "{}", "[1, [2]]", "{a: 1}", "-1", "1e999", '""', "~", "!!js/x 1"],
      random,
    );
    lines[at] = (lines[at] as string).replace(/: .*$|:$/u, `: ${value}`);
  }),
  "a sign put in": onLines((lines, at, random) => {
    const line = lines[at] as string;
    const place = Math.floor(random() * (line.length + 1));
    lines[at] =
      line.slice(0, place) +
      pick([":", "#", "'", '"', "-", "&", "*", "|", ">", "{", "[", "%", "`", "\u0007"], random) +
      line.slice(place);
  }),
  "the rest cut off": (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  "two characters swapped": (bytes, random) => {
    const letters = [...bytes.toString("utf8")];
    const at = Math.floor(random() * (letters.length - 1));
    [letters[at], letters[at + 1]] = [letters[at + 1] as string, letters[at] as string];
    return bytesOf(letters.join(""));
  },
  "some bytes replaced": (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let times = 0; times < 3; times++)
      changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
    return changed;
  },
  "random bytes instead": (_, random) => Uint8Array.from({ length: 300 }, () => Math.floor(random() * 256)),
  "random printable characters instead": (_, random) =>
    bytesOf(
      `---\n${Array.from({ length: 200 }, () => String.fromCharCode(32 + Math.floor(random() * 95))).join("")}\n---\n`,
    ),
};

const OPTIONAL_FIELDS = new Set([
  "risk",
  "shortTitle",
  "phones",
  "links",
  "related",
  "furtherSources",
  "effectiveFrom",
  "effectiveUntil",
  "replacedBy",
  "cases",
]);

/** What breaks a rule of every entry, wherever it is done. */
const BREACHES: Readonly<Record<string, Mutation>> = {
  "invalid UTF-8": (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)]);
  },
  "a NUL": (bytes) => Buffer.concat([bytes, Buffer.from([0])]),
  "a required field dropped": onHead((head, random) => {
    const fields = [...head.matchAll(/^(\w+):/gmu)].map((match) => match[1] as string);
    return withoutField(
      head,
      pick(
        fields.filter((field) => !OPTIONAL_FIELDS.has(field)),
        random,
      ),
    );
  }),
  "an unknown field": onHead((head) => `${head}\nghiChu: x`),
  "an unknown confidence": onHead((head) => head.replace(/^confidence: .*/mu, "confidence: chac")),
  "an unknown kind": onHead((head) => head.replace(/^kind: .*/mu, "kind: thu-tuc")),
  "a day that does not exist": onHead((head) => head.replace(/^verifiedOn: .*/mu, "verifiedOn: 2026-02-30")),
  "a day in words": onHead((head) => head.replace(/^verifiedOn: .*/mu, "verifiedOn: hôm qua")),
  "a day before the source's": onHead((head) => head.replace(/^verifiedOn: .*/mu, "verifiedOn: 1946-01-01")),
  "an id that is not the file's": onHead((head) => head.replace(/^id: .*/mu, "id: mot-ma-khac")),
  "an id that is a number": onHead((head) => head.replace(/^id: .*/mu, "id: 1.5")),
  "a title that is a list": onHead((head) => head.replace(/^title: .*/mu, "title: [a, b]")),
  "no questions": onHead((head) => `${withoutField(head, "questions")}\nquestions: []`),
  "a field twice": onHead((head) => `${head}\nconfidence: verified`),
  "a head that is a list": onHead(() => "- a\n- b"),
  "an empty head": onHead(() => ""),
  "no summary": (bytes) => bytesOf(bytes.toString("utf8").replace(/^## Tóm tắt$/mu, "## Tóm lược")),
  "a table": (bytes) => Buffer.concat([bytes, Buffer.from("\n| a | b |\n")]),
  "a heading over nothing": (bytes) => Buffer.concat([bytes, Buffer.from("\n## Lưu ý thêm\n")]),
};

/** What breaks a rule of procedures. */
const PROCEDURE_BREACHES: Readonly<Record<string, Mutation>> = {
  "a negative fee": onHead((head) => head.replace(/amountVnd: \w+/u, "amountVnd: -8000")),
  "a fee in words": onHead((head) => head.replace(/amountVnd: \w+/u, "amountVnd: tám nghìn")),
  "a time without end": onHead(
    (head) => `${withoutField(head, "processingTime")}\nprocessingTime:\n  - {amount: .inf, unit: days}`,
  ),
  "a time without its unit": onHead(
    (head) => `${withoutField(head, "processingTime")}\nprocessingTime:\n  - amount: 3`,
  ),
  "an unknown level": onHead((head) => head.replace(/^level: .*/mu, "level: district")),
  "an unknown online service": onHead((head) => head.replace(/^onlineService: .*/mu, "onlineService: true")),
  "no steps": (bytes) => bytesOf(bytes.toString("utf8").replace(/^## Các bước$/mu, "## Trình tự")),
};

describe("a real file that had an accident", () => {
  it("is either a valid entry or reported with a line inside it and advice in Vietnamese", () => {
    const random = seededRandom(22_11_2026);
    const names = Object.keys(ACCIDENTS);
    const refused = new Set<string>();
    for (let at = 0; at < MUTATIONS; at++) {
      const name = names[at % names.length] as string;
      const file = pick(ENTRIES, random);
      const bytes = (ACCIDENTS[name] as Mutation)(read(file), random);
      const { entry, problems } = judge(`${file} with ${name}`, file, bytes, parseEntry);
      if (!entry) refused.add(name);
      else {
        const { sections, ...head } = entry;
        expect(entryHeadSchema.safeParse(head).success, `${file} with ${name}`).toBe(true);
        expect(sections.length).toBeGreaterThan(0);
        expect(problems.every(({ severity }) => severity === "warning")).toBe(true);
      }
    }
    expect(refused.size).toBeGreaterThanOrEqual(8);
  });

  it("is either a valid intent or reported likewise", () => {
    const random = seededRandom(7);
    const names = Object.keys(ACCIDENTS);
    for (let at = 0; at < MUTATIONS; at++) {
      const name = names[at % names.length] as string;
      const file = pick(INTENTS, random);
      judge(`${file} with ${name}`, file, (ACCIDENTS[name] as Mutation)(read(file), random), parseIntent);
    }
  });
});

describe("a real entry with", () => {
  const random = seededRandom(1);
  const procedures = ENTRIES.filter((file) => file.includes("/procedures/"));

  it.each(Object.entries(BREACHES))("%s is refused every time", (name, breach) => {
    for (let times = 0; times < 8; times++) expectRefusal(pick(ENTRIES, random), name, breach, random);
  });

  it.each(Object.entries(PROCEDURE_BREACHES))("%s is refused every time", (name, breach) => {
    for (let times = 0; times < 8; times++) expectRefusal(pick(procedures, random), name, breach, random);
  });
});

function expectRefusal(file: string, name: string, breach: Mutation, random: Random): void {
  const before = read(file);
  const bytes = breach(before, random);
  expect(before.equals(bytes), `${name} changes ${file}`).toBe(false);
  const { entry, problems } = judge(`${file} with ${name}`, file, bytes, parseEntry);
  expect(entry, `${file} with ${name}`).toBeUndefined();
  expect(problems.some(({ severity }) => severity === "error")).toBe(true);
}

/** Parses, and checks all that is promised of every problem. */
function judge<Parsed extends ParsedEntry | ParsedIntent>(
  what: string,
  file: string,
  bytes: Uint8Array,
  parse: (file: string, bytes: Uint8Array) => Parsed,
): Parsed {
  const parsed = parse(file, bytes);
  const isRead = "entry" in parsed || "intent" in parsed;
  const lines = Buffer.from(bytes)
    .toString("utf8")
    .split(/\r\n?|\n/u).length;
  expect(isRead || parsed.problems.length > 0, `${what} is read or reported`).toBe(true);
  for (const problem of parsed.problems) {
    expect(problem.file).toBe(file);
    expect(problem.line, `${what}: ${problem.message}`).toBeGreaterThanOrEqual(1);
    expect(problem.line, `${what}: ${problem.message}`).toBeLessThanOrEqual(lines);
    expect(problem.message, what).toSatisfy(isVietnamese);
    expect(problem.found).not.toContain("\n");
  }
  return parsed;
}

function onHead(change: (head: string, random: Random) => string): Mutation {
  return (bytes, random) =>
    bytesOf(
      bytes
        .toString("utf8")
        .replace(/^---\n([\s\S]*?)\n---/u, (_, head: string) => `---\n${change(head, random)}\n---`),
    );
}

/** The head without a field and the indented lines that belong to it. */
function withoutField(head: string, field: string): string {
  const lines = head.split("\n");
  const at = lines.findIndex((line) => line.startsWith(`${field}:`));
  let end = at + 1;
  while (end < lines.length && /^[\s-]/u.test(lines[end] as string)) end++;
  return [...lines.slice(0, at), ...lines.slice(end)].join("\n");
}

function read(file: string): Buffer {
  return readFileSync(join(PROJECT, file));
}

async function filesBelow(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(join(PROJECT, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
    .sort();
}
