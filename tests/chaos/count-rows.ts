/** How many effects a database holds, read from outside of the service. */
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";

export interface Rows {
  readonly outbox: number;
  readonly turns: number;
}

const OUTBOX = "select count(*) as count from outbox";
const TURNS = "select count(*) as count from turn_log";

export async function countRows(dataDir: string, databaseUrl: string | undefined): Promise<Rows> {
  if (databaseUrl) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const count = async (query: string) => Number((await client.query(query)).rows[0].count);
    const rows = { outbox: await count(OUTBOX), turns: await count(TURNS) };
    await client.end();
    return rows;
  }
  const database = new Database(join(dataDir, "hoidap.sqlite"), { readonly: true });
  const count = (query: string) => (database.prepare(query).get() as { count: number }).count;
  const rows = { outbox: count(OUTBOX), turns: count(TURNS) };
  database.close();
  return rows;
}
