/** The folders of drafts and snapshots on disk: files in them are whole or not there. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import type { StoredDraft } from "./plan-drafts.ts";
import { readSnapshot, type Snapshot } from "./snapshot.ts";

/** Ends the name of a file that is still being written; no reader takes it for content. */
const UNFINISHED = ".dang-ghi";

/** All drafts by their code; of two files with one code the first by path. */
export async function readDrafts(folder: string): Promise<Map<string, StoredDraft>> {
  const drafts = new Map<string, StoredDraft>();
  for (const path of await listFiles(folder, ".md")) {
    const code = basename(path, ".md");
    if (drafts.has(code)) continue;
    const text = await readFile(join(folder, path), "utf8");
    drafts.set(code, { path: path.split(sep).join("/"), text });
  }
  return drafts;
}

export interface ReadSnapshots {
  readonly snapshots: readonly Snapshot[];
  /** Names of files that are no snapshots, or damaged ones. */
  readonly unreadable: readonly string[];
}

export async function readSnapshots(folder: string): Promise<ReadSnapshots> {
  const snapshots: Snapshot[] = [];
  const unreadable: string[] = [];
  for (const path of await listFiles(folder, ".jsonl")) {
    const snapshot = readSnapshot(await readFile(join(folder, path), "utf8"));
    if (snapshot) snapshots.push(snapshot);
    else unreadable.push(path);
  }
  return { snapshots, unreadable };
}

/** Takes away what an import that was broken off has left half written. */
export async function clearUnfinished(folder: string): Promise<void> {
  for (const path of await listFiles(folder, UNFINISHED)) await rm(join(folder, path), { force: true });
}

/** Writes beside and renames: whoever looks sees the old file or the new one, also after a kill in the middle. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = join(dirname(path), `.${basename(path)}${UNFINISHED}`);
  await writeFile(beside, text);
  await rename(beside, path);
}

/** From the folder, sorted; none where there is no folder. */
async function listFiles(folder: string, ending: string): Promise<string[]> {
  try {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return found
      .filter(({ name }) => name.endsWith(ending) && (ending === UNFINISHED || !name.startsWith(".")))
      .filter((file) => file.isFile())
      .map((file) => relative(folder, join(file.parentPath, file.name)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
