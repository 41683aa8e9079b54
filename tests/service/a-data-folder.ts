/** A data folder of its own for a service under test, in which the content is learned already. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/config.ts";

export async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hoidap-service-"));
  // Learned before the tests began; to learn again takes each service many seconds.
  await cp(join(readConfig({}).dataDir, "cache"), join(folder, "cache"), { recursive: true, force: true });
  return folder;
}

export async function removeDataFolder(folder: string | undefined): Promise<void> {
  if (folder) await rm(folder, { recursive: true, force: true });
}
