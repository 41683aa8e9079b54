/** A store that keeps nothing: the same tables in memory, for a first try and for tests. */
import { randomBytes } from "node:crypto";
import type { Store } from "../../core/messaging/index.ts";
import { openSqliteFile } from "../sqlite/open-sqlite.ts";
import { createVault } from "../vault.ts";

export function createMemoryStore(): Promise<Store> {
  return openSqliteFile(":memory:", createVault(randomBytes(32)), () => undefined);
}
