/** A running bot and the officers' edits. */

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Config, readConfig } from "../src/config.ts";
import { takeTurn } from "../src/core/conversation/index.ts";
import { TRIAL_FACTS } from "../src/core/feedback/index.ts";
import { createLiveBrain, type LiveBrain } from "../src/live-brain.ts";
import { TEST_DAY } from "./real-brain.ts";

let folder: string;
let live: LiveBrain;
const reports: string[] = [];
const entryFile = () => join(folder, "knowledge/procedures/ho-tich/1.000894.md");

beforeAll(async () => {
  const project = readConfig({});
  folder = await mkdtemp(join(tmpdir(), "hoidap-live-"));
  for (const part of ["knowledge", "intents", "tuning.json"]) {
    await cp(join(project.contentDir, part), join(folder, part), { recursive: true });
  }
  await cp(join(project.dataDir, "cache"), join(folder, "data/cache"), { recursive: true });
  const config: Config = { ...project, contentDir: folder, dataDir: join(folder, "data") };
  live = await createLiveBrain(config, { watch: true, report: (line) => reports.push(line) });
});
afterAll(async () => {
  await live?.close();
  await rm(folder, { recursive: true, force: true });
});

const answer = (text: string) => takeTurn(live.current(), undefined, { text }, TEST_DAY, TRIAL_FACTS);

describe("a running bot", () => {
  it("says what a good edit says within a second of it, without a restart", async () => {
    const text = await readFile(entryFile(), "utf8");
    await writeFile(entryFile(), text.replace("## Tóm tắt\n", "## Tóm tắt\nCâu vừa được cán bộ thêm vào.\n"));
    await vi.waitFor(
      () => expect(answer("đăng ký kết hôn").reply.text).toContain("Câu vừa được cán bộ thêm vào"),
      5_000,
    );
    expect(reports.join("\n")).toMatch(/nhận 1 tệp/u);
  });

  it("keeps the last good version of a file that an edit broke, and says so", async () => {
    const text = await readFile(entryFile(), "utf8");
    reports.length = 0;
    await writeFile(entryFile(), text.replace("kind: procedure", "kind: proceduer"));
    await vi.waitFor(() => expect(reports.join("\n")).toMatch(/giữ bản cũ của .*1\.000894\.md/u), 5_000);
    expect(answer("đăng ký kết hôn").entry).toBe("1.000894");
    expect(live.problems().some((problem) => problem.file.endsWith("1.000894.md"))).toBe(true);
    await writeFile(entryFile(), text);
    await vi.waitFor(
      () => expect(live.problems().filter(({ severity }) => severity === "error")).toEqual([]),
      5_000,
    );
  });

  it("finds an entry that was added a moment ago by its example questions", async () => {
    const model = await readFile(entryFile(), "utf8");
    const added = model
      .replace('id: "1.000894"', 'id: "9.999999"')
      .replace(/^title:.*$/mu, "title: Cấp phép thả diều sáo ngoài đê")
      .replace(/^shortTitle:.*$/mu, "shortTitle: Thả diều sáo ngoài đê")
      .replace(/^aliases:\n(?: {2}-.*\n)+/mu, "aliases:\n  - giấy phép thả diều sáo\n")
      .replace(
        /^questions:\n(?: {2}-.*\n)+/mu,
        `questions:\n${Array.from({ length: 15 }, (_, at) => `  - "thả diều sáo ngoài đê mùa thứ ${at + 1} xin phép ai"\n`).join("")}`,
      );
    await writeFile(join(folder, "knowledge/procedures/van-hoa/9.999999.md"), added);
    await vi.waitFor(
      () => expect(answer("muốn thả diều sáo ngoài đê thì xin phép ở đâu").entry).toBe("9.999999"),
      5_000,
    );
  });
});
