import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseDraftText, portalRecord } from "../officers/knowledge/an-import.ts";

const run = promisify(execFile);
const RECORDS = 1_500;

let house: string;

beforeEach(async () => {
  house = await mkdtemp(join(tmpdir(), "hoidap-import-"));
  await mkdir(join(house, "knowledge"));
  await mkdir(join(house, "intents"));
  const lines = Array.from({ length: RECORDS }, (_, at) => portalRecord(`9.${String(at).padStart(6, "0")}`));
  await writeFile(join(house, "cong.jsonl"), `${lines.join("\n")}\n`);
});
afterEach(() => rm(house, { recursive: true, force: true }));

const environment = () => ({ PATH: process.env.PATH, CONTENT_DIR: house, DATA_DIR: join(house, "data") });
const words = (...more: readonly string[]) => ["dist/cli.js", "knowledge", ...more];
const importWords = () => words("import", join(house, "cong.jsonl"), "--date", "2026-06-10", "--write");
const drafts = async () =>
  (await readdir(join(house, "knowledge", "drafts"), { recursive: true }).catch(() => [])).filter((name) =>
    name.endsWith(".md"),
  );

describe("an import that is killed in the middle", () => {
  it("leaves whole files only, and goes on when it is run again", async () => {
    const child = spawn(process.execPath, importWords(), { env: environment(), stdio: "ignore" });
    const ended = once(child, "close");
    while ((await drafts()).length < 20 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGKILL");
    await ended;
    const left = await drafts();
    expect(left.length).toBeGreaterThanOrEqual(20);
    expect(left.length).toBeLessThan(RECORDS);
    for (const name of left) parseDraftText(await readFile(join(house, "knowledge", "drafts", name), "utf8"));
    expect(await readdir(join(house, "knowledge"))).not.toContain("snapshots");

    const { stdout } = await run(process.execPath, importWords(), { env: environment() });
    expect(stdout).toContain(`Đã viết ${RECORDS - left.length} bản nháp`);
    expect(await drafts()).toHaveLength(RECORDS);
    const all = await readdir(join(house, "knowledge", "drafts"), { recursive: true });
    expect(all.filter((name) => /dang-ghi|ban-moi/u.test(name))).toEqual([]);
  });
});

describe("the command", () => {
  it("shows no bar where nobody watches, and says what to do when the day is missing", async () => {
    const { stdout, stderr } = await run(process.execPath, words("import", join(house, "cong.jsonl")), {
      env: environment(),
    });
    expect(stdout).toContain("xem trước");
    expect(stderr).toBe("");
    const refused = run(process.execPath, words("import", join(house, "cong.jsonl"), "--write"), {
      env: environment(),
    });
    await expect(refused).rejects.toMatchObject({ stderr: expect.stringContaining("Cần --date") });
  });

  it("names a layout that it does not know, with the columns that it saw", async () => {
    await writeFile(join(house, "khac.csv"), "Họ tên;Điện thoại\nAn;1\n");
    const refused = run(process.execPath, words("import", join(house, "khac.csv")), { env: environment() });
    await expect(refused).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Các cột thấy được: “Họ tên”, “Điện thoại”"),
    });
  });

  it("compares a list of the directory by the day in the file beside it", async () => {
    await mkdir(join(house, "knowledge", "directory"));
    for (const [day, name] of [
      ["2026-06-01", "Tên cũ"],
      ["2026-07-01", "Tên mới"],
    ]) {
      const file = join(house, "knowledge", "directory", `danh-muc-${day}`);
      await writeFile(`${file}.csv`, `Mã số,Tên,Cơ quan ban hành\n9.000001,${name},Bộ Thử nghiệm\n`);
      await writeFile(`${file}.yaml`, `source:\n  title: "Danh mục"\n  date: ${day}\n`);
    }
    const { stdout } = await run(process.execPath, words("diff", "01/06/2026", "2026-07-31"), {
      env: environment(),
    });
    expect(stdout).toContain("Đổi tên: “Tên cũ” nay là “Tên mới” (mã 9.000001).");
  });
});
