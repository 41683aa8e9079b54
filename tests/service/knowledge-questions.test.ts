import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openStore } from "../../src/storage/index.ts";
import { KEY } from "../contracts/open-houses.ts";
import { talk } from "../contracts/store-words.ts";
import { runCommand } from "./a-command.ts";

let folder: string;
const FILE = "knowledge/procedures/ho-tich/1.001193.md";
const STORY = "bà mụ vườn đỡ hộ, giờ muốn có tờ giấy cho thằng cu";
let original: string;

beforeAll(async () => {
  const project = readConfig({});
  folder = await mkdtemp(join(tmpdir(), "hoidap-questions-"));
  for (const part of ["knowledge", "intents", "tuning.json"])
    await cp(join(project.contentDir, part), join(folder, part), { recursive: true });
  await cp(join(project.dataDir, "cache"), join(folder, "data/cache"), { recursive: true });
  await mkdir(join(folder, "tests/questions"), { recursive: true });
  await writeFile(
    join(folder, "tests/questions/it.jsonl"),
    '{"id":"a","text":"đăng ký kết hôn","entry":["1.000894"],"kind":"keyword"}\n',
  );
  original = await readFile(join(folder, FILE), "utf8");
  const store = await openStore({ databaseUrl: undefined, serviceKey: KEY, dataDir: join(folder, "data") });
  const at = Date.now();
  for (const citizen of ["a", "b", "c"])
    await talk(store, citizen, { at, outcome: "not-understood", text: STORY });
  await talk(store, "d", { at, outcome: "clarified", text: "gọi tôi 0912345678 về tờ khai" });
  await talk(store, "e", { at, outcome: "not-understood", text: undefined });
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => writeFile(join(folder, FILE), original));

async function command(words: readonly string[], typed: readonly string[] = []) {
  const running = runCommand(["knowledge", "questions", ...words], {
    CONTENT_DIR: folder,
    DATA_DIR: join(folder, "data"),
    SERVICE_KEY: KEY,
  });
  for (const line of typed) running.types(line);
  running.hangsUp();
  return {
    code: await running.ended,
    text: running.output(),
    file: await readFile(join(folder, FILE), "utf8"),
  };
}

describe("knowledge questions", { timeout: 120_000 }, () => {
  it("lists what was asked in vain, the most frequent first and without anybody's number", async () => {
    const { code, text, file } = await command(["--list"]);
    expect(code).toBe(0);
    expect(text).toContain(`1. (3 lần) “${STORY}”`);
    expect(text).toContain("gọi tôi [số điện thoại] về tờ khai");
    expect(text).not.toContain("0912345678");
    expect(file).toBe(original);
  });

  it("puts a chosen one into an entry, after it has shown what else moves", async () => {
    const { code, text, file } = await command([], ["1", "", "1.001193", "c"]);
    expect(code).toBe(0);
    expect(text).toMatch(/Đã hỏi lại \d{3,} câu khác/u);
    expect(text.indexOf("Đã hỏi lại")).toBeLessThan(text.indexOf("Giữ câu mẫu này?"));
    expect(file).toHaveLength(original.length + `\n  - "${STORY}"`.length);
    expect(file.replace(`\n  - "${STORY}"`, "")).toBe(original);
  });

  it("takes the officer's own wording", async () => {
    const { file } = await command([], ["1", "bà mụ vườn đỡ thì khai sinh sao", "1.001193", "c"]);
    expect(file).toContain('  - "bà mụ vườn đỡ thì khai sinh sao"\n');
    expect(file).not.toContain(STORY);
  });

  it.each([
    ["says no", ["1", "", "1.001193", "k"]],
    ["closes the window before that", ["1", ""]],
  ])("writes nothing when the officer %s", async (_, typed) => {
    const { code, file } = await command([], typed);
    expect({ code, isSame: file === original }).toEqual({ code: 0, isSame: true });
  });
});

describe("knowledge questions add", { timeout: 120_000 }, () => {
  it("adds without asking when told so, and the bot then answers from the entry", async () => {
    const { code, text, file } = await command(["add", STORY, "1.001193", "--yes"]);
    expect(code).toBe(0);
    expect(text).toMatch(/→ có câu mẫu này: Đăng ký khai sinh/u);
    expect(file).toContain(`  - "${STORY}"\n`);
  });

  it.each([
    ["a number of a person", "gọi tôi 0912345678", "1.001193", /số riêng của một người/u],
    ["a question that an entry has", "khai sinh quá hạn", "1.000894", /đã là câu mẫu của .*1\.001193\.md/u],
    ["a question that judges us", "đăng ký kết hôn", "1.001193", /chấm điểm|đã là câu mẫu/u],
    ["an unknown entry", "câu hỏi lạ", "khong-co", /Không có mục nào mang mã/u],
  ])("refuses %s", async (_, text, id, why) => {
    const said = await command(["add", text, id, "--yes"]);
    expect(said.code).toBe(2);
    expect(said.text).toMatch(why);
    expect(said.file).toBe(original);
  });
});
