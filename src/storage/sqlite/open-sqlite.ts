/** SQLite in one file of the data folder: durable at every commit, and one process at a time. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Store, Vault } from "../../core/messaging/index.ts";
import { StorageError } from "../errors.ts";
import { migrate, SQLITE_COLUMNS } from "../migrations/index.ts";
import { createSqlStore } from "../sql/create-store.ts";
import type { Tables } from "../sql/schema.ts";
import { SQLITE_FILE } from "../sqlite-file.ts";
import { createSqliteClaims } from "./claims.ts";

export function sqlitePath(dataDir: string): string {
  return join(dataDir, SQLITE_FILE);
}

/** @throws StorageError DATABASE_IN_USE, DATABASE_NEWER, DATABASE_OTHER_KEY */
export async function openSqlite(dataDir: string, vault: Vault): Promise<Store> {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFile(join(dataDir, "hoidap.lock"));
  try {
    return await openSqliteFile(sqlitePath(dataDir), vault, () => lock.close());
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** @param path of the file, or `:memory:` for a store that ends with the process */
export async function openSqliteFile(path: string, vault: Vault, closed: () => void): Promise<Store> {
  const file = new SqliteFile(path);
  file.pragma("journal_mode = WAL");
  // A commit is on the disk before anybody hears of it.
  file.pragma("synchronous = FULL");
  // What was erased must not stand in free pages.
  file.pragma("secure_delete = ON");
  const db = new Kysely<Tables>({ dialect: createDialect(file) });
  try {
    await migrate(db, SQLITE_COLUMNS, vault.fingerprint);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return createSqlStore({
    db,
    vault,
    claims: createSqliteClaims(db),
    locksRows: false,
    hasOneConnection: true,
    holding: createHolding(db),
    // One connection of one process: jobs of the queue never run side by side.
    lockTickets: async () => {},
    // Between two transactions: the connection is held meanwhile.
    sweep: () => db.connection().execute(async () => emptyWriteAheadLog(file)),
    close: async () => {
      await db.destroy();
      closed();
    },
  });
}

/**
 * On some errors, a full disk among them, SQLite rolls back by itself; a second rollback would then fail, and hide why.
 */
function createDialect(file: SqliteFile.Database): SqliteDialect {
  return new (class extends SqliteDialect {
    override createDriver() {
      const driver = super.createDriver();
      const rollBack = driver.rollbackTransaction.bind(driver);
      driver.rollbackTransaction = async (connection) => {
        if (file.inTransaction) await rollBack(connection);
      };
      return driver;
    }
  })({ database: file });
}

/**
 * Erased pages are overwritten in the database file, but their earlier form stands in the write-ahead log until that is
 * emptied. While somebody reads (a backup) it cannot be; then the next time does it. What is left are blocks that the
 * file system has freed and not yet written again: the words in them are sealed.
 */
function emptyWriteAheadLog(file: SqliteFile.Database): void {
  const patience = file.pragma("busy_timeout", { simple: true });
  file.pragma("busy_timeout = 0");
  try {
    file.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    file.pragma(`busy_timeout = ${patience}`);
  }
}

/**
 * A lock that ends with the process, however it ends: an exclusive transaction, never committed, on a file of its own.
 * The database itself stays readable for backups.
 */
function lockFile(path: string): SqliteFile.Database {
  const lock = new SqliteFile(path, { timeout: 0 });
  try {
    lock.pragma("journal_mode = DELETE");
    lock.exec("begin exclusive");
    return lock;
  } catch (cause) {
    lock.close();
    if ((cause as { code?: string }).code !== "SQLITE_BUSY") throw cause;
    throw new StorageError(
      "DATABASE_IN_USE",
      "Cơ sở dữ liệu SQLite đang được một tiến trình khác dùng. Hãy dừng dịch vụ đang chạy trước, hoặc dùng PostgreSQL (DATABASE_URL) nếu cần chạy nhiều tiến trình.",
      { cause },
    );
  }
}

/** One after the other within this process, which is the only one. */
function createHolding(db: Kysely<Tables>) {
  const last = new Map<string, Promise<unknown>>();
  return <T>(oaId: string, work: (running: Kysely<Tables>) => Promise<T>): Promise<T> => {
    const before = last.get(oaId) ?? Promise.resolve();
    const mine = before.then(
      () => work(db),
      () => work(db),
    );
    last.set(oaId, mine);
    return mine;
  };
}
