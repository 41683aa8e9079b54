import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type APostgres, startPostgres } from "../contracts/a-postgres.ts";
import { runChaos } from "./run-chaos.ts";

/** `npm run test:chaos` kills 300 times; the tests of every day a few times. */
const KILLS = Number(process.env.CHAOS_KILLS ?? 3);
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
/** Where many tests share the machine, an answer of the channel may come late and another lane be open at a kill. */
const MOST_REPEATS = KILLS >= 100 ? 1 : 3;
const ONLY = process.env.CHAOS_ON;
const PATIENCE_MS = 120_000 + KILLS * 8_000;

const report = (line: string) => process.stdout.write(`${line}\n`);
let postgres: APostgres | undefined;

beforeAll(async () => {
  if (ONLY !== "SQLite") postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

const databases = (["SQLite", "PostgreSQL"] as const).filter((name) => !ONLY || ONLY === name);

describe.each(databases)(`the service on %s, killed ${KILLS} times under load (seed ${SEED})`, (name) => {
  it(
    "loses nothing, does nothing twice and is back in two seconds",
    async () => {
      const databaseUrl = name === "PostgreSQL" ? await postgres?.newDatabase() : undefined;
      const result = await runChaos({ kills: KILLS, seed: SEED, databaseUrl, report });
      report(`${name}, seed ${SEED}: ${JSON.stringify(result)}`);
      expect(result.accepted).toBeGreaterThan(KILLS);
      expect(result).toMatchObject({ lost: 0, effectsDoubled: 0, outOfOrder: 0 });
      expect(result.repeatedAfterOneKill).toBeLessThanOrEqual(MOST_REPEATS);
    },
    PATIENCE_MS,
  );
});
