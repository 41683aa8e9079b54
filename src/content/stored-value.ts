/** A value on disk that can be made again at any time: what was learned or parsed, kept for a quick start. */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import { threadId } from "node:worker_threads";

interface Stored {
  readonly key: string;
  readonly value: unknown;
}

/** The value, when the file is there, whole, and was written under the same key. Never throws. */
export async function readStored<T>(path: string, key: string): Promise<T | undefined> {
  try {
    const stored = deserialize(await readFile(path)) as Stored;
    return stored.key === key ? (stored.value as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes beside and renames, so that a reader sees the old file or the new one. A disk that is full only costs time at the next start. */
export async function writeStored(path: string, key: string, value: unknown): Promise<boolean> {
  const stored: Stored = { key, value };
  const beside = `${path}.${process.pid}-${threadId}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, serialize(stored), { mode: 0o600 });
    await rename(beside, path);
    return true;
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    return false;
  }
}
