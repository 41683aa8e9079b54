import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../src/core/messaging/index.ts";
import { openControl } from "../../src/server/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { procedureText } from "../content/content-folder.ts";
import { KEY } from "../contracts/open-houses.ts";
import { talk } from "../contracts/store-words.ts";
import { runCommand } from "./a-command.ts";

let folder: string;
let store: Store | undefined;
const dataDir = () => join(folder, "data");
const open = () => openStore({ databaseUrl: undefined, serviceKey: KEY, dataDir: dataDir() });

async function stale(...options: readonly string[]): Promise<{ code: number | null; text: string }> {
  const running = runCommand(["knowledge", "stale", ...options], {
    CONTENT_DIR: folder,
    DATA_DIR: dataDir(),
    SERVICE_KEY: KEY,
  });
  running.hangsUp();
  return { code: await running.ended, text: running.output() };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hoidap-stale-"));
  await mkdir(join(folder, "intents"));
  await mkdir(join(folder, "knowledge/procedures/ho-tich"), { recursive: true });
  for (const [id, title] of [
    ["1.000001", "Việc ít hỏi"],
    ["1.000002", "Việc hay hỏi"],
  ] as const) {
    const text = procedureText(id, "risk: B", `shortTitle: "${title}"`).replace(
      "sector: Hộ tịch",
      `sector: ${id === "1.000001" ? "Hộ tịch" : "Cư trú"}`,
    );
    await writeFile(join(folder, `knowledge/procedures/ho-tich/${id}.md`), text);
  }
});
afterAll(async () => {
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The titles in the order in which they are listed. */
const titles = (text: string) => [...text.matchAll(/điểm\] (Việc [^·]+) ·/gu)].map(([, title]) => title);

describe("knowledge stale", { timeout: 60_000 }, () => {
  it("orders by risk, and makes no database, where nothing was ever asked", async () => {
    const { code, text } = await stale();
    expect(code).toBe(0);
    expect(text).toContain("Chưa có nhật ký lượt hỏi");
    expect(titles(text)).toEqual(["Việc ít hỏi", "Việc hay hỏi"]);
    await expect(readFile(join(dataDir(), "hoidap.sqlite"))).rejects.toThrow();
  });

  it("puts first what citizens ask, from the database while the service is down", async () => {
    store = await open();
    const now = Date.now();
    for (let at = 0; at < 5; at++)
      await talk(store, `c${at}`, { at: now, outcome: "answered", entry: "1.000002" });
    // So long ago that it counts no more.
    for (let at = 0; at < 20; at++)
      await talk(store, `d${at}`, { at: now - 91 * 86_400_000, outcome: "answered", entry: "1.000001" });
    await store.close();
    store = undefined;
    const { code, text } = await stale();
    expect(code).toBe(0);
    expect(titles(text)).toEqual(["Việc hay hỏi", "Việc ít hỏi"]);
    expect(text).toContain("dân hỏi 5 lần trong 90 ngày qua");
  });

  it("asks the running service, which alone holds the database", async () => {
    store = await open();
    const nothing = async () => 0;
    const control = await openControl(dataDir(), {
      state: async () => ({}),
      findings: async () => [],
      replayOutbox: nothing,
      replayInbox: nothing,
      putZaloTokens: nothing,
      tickets: {} as never,
      turnLog: store.turnLog,
      clock: Date.now,
    });
    const { code, text } = await stale("--limit", "1");
    await control.close();
    expect({ code, titles: titles(text) }).toEqual({ code: 0, titles: ["Việc hay hỏi"] });
    expect(text).toContain("… và 1 mục nữa");
    await store.close();
    store = undefined;
  });

  it("shows one sector, written with or without marks, and says which there are", async () => {
    expect(titles((await stale("--sector", "ho tich")).text)).toEqual(["Việc ít hỏi"]);
    const { code, text } = await stale("--sector", "Đất đai");
    expect(code).toBe(2);
    expect(text).toContain("Đang có: Cư trú; Hộ tịch");
  });

  it("writes a sheet to share the work with", async () => {
    const csv = join(folder, "viec.csv");
    const xlsx = join(folder, "viec.xlsx");
    expect((await stale("--csv", csv)).code).toBe(0);
    expect(await readFile(csv, "utf8")).toContain('"1.000002","Việc hay hỏi","Cư trú","B"');
    expect((await stale("--csv", xlsx)).code).toBe(0);
    const [sheet] = await readXlsxFile(xlsx);
    expect(JSON.stringify(sheet)).toContain("Việc hay hỏi");
  });
});
