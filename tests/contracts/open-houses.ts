/** The three stores, each opened empty: for tests that say the same of all of them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Store } from "../../src/core/messaging/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { createMemoryStore } from "../../src/storage/memory/memory-store.ts";
import { type APostgres, startPostgres } from "./a-postgres.ts";

/** The service's key of all of them. */
export const KEY = "ab".repeat(32);

export interface Houses {
  readonly postgres: () => APostgres;
  readonly newFolder: () => Promise<string>;
  readonly kinds: readonly (readonly [kind: string, open: () => Promise<Store>])[];
}

/** To be called once in a file: starts a PostgreSQL before its tests, and clears away after them. */
export function openHouses(): Houses {
  let server: APostgres | undefined;
  const folders: string[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });
  const postgres = () => {
    if (!server) throw new Error("PostgreSQL has not started");
    return server;
  };
  const newFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), "hoidap-store-"));
    folders.push(folder);
    return folder;
  };
  const open = async (databaseUrl: string | undefined) =>
    openStore({ databaseUrl, serviceKey: KEY, dataDir: await newFolder() });
  return {
    postgres,
    newFolder,
    kinds: [
      ["memory", createMemoryStore],
      ["SQLite", () => open(undefined)],
      ["PostgreSQL", async () => open(await postgres().newDatabase())],
    ],
  };
}
