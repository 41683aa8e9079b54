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

const TICKETS = "select count(*) as count from tickets";

export async function countRows(dataDir: string, databaseUrl: string | undefined): Promise<Rows> {
  const [outbox = 0, turns = 0] = await count([OUTBOX, TURNS], dataDir, databaseUrl);
  return { outbox, turns };
}

export async function countTickets(dataDir: string, databaseUrl: string | undefined): Promise<number> {
  const [tickets = 0] = await count([TICKETS], dataDir, databaseUrl);
  return tickets;
}

async function count(
  queries: readonly string[],
  dataDir: string,
  databaseUrl: string | undefined,
): Promise<number[]> {
  if (databaseUrl) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const counts: number[] = [];
    for (const query of queries) counts.push(Number((await client.query(query)).rows[0].count));
    await client.end();
    return counts;
  }
  const database = new Database(join(dataDir, "hoidap.sqlite"), { readonly: true });
  const counts = queries.map((query) => (database.prepare(query).get() as { count: number }).count);
  database.close();
  return counts;
}
