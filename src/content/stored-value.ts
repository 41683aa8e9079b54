/** A value on disk that can be made again at any time: what was learned or parsed, kept for a quick start. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
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

/** Removes all but the newest files of a folder whose names begin alike. Never throws: it is only about disk space. */
export async function keepNewest(folder: string, prefix: string, most: number): Promise<void> {
  try {
    const files = (await readdir(folder)).filter((name) => name.startsWith(prefix) && name.endsWith(".bin"));
    const dated = await Promise.all(
      files.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
    );
    dated.sort((a, b) => b.at - a.at);
    await Promise.all(dated.slice(most).map(({ name }) => rm(join(folder, name), { force: true })));
  } catch {
    // Another process may be tidying up as well.
  }
}
