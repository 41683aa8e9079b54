/** What is remembered, and where: SQLite on one machine, PostgreSQL for several, memory for a moment. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../core/messaging/index.ts";
import { loadServiceKey } from "./service-key.ts";
import { SQLITE_FILE } from "./sqlite-file.ts";
import { createVault } from "./vault.ts";

export { StorageError, type StorageErrorCode } from "./errors.ts";

export interface StoreSettings {
  /** `postgres://…`; undefined: SQLite in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly serviceKey: string | undefined;
  readonly dataDir: string;
}

/** False when nothing was ever kept here: there is nothing to look at, and nothing should be made only to look. */
export function hasDatabase({ databaseUrl, dataDir }: StoreSettings): boolean {
  return databaseUrl !== undefined || existsSync(join(dataDir, SQLITE_FILE));
}

/** Opens the database and brings it to the form that this code knows. @throws StorageError */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const vault = createVault(await loadServiceKey(settings));
  // Each driver is loaded where it is used only.
  if (settings.databaseUrl === undefined) {
    const { openSqlite } = await import("./sqlite/open-sqlite.ts");
    return openSqlite(settings.dataDir, vault);
  }
  const { openPostgres } = await import("./postgres/open-postgres.ts");
  return openPostgres(settings.databaseUrl, vault);
}
