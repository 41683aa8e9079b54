import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Store } from "../../src/core/messaging/index.ts";
import { openStore, type StoreSettings } from "../../src/storage/index.ts";
import { rollDice } from "../chaos/dice.ts";
import { expectOrder } from "./expect-order.ts";
import { KEY, openHouses } from "./open-houses.ts";
import { NOTICE, readAudit, waitingTexts } from "./ticket-words.ts";

const { postgres, newFolder } = openHouses();
const DATABASES: readonly (readonly [string, () => Promise<string | undefined>])[] = [
  ["SQLite", async () => undefined],
  ["PostgreSQL", () => postgres().newDatabase()],
];
const KILLS = Number(process.env.CRASH_KILLS ?? 3);
const LONGEST_LIFE_MS = 400;

interface Work {
  readonly deed: "file" | "batch" | "answer" | "everything";
  readonly diesAtNotice?: number;
  readonly firstNumber?: number;
  readonly killAfterMs?: number;
}

/** @returns what the process promised before its end */
async function runProcess(settings: StoreSettings, { killAfterMs, ...work }: Work) {
  const argument = JSON.stringify({ settings, firstNumber: 0, ...work });
  const child = spawn(process.execPath, ["tests/contracts/crashing-process.mjs", argument], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ending = once(child, "close");
  const promised: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => promised.push(line));
  if (killAfterMs !== undefined) {
    await Promise.race([once(lines, "line"), ending]);
    await pause(killAfterMs);
    child.kill("SIGKILL");
  }
  const [, signal] = await ending;
  return { promised, signal: signal as NodeJS.Signals | null };
}

async function withStore<T>(settings: StoreSettings, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(settings);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

describe.each(DATABASES)("a process that is killed while it works on tickets in %s", (_name, newDatabase) => {
  const newSettings = async (): Promise<StoreSettings> => ({
    databaseUrl: await newDatabase(),
    serviceKey: KEY,
    dataDir: await newFolder(),
  });

  it("leaves no part of a batch, nor of changes of status, when it dies in the middle", async () => {
    const settings = await newSettings();
    expect((await runProcess(settings, { deed: "file" })).promised).toHaveLength(300);
    const died = await runProcess(settings, { deed: "batch", diesAtNotice: 211 });
    expect(died).toEqual({ promised: [], signal: "SIGKILL" });
    await withStore(settings, async (store) => {
      const desk = store.desk(NOTICE);
      expect(await desk.batches(10)).toEqual([]);
      expect(await desk.list({ status: "received" }, 1_000, 0)).toHaveLength(300);
      expect(await readAudit(desk)).toHaveLength(300);
      await expectOrder(desk);
    });
    expect((await runProcess(settings, { deed: "batch" })).promised).toEqual(["batch 1"]);
    const diedAgain = await runProcess(settings, { deed: "answer", diesAtNotice: 150 });
    expect(diedAgain).toEqual({ promised: [], signal: "SIGKILL" });
    await withStore(settings, async (store) => {
      const desk = store.desk(NOTICE);
      expect(await desk.list({ status: "handed-over" }, 1_000, 0)).toHaveLength(300);
      expect((await desk.batch(1))?.entries).toBe(300);
      await expectOrder(desk);
    });
  });

  it(`keeps every promise over ${KILLS} kills at any moment, and each ticket tells the same story`, async () => {
    const settings = await newSettings();
    const seed = Date.now();
    const dice = rollDice(seed);
    const promised = new Set<string>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const firstNumber = kill * 1_000_000;
      const life = await runProcess(settings, {
        deed: "everything",
        firstNumber,
        killAfterMs: dice.below(LONGEST_LIFE_MS),
      });
      expect(life.signal, `seed ${seed}`).toBe("SIGKILL");
      for (const line of life.promised) promised.add(line);
      await withStore(settings, (store) => expectPromises(store, promised, `seed ${seed}, kill ${kill}`));
    }
    expect(promised.size).toBeGreaterThan(KILLS);
  });
});

async function expectPromises(store: Store, promised: ReadonlySet<string>, where: string): Promise<void> {
  const desk = store.desk(NOTICE);
  await expectOrder(desk);
  for (const line of promised) {
    const [deed, name = ""] = line.split(" ");
    if (deed === "batch") expect(await desk.batch(Number(name)), `${where}: ${line}`).toBeDefined();
    else expect(await desk.ticket(name), `${where}: ${line}`).toBeDefined();
    if (deed === "answered") expect((await desk.ticket(name))?.status, `${where}: ${line}`).toBe("answered");
  }
  for (const { code, batch, status } of await desk.list({}, 10_000, 0)) {
    // The code was said with the ticket, and each step was told once.
    const steps = [
      code,
      ...(batch === undefined ? [] : [`${code} handed-over`]),
      ...(status === "answered" ? [`${code} answered`] : []),
    ];
    expect(await waitingTexts(store, `of ${code}`), where).toEqual(steps);
  }
}
