import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type APostgres, startPostgres } from "../contracts/a-postgres.ts";
import { runComplaintChaos } from "./run-complaints.ts";

/** `npm run test:chaos` kills 300 times over 10,000 reports; the tests of every day a few times. */
const KILLS = Number(process.env.CHAOS_KILLS ?? 3);
const COMPLAINTS = Number(process.env.CHAOS_COMPLAINTS ?? 40);
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const ONLY = process.env.CHAOS_ON;
const PATIENCE_MS = 240_000 + KILLS * 8_000 + COMPLAINTS * 400;

const report = (line: string) => process.stdout.write(`${line}\n`);
let postgres: APostgres | undefined;

beforeAll(async () => {
  if (ONLY === "PostgreSQL" || KILLS >= 100) postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

// Both databases in the long run, one in the tests of every day.
const databases = (["SQLite", "PostgreSQL"] as const).filter((name) =>
  ONLY ? ONLY === name : KILLS >= 100 || name === "SQLite",
);

describe.each(databases)(`reports on %s, killed ${KILLS} times (seed ${SEED})`, (name) => {
  it(
    "are all kept, each handed over once, and opened by the unit alone",
    async () => {
      const databaseUrl = name === "PostgreSQL" ? await postgres?.newDatabase() : undefined;
      const result = await runComplaintChaos({
        kills: KILLS,
        complaints: COMPLAINTS,
        seed: SEED,
        databaseUrl,
        report,
      });
      report(`reports on ${name}, seed ${SEED}: ${JSON.stringify(result)}`);
      expect(result.shown).toBeGreaterThanOrEqual(COMPLAINTS);
      expect(result).toMatchObject({ lost: 0, doubled: 0, mixedUp: 0 });
    },
    PATIENCE_MS,
  );
});
