import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PROJECT = new URL("../", import.meta.url).pathname;
const run = promisify(execFile);

/** Clients of databases and caches, and readers of `.env`: none has any business in a question. */
const UNWANTED =
  /^(mongoose|mongodb|pg|pg-native|postgres|mysql2?|redis|ioredis|memjs|memcached|sqlite3|better-sqlite3|sequelize|typeorm|knex|kysely|@prisma\/.*|dotenv|dotenv-.*)$/u;
const UNWANTED_OF_NODE = /sqlite/u;

/** What a child process reports of itself when it ends. */
interface Traces {
  /** Packages of which any file was loaded, by `import` or `require`. */
  readonly packages: readonly string[];
  /** Modules of node itself that were loaded. */
  readonly ofNode: readonly string[];
  /** Files that were opened for reading. */
  readonly opened: readonly string[];
  readonly marker: string | null;
  readonly answer: string;
}

/** Runs before everything else in the child: notes what is loaded and opened. */
const PRELOAD = `
const fs = require("node:fs");
const Module = require("node:module");
const seen = new Set();
const opened = new Set();
const load = Module._load;
Module._load = function (request) { seen.add(request); return load.apply(this, arguments); };
for (const name of ["openSync", "open", "readFileSync", "readFile", "existsSync"]) {
  const original = fs[name];
  fs[name] = function (path) { opened.add(String(path)); return original.apply(this, arguments); };
}
for (const name of ["open", "readFile"]) {
  const original = fs.promises[name];
  fs.promises[name] = function (path) { opened.add(String(path)); return original.apply(this, arguments); };
}
Module.syncBuiltinESMExports();
const writeFileSync = fs.writeFileSync;
process.on("exit", () => {
  writeFileSync(process.env.TRACES, JSON.stringify({
    required: [...seen, ...Object.keys(require.cache)],
    ofNode: process.moduleLoadList,
    opened: [...opened],
    marker: process.env.MARKER_OF_DOTENV ?? null,
  }));
});
`;

/** Notes what \`import\` loads; runs in the thread of the loader and writes beside the traces. */
const LOADER = `
import { appendFileSync } from "node:fs";
let path;
export function initialize(data) { path = data; }
export async function load(url, context, next) { appendFileSync(path, url + "\\n"); return next(url, context); }
`;

let house: string;
let traces: Traces;

beforeAll(async () => {
  // A house of its own: compiled from the source as it is now, with a few entries, and a .env in the working folder.
  house = await mkdtemp(join(tmpdir(), "hoidap-house-"));
  const compiler = join(PROJECT, "node_modules", ".bin", "tsc");
  await run(compiler, ["-p", join(PROJECT, "tsconfig.build.json"), "--outDir", join(house, "dist")]);
  await symlink(join(PROJECT, "node_modules"), join(house, "node_modules"));
  await cp(join(PROJECT, "package.json"), join(house, "package.json"));
  await cp(join(PROJECT, "tuning.json"), join(house, "tuning.json"));
  await cp(join(PROJECT, "knowledge", "hotlines"), join(house, "knowledge", "hotlines"), { recursive: true });
  await cp(join(PROJECT, "intents"), join(house, "intents"), {
    recursive: true,
    filter: (path) => !path.includes("samples"),
  });
  traces = await ask("tổng đài 1022 là gì");
}, 120_000);

afterAll(() => rm(house, { recursive: true, force: true }));

async function ask(question: string): Promise<Traces> {
  const work = join(house, "work");
  await mkdir(work);
  const [preload, loader, register, required, imported] = [
    "preload.cjs",
    "loader.mjs",
    "register.mjs",
    "required.json",
    "imported.txt",
  ].map((name) => join(house, name)) as [string, string, string, string, string];
  await writeFile(preload, PRELOAD);
  await writeFile(loader, LOADER);
  await writeFile(
    register,
    `import { register } from "node:module"; register(${JSON.stringify(`file://${loader}`)}, { data: ${JSON.stringify(imported)} });`,
  );
  await writeFile(join(work, ".env"), `MARKER_OF_DOTENV=read\nCONTENT_DIR=${house}/nowhere\n`);
  await cp(join(work, ".env"), join(house, ".env"));
  const args = [
    "--require",
    preload,
    "--import",
    `file://${register}`,
    join(house, "dist", "cli.js"),
    "ask",
    question,
  ];
  const { stdout } = await run(process.execPath, args, {
    cwd: work,
    env: { PATH: "", TRACES: required, CONTENT_DIR: house, DATA_DIR: join(house, "data") },
  });
  const noted = JSON.parse(await readFile(required, "utf8")) as Omit<Traces, "packages" | "answer"> & {
    required: string[];
  };
  const urls = (await readFile(imported, "utf8")).split("\n");
  const packages = new Set([...noted.required, ...urls].flatMap((path) => packageOf(path) ?? []));
  return { ...noted, packages: [...packages], answer: stdout };
}

/** The package that a file belongs to, or that a bare name asks for. */
function packageOf(path: string): string | undefined {
  const inFolder = /.*\/node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/u.exec(path)?.groups?.name;
  if (inFolder) return inFolder;
  return /^(?:@[\w.-]+\/)?[a-z][\w.-]*$/u.exec(path)?.[0];
}

describe("asking a question from the command line", () => {
  it("gives an answer", () => {
    expect(traces.answer).toContain("1022");
  });

  it("is traced: the packages that it needs are seen", () => {
    expect(traces.packages).toEqual(
      expect.arrayContaining(["commander", "minisearch", "natural", "yaml", "zod"]),
    );
    expect(traces.ofNode.length).toBeGreaterThan(50);
    expect(traces.opened.some((path) => path.includes("tuning.json"))).toBe(true);
  });

  it("loads no client of a database and no dotenv", () => {
    expect(traces.packages.filter((name) => UNWANTED.test(name))).toEqual([]);
    expect(traces.ofNode.filter((name) => UNWANTED_OF_NODE.test(name))).toEqual([]);
  });

  it("reads no .env in the working folder or the project", () => {
    expect(traces.opened.filter((path) => /(^|\/)\.env/u.test(path))).toEqual([]);
    expect(traces.marker).toBeNull();
  });
});
