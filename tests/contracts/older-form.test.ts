import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { type Dialect, Kysely, PostgresDialect, SqliteDialect } from "kysely";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/storage/index.ts";
import { type Column, POSTGRES_COLUMNS, SQLITE_COLUMNS } from "../../src/storage/migrations/columns.ts";
import { createFirstTables } from "../../src/storage/migrations/first-tables.ts";
import type { Tables } from "../../src/storage/sql/schema.ts";
import { createVault } from "../../src/storage/vault.ts";
import { KEY, openHouses } from "./open-houses.ts";
import { claimOne, message, NOON, turn } from "./store-words.ts";
import { codeOf, filing, NOTICE } from "./ticket-words.ts";

const { postgres, newFolder } = openHouses();
const vault = createVault(Buffer.from(KEY, "hex"));

const HOUSES: readonly (readonly [string, Column, () => Promise<[string | undefined, string, Dialect]>])[] = [
  [
    "SQLite",
    SQLITE_COLUMNS,
    async () => {
      const folder = await newFolder();
      const database = new SqliteFile(join(folder, "hoidap.sqlite"));
      return [undefined, folder, new SqliteDialect({ database })];
    },
  ],
  [
    "PostgreSQL",
    POSTGRES_COLUMNS,
    async () => {
      const address = await postgres().newDatabase();
      const pool = new pg.Pool({ connectionString: address });
      return [address, await newFolder(), new PostgresDialect({ pool })];
    },
  ],
];

describe.each(HOUSES)("a database of the first form on %s", (_kind, column, open) => {
  it("is taken over with what waits in it, and takes tickets from then on", async () => {
    const [databaseUrl, dataDir, dialect] = await open();
    const earlier = new Kysely<Tables>({ dialect });
    await earlier.transaction().execute(async (running) => {
      await createFirstTables(running, column);
      await running.schema
        .createTable("meta")
        .addColumn("name", "text", (one) => one.primaryKey())
        .addColumn("value", "text", (one) => one.notNull())
        .execute();
      await running
        .insertInto("meta")
        .values([
          { name: "version", value: "1" },
          { name: "key", value: vault.fingerprint },
        ])
        .execute();
      const citizen = { channel: "zalo", id: "a" } as const;
      const name = vault.pseudonym(citizen);
      const waiting = { citizen: name, state: "waiting", due_at: NOON, tries: 0, lease_until: 0 } as const;
      await running
        .insertInto("updates")
        .values({
          ...waiting,
          key_hash: "x",
          content: vault.seal(JSON.stringify(message("a", "k1"))),
          accepted_at: NOON,
        })
        .execute();
      // The columns of later forms are not there yet.
      const part = {
        ...waiting,
        channel: "zalo",
        content: vault.seal(JSON.stringify({ citizen, part: { text: "trả lời cũ", buttons: [] } })),
        created_at: NOON,
      } as const;
      await running
        .insertInto("outbox")
        .values(part as never)
        .execute();
    });
    await earlier.destroy();

    const store = await openStore({ databaseUrl, serviceKey: KEY, dataDir });
    expect((await store.outbox.claimDue(["zalo"], 1, NOON))[0]?.part.text).toBe("trả lời cũ");
    const claimed = await claimOne(store);
    expect(claimed.update.key).toBe("k1");
    const commit = turn(claimed, ["mã"], { feedback: [filing(codeOf(1))] });
    expect(await store.inbox.commitTurn(commit)).toBe("committed");
    expect(await store.desk(NOTICE).ticket(codeOf(1))).toMatchObject({ status: "received" });
    await store.close();
    // A second start finds nothing to do.
    await (await openStore({ databaseUrl, serviceKey: KEY, dataDir })).close();
  });
});
