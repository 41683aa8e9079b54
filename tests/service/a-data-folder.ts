/** A data folder of its own for a service under test; the service brings in what was learned. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function newDataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "hoidap-service-"));
}

export async function removeDataFolder(folder: string | undefined): Promise<void> {
  if (folder) await rm(folder, { recursive: true, force: true });
}
