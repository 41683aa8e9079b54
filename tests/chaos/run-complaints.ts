/** Kills the real service, and the export beside it, while citizens report; then opens all that was handed over. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { makeKeyPair, writeKeyFile } from "../../src/sealing/index.ts";
import { freePort, type RunningService, startTheService } from "../service/a-service.ts";
import { createComplainants } from "./complainants.ts";
import { countTickets } from "./count-rows.ts";
import { type Dice, rollDice } from "./dice.ts";

export interface ComplaintChaosOptions {
  readonly kills: number;
  readonly complaints: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly report?: (line: string) => void;
}

export interface ComplaintChaosResult {
  readonly kills: number;
  readonly exportsKilled: number;
  /** Codes that citizens were shown. */
  readonly shown: number;
  readonly batches: number;
  /** Shown, and in no batch. */
  readonly lost: number;
  /** In more than one batch, or tickets that no citizen was shown a code of. */
  readonly doubled: number;
  /** Opened, and another story in it. */
  readonly mixedUp: number;
}

const LONGEST_LIFE_MS = 3_000;
const handedOverSchema = z.array(z.object({ service_request_id: z.string(), description: z.string() }));

export async function runComplaintChaos(options: ComplaintChaosOptions): Promise<ComplaintChaosResult> {
  const { kills, complaints, seed, databaseUrl, report } = options;
  const dice = rollDice(seed);
  const folder = await mkdtemp(join(tmpdir(), "hoidap-chaos-"));
  const [dataDir, sealed, opened] = ["data", "sealed", "opened"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([dataDir, sealed, opened].map((path) => mkdir(path)));
  const pair = await makeKeyPair();
  const keyFile = join(folder, "unit.key");
  await writeKeyFile(keyFile, pair, undefined);
  const port = await freePort();
  const environment = {
    PORT: String(port),
    FEEDBACK_RECIPIENT: pair.recipient,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  const command = (words: readonly string[]) => runToEnd(words, { ...environment, DATA_DIR: dataDir });
  const citizens = createComplainants(`http://127.0.0.1:${port}`, dice);
  let service: RunningService = await startTheService({ dataDir, environment });
  let killed = 0;
  let exportsKilled = 0;
  let hasEnded = false;
  try {
    await service.ready();
    const complaining = citizens.complainUntil(() => hasEnded);
    const exporting = exportUntil(
      () => hasEnded,
      ["export", "--sealed", "--out", sealed],
      { ...environment, DATA_DIR: dataDir },
      dice,
      () => {
        exportsKilled += 1;
      },
    );
    while (killed < kills || citizens.shown.size < complaints) {
      await pause(dice.below(LONGEST_LIFE_MS));
      if (killed < kills) {
        await service.kill();
        killed += 1;
        service = await startTheService({ dataDir, environment });
      }
      if (killed % 25 === 0) report?.(`${killed} kills, ${citizens.shown.size} codes shown`);
    }
    hasEnded = true;
    await Promise.all([complaining, exporting]);
    await service.ready();
    // What was begun and not finished, and what is left.
    const last = await command(["export", "--sealed", "--out", sealed]);
    if (last.code !== 0) throw new Error(`the last export failed:\n${last.text}`);
    await service.stop();

    const bundles = (await readdir(sealed)).filter((name) => name.endsWith(".hoidap")).sort();
    const found = new Map<string, string[]>();
    for (const bundle of bundles) {
      const to = join(opened, bundle);
      const { code, text } = await command([
        "export",
        "open",
        join(sealed, bundle),
        "--key",
        keyFile,
        "--out",
        to,
      ]);
      if (code !== 0) throw new Error(`${bundle} does not open:\n${text}`);
      for (const { service_request_id, description } of await readHandedOver(to))
        found.set(service_request_id, [...(found.get(service_request_id) ?? []), description]);
    }
    const { shown } = citizens;
    const lost = [...shown.keys()].filter((one) => !found.has(one)).length;
    const inMany = [...found.values()].filter((stories) => stories.length > 1).length;
    const tickets = await countTickets(dataDir, databaseUrl);
    const mixedUp = [...shown].filter(([one, mark]) =>
      found.get(one)?.some((story) => !story.includes(mark)),
    );
    return {
      kills,
      exportsKilled,
      shown: shown.size,
      batches: bundles.length,
      lost,
      doubled: inMany + (tickets - shown.size),
      mixedUp: mixedUp.length,
    };
  } finally {
    hasEnded = true;
    if (service.process.exitCode === null && service.process.signalCode === null) await service.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Hands over again and again; some of it is killed in the middle. */
async function exportUntil(
  hasEnded: () => boolean,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  dice: Dice,
  killed: () => void,
): Promise<void> {
  while (!hasEnded()) {
    await pause(dice.below(4_000));
    const child = start(words, environment);
    const ended = once(child, "close");
    if (dice.next() < 0.5) {
      await Promise.race([ended, pause(200 + dice.below(1_200))]);
      if (child.exitCode === null && child.kill("SIGKILL")) killed();
    }
    await ended;
  }
}

function start(words: readonly string[], environment: Readonly<Record<string, string>>) {
  return spawn(process.execPath, ["dist/cli.js", ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function runToEnd(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = start(words, environment);
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, text };
}

async function readHandedOver(folder: string) {
  const [batch] = await readdir(folder);
  const text = await readFile(join(folder, batch ?? "", "phieu-moi.json"), "utf8");
  return handedOverSchema.parse(JSON.parse(text));
}
