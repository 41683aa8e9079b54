import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { describe, expect, it } from "vitest";

const PROJECT = new URL("../", import.meta.url).pathname;
const MIDDLE_ROOMS = [
  "content",
  "search",
  "understanding",
  "channels",
  "storage",
  "server",
  "officers",
  "sealing",
];
const LONGEST_FILE = 400;

interface SourceFile {
  /** From the root of the project, such as `src/core/ports.ts`. */
  readonly path: string;
  readonly text: string;
  /** The same without comments and the insides of strings. */
  readonly code: string;
  readonly imports: readonly Import[];
}

interface Import {
  readonly specifier: string;
  /** Path from the root of the project; undefined for packages and node's own modules. */
  readonly target: string | undefined;
}

const sources = readSources("src");

/** The room of a file: `core`, `language`, one of the middle row, or `root` for files directly in src. */
function roomOf(path: string): string {
  const [, room = "", below] = path.split("/");
  return below === undefined ? "root" : room;
}

/** Which arrow an import turns round, as a sentence; undefined when it is in order. */
function turnedArrow(from: string, { specifier, target }: Import): string | undefined {
  const room = roomOf(from);
  if (target === undefined) {
    const isNode = specifier.startsWith("node:");
    if (room === "language")
      return `${from} imports ${specifier}: the language room imports nothing outside itself`;
    if (room === "core" && isNode) return `${from} imports ${specifier}: the core does no I/O`;
    if (room === "core" && specifier !== "zod")
      return `${from} imports ${specifier}: of packages the core knows zod only`;
    return undefined;
  }
  if (!target.startsWith("src/"))
    return `${from} imports ${target}: nothing in src imports what is outside of src`;
  const other = roomOf(target);
  if (room === "root" || room === other) return undefined;
  if (other === "root") return `${from} imports ${target}: nobody imports the composition root`;
  if (room === "language")
    return `${from} imports ${target}: the language room imports nothing outside itself`;
  if (room === "core" && other !== "language")
    return `${from} imports ${target}: the core knows language only`;
  if (MIDDLE_ROOMS.includes(room) && MIDDLE_ROOMS.includes(other)) {
    return `${from} imports ${target}: no arrow between two rooms of the middle row, hand it in through a port`;
  }
  return undefined;
}

describe("an arrow", () => {
  it.each([
    ["src/core/a.ts", "src/channels/zalo/b.ts", /the core knows language only/u],
    ["src/language/a.ts", "src/core/b.ts", /nothing outside itself/u],
    ["src/search/a.ts", "src/content/b.ts", /no arrow between two rooms/u],
    ["src/server/a.ts", "src/config.ts", /nobody imports the composition root/u],
    ["src/cli.ts", "tests/a.ts", /outside of src/u],
  ])("from %s to %s is turned round", (from, target, sentence) => {
    expect(turnedArrow(from, { specifier: "", target })).toMatch(sentence);
  });

  it.each([
    ["src/core/a.ts", "node:fs", /no I\/O/u],
    ["src/core/a.ts", "yaml", /zod only/u],
    ["src/language/a.ts", "zod", /nothing outside itself/u],
  ])("from %s to %s is turned round", (from, specifier, sentence) => {
    expect(turnedArrow(from, { specifier, target: undefined })).toMatch(sentence);
  });

  it.each([
    ["src/cli.ts", "src/search/a.ts"],
    ["src/search/a.ts", "src/core/ports.ts"],
    ["src/officers/a.ts", "src/officers/eval/b.ts"],
    ["src/core/a.ts", "src/language/index.ts"],
  ])("from %s to %s is in order", (from, target) => {
    expect(turnedArrow(from, { specifier: "", target })).toBeUndefined();
  });
});

describe("the house", () => {
  it("is read whole", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(150);
  });

  it("has only the rooms of the design", () => {
    const rooms = new Set(sources.map(({ path }) => roomOf(path)));
    expect(
      [...rooms].filter((room) => !["root", "core", "language", ...MIDDLE_ROOMS].includes(room)),
    ).toEqual([]);
  });

  it("has no arrow turned round", () => {
    const turned = sources.flatMap(({ path, imports }) =>
      imports.flatMap((one) => turnedArrow(path, one) ?? []),
    );
    expect(turned).toEqual([]);
  });

  it("imports only files that exist", () => {
    const paths = new Set(sources.map(({ path }) => path));
    const lost = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target?.startsWith("src/") && !paths.has(target))
        .map(({ specifier }) => `${path} imports ${specifier}, which does not exist`),
    );
    expect(lost).toEqual([]);
  });

  it("has no circular imports", () => {
    expect(findCircles(sources)).toEqual([]);
  });

  it("has no default exports", () => {
    expect(
      sources
        .filter(({ code }) => /^\s*export default\b|\bas default\b/mu.test(code))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it(`has no file of more than ${LONGEST_FILE} lines`, () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }));
    expect(
      long.filter(({ lines }) => lines > LONGEST_FILE).map(({ path, lines }) => `${path} has ${lines} lines`),
    ).toEqual([]);
  });

  it("leaves nothing for later", () => {
    expect(
      sources.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/u.test(text)).map(({ path }) => path),
    ).toEqual([]);
  });

  it("says at the top of each file what it is", () => {
    expect(sources.filter(({ text }) => !/^(#!.*\n)?\/\*\*/u.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("has no rooms for leftovers", () => {
    const drawers = /(^|\/)(utils?|helpers?|misc|common|manager|types)(\/|\.ts$)/u;
    expect(sources.filter(({ path }) => drawers.test(path)).map(({ path }) => path)).toEqual([]);
  });
});

describe("the core", () => {
  it("knows no clock, no chance, no network and no process", () => {
    const impure =
      /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|(?<!\.)\bDate\(\)|(?<![.\w])fetch\(|\bprocess\.|\bglobalThis\b|\bperformance\.|\bsetTimeout\(|\bcrypto\./u;
    const found = sources
      .filter(({ path }) => ["core", "language"].includes(roomOf(path)))
      .flatMap(({ path, code }) => {
        const match = impure.exec(code);
        return match ? [`${path} uses ${match[0]}: time, chance and the world come in as arguments`] : [];
      });
    expect(found).toEqual([]);
  });
});

describe("the environment", () => {
  it("is read by config.ts only", () => {
    const readers = sources.filter(
      ({ path, code }) => path !== "src/config.ts" && /process\s*(\.env|\[)|import\.meta\.env/u.test(code),
    );
    expect(readers.map(({ path }) => `${path} reads process.env; ask config.ts`)).toEqual([]);
  });

  it("is otherwise touched by the composition root only", () => {
    const allowed: Readonly<Record<string, RegExp>> = {
      "src/config.ts": /^env$/u,
      "src/cli.ts": /^(exit|exitCode|stdin|stdout|stderr|once|on|off)$/u,
      "src/main.ts": /^(exitCode|stdin|stdout|stderr|once|on|off)$/u,
      // The name of a half-written file holds the process's number, so that two processes never share one.
      "src/content/stored-value.ts": /^pid$/u,
    };
    const found = sources.flatMap(({ path, code }) =>
      [...code.matchAll(/\bprocess\.(\w+)/gu)]
        .map(([, member = ""]) => member)
        .filter((member) => !allowed[path]?.test(member))
        .map((member) => `${path} uses process.${member}`),
    );
    expect(found).toEqual([]);
  });
});

function readSources(folder: string): SourceFile[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`)
    .sort()
    .map((path) => {
      const text = readFileSync(join(PROJECT, path), "utf8");
      return { path, text, code: withoutComments(text), imports: importsOf(path, text) };
    });
}

function importsOf(path: string, text: string): Import[] {
  const statements = text.matchAll(
    /^\s*(?:import|export)\b[^;"']*?from\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gmu,
  );
  return [...statements].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    const isRelative = specifier.startsWith(".");
    return { specifier, target: isRelative ? normalize(join(dirname(path), specifier)) : undefined };
  });
}

/** Comments and quoted words go, so that what is only spoken of is not found. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//gu, "")
    .replace(/(?<![:"'`\w])\/\/.*$/gmu, "")
    .replace(/"(?:[^"\\\n]|\\.)*"/gu, '""');
}

/** Each circle of imports once, as `a → b → a`. */
function findCircles(files: readonly SourceFile[]): string[] {
  const targets = new Map(
    files.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) {
      circles.push([...way.slice(at), path].join(" → "));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return circles;
}
