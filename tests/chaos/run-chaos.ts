/** Kills the real service again and again under load, and compares what it promised with what citizens received. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort, type RunningService, startTheService } from "../service/a-service.ts";
import { startZalo, zaloEnvironment } from "../service/a-zalo.ts";
import { type Citizens, createCitizens, type Findings } from "./citizens.ts";
import { countRows } from "./count-rows.ts";
import { rollDice } from "./dice.ts";

export interface ChaosOptions {
  readonly kills: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly report?: (line: string) => void;
}

export interface Spread {
  readonly middle: number;
  readonly longest: number;
}

export interface ChaosResult extends Findings {
  readonly kills: number;
  readonly accepted: number;
  /** Answers that were written down, less questions that were acknowledged: each effect happens once. */
  readonly effectsDoubled: number;
  /** Milliseconds from a kill until the port was open again: the middle one, and the longest. */
  readonly backMs: Spread;
  /** From a kill until turns were taken again, of those lives that came so far. */
  readonly answersMs: Spread;
}

/** A process lives so long at the most, counted from when its port is open; some die before they have read the content. */
const LONGEST_LIFE_MS = 3_000;
/** Nothing new came for this long: nothing more will come. */
const STILL_FOR_MS = 5_000;

export async function runChaos({ kills, seed, databaseUrl, report }: ChaosOptions): Promise<ChaosResult> {
  const dice = rollDice(seed);
  const dataDir = await mkdtemp(join(tmpdir(), "hoidap-chaos-"));
  const zalo = await startZalo();
  const port = await freePort();
  const environment = {
    ...zaloEnvironment(zalo),
    PORT: String(port),
    LOG_LEVEL: "info",
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  const citizens = createCitizens(zalo, `http://127.0.0.1:${port}/webhooks/zalo`, dice);
  const killedAt: number[] = [];
  const backMs: number[] = [];
  const answersMs: number[] = [];
  let service: RunningService = await startTheService({ dataDir, environment });
  try {
    // The single-use token of the first start is exchanged before the first kill; that very moment has tests of its own.
    await service.ready();
    while (zalo.oauth.rotations === 0) await pause(10);
    await pause(100);
    let hasEnded = false;
    const asking = citizens.askUntil(() => hasEnded);
    while (killedAt.length < kills) {
      await pause(dice.below(LONGEST_LIFE_MS));
      const moment = performance.now();
      killedAt.push(Date.now());
      await service.kill();
      service = await startTheService({ dataDir, environment });
      backMs.push(performance.now() - moment);
      service.ready().then(
        () => answersMs.push(performance.now() - moment),
        () => undefined,
      );
      if (killedAt.length % 25 === 0)
        report?.(
          `${killedAt.length} kills, ${citizens.accepted()} accepted, ${zalo.delivered.length} delivered`,
        );
    }
    hasEnded = true;
    await asking;
    await service.ready();
    await untilStill(() => zalo.delivered.length, citizens);
    await service.stop();
    const accepted = citizens.accepted();
    const rows = await countRows(dataDir, databaseUrl);
    return {
      kills,
      accepted,
      ...citizens.findings(killedAt),
      effectsDoubled: Math.max(rows.outbox, rows.turns) - accepted,
      backMs: spreadOf(backMs),
      answersMs: spreadOf(answersMs),
    };
  } finally {
    if (service.process.exitCode === null && service.process.signalCode === null) await service.kill();
    await zalo.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Until everything that was due is there, or nothing has come for a while. */
async function untilStill(count: () => number, citizens: Citizens): Promise<void> {
  let last = -1;
  let since = performance.now();
  while (performance.now() - since < STILL_FOR_MS) {
    // Who is missing is looked for only once it is enough: the look is long, and Zalo's double lives in this process.
    if (count() >= citizens.accepted() && citizens.findings([]).lost === 0) return;
    if (count() !== last) {
      last = count();
      since = performance.now();
    }
    await pause(100);
  }
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  return { middle: sorted[sorted.length >> 1] ?? 0, longest: sorted.at(-1) ?? 0 };
}
