/** PostgreSQL, for several processes that share the work. */
import { randomInt } from "node:crypto";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Store, Vault } from "../../core/messaging/index.ts";
import { StorageError } from "../errors.ts";
import { migrate, POSTGRES_COLUMNS } from "../migrations/index.ts";
import { createSqlStore } from "../sql/create-store.ts";
import type { Running, Tables } from "../sql/schema.ts";
import { createPostgresClaims, LIVING } from "./claims.ts";

/** Connections of one process; one of them shows that it lives. */
const MOST_CONNECTIONS = 8;
const CONNECT_WITHIN_MS = 10_000;
const INT8 = 20;
/** Only one process at a time brings the tables to their form. */
const MIGRATING = 20_261_123;
/** Only one at a time writes tickets and the audit log. */
const TICKETS = 20_261_124;

/** @throws StorageError DATABASE_UNREACHABLE, DATABASE_NEWER, DATABASE_OTHER_KEY */
export async function openPostgres(databaseUrl: string, vault: Vault): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    // Our numbers (moments, counters) all stay far below 2^53.
    types: {
      getTypeParser: ((oid: number, format?: "text" | "binary") =>
        oid === INT8
          ? Number
          : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
    },
  });
  // A connection that ends while nobody uses it is replaced by the pool.
  pool.on("error", () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const owner = randomInt(1, 2 ** 31 - 1);
  let life: Life | undefined;
  try {
    life = await showLife(databaseUrl, owner);
    await db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${MIGRATING})`.execute(connection);
      try {
        await migrate(connection, POSTGRES_COLUMNS, vault.fingerprint);
      } finally {
        await sql`select pg_advisory_unlock(${MIGRATING})`.execute(connection);
      }
    });
  } catch (cause) {
    await life?.end();
    await db.destroy();
    if (cause instanceof StorageError) throw cause;
    throw new StorageError(
      "DATABASE_UNREACHABLE",
      `Không kết nối được PostgreSQL (${(cause as { code?: string }).code ?? "lỗi kết nối"}). Hãy kiểm tra DATABASE_URL, máy chủ cơ sở dữ liệu và mật khẩu.`,
      { cause },
    );
  }
  return createSqlStore({
    db,
    vault,
    claims: createPostgresClaims(db, owner),
    locksRows: true,
    hasOneConnection: false,
    holding: (oaId, work) =>
      db.transaction().execute(async (running: Running) => {
        await sql`select pg_advisory_xact_lock(hashtext(${`zalo ${oaId}`}))`.execute(running);
        return work(running);
      }),
    lockTickets: async (running) => {
      await sql`select pg_advisory_xact_lock(${TICKETS})`.execute(running);
    },
    // What stays of erased rows until PostgreSQL cleans up by itself is sealed.
    sweep: async () => {},
    close: async () => {
      await life?.end();
      await db.destroy();
    },
  });
}

interface Life {
  end(): Promise<void>;
}

/** Holds a lock that ends with this process, on a connection of its own, taken again should the connection break. */
async function showLife(databaseUrl: string, owner: number): Promise<Life> {
  let isEnded = false;
  let client: pg.Client;
  const begin = async () => {
    client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN_MS });
    client.on("error", () => undefined);
    client.on("end", () => {
      if (!isEnded) setTimeout(() => void begin().catch(() => undefined), 1_000).unref();
    });
    await client.connect();
    await client.query("select pg_advisory_lock($1, $2)", [LIVING, owner]);
  };
  await begin();
  return {
    end: async () => {
      isEnded = true;
      await client.end();
    },
  };
}
