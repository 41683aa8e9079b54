/** Reads the folders `knowledge/` and `intents/` as they are now. */
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { basename } from "node:path/posix";
import type { Intent } from "../core/conversation/intent.ts";
import type { Entry, EntryId } from "../core/knowledge/index.ts";
import { crossCheck, type FiledEntry } from "./cross-check.ts";
import { parseEntry } from "./parse-entry.ts";
import { parseIntent } from "./parse-intent.ts";
import type { Problem } from "./problem.ts";

export interface Content {
  readonly knowledge: ReadonlyMap<EntryId, Entry>;
  readonly intents: readonly Intent[];
  /** By file, then by line. */
  readonly problems: readonly Problem[];
  /** How many files were read. */
  readonly files: number;
  /** The good files with what is in them, for the next reading to fall back on. */
  readonly goodEntries: ReadonlyMap<string, Entry>;
  readonly goodIntents: ReadonlyMap<string, Intent>;
}

/**
 * Reads everything below `root/knowledge` and `root/intents`. A file that is not in order is reported; its
 * last good version is taken from `previous` when there is one.
 *
 * @throws when `root` itself cannot be read
 */
export async function loadContent(root: string, previous?: Content): Promise<Content> {
  const [entryFiles, intentFiles] = await Promise.all([
    listFiles(root, "knowledge", ".md"),
    listFiles(root, "intents", ".yaml"),
  ]);
  const problems: Problem[] = [];
  const filed: FiledEntry[] = [];
  const intents = new Map<string, Intent>();
  const unread = new Set<EntryId>();

  for (const [file, bytes] of await readAll(root, entryFiles)) {
    const parsed = parseEntry(file, bytes);
    problems.push(...parsed.problems);
    const entry = parsed.entry ?? previous?.goodEntries.get(file);
    if (entry) filed.push({ file, entry });
    else unread.add(basename(file, ".md"));
  }
  for (const [file, bytes] of await readAll(root, intentFiles)) {
    const parsed = parseIntent(file, bytes);
    problems.push(...parsed.problems);
    const intent = parsed.intent ?? previous?.goodIntents.get(file);
    if (intent) intents.set(file, intent);
  }
  problems.push(...crossCheck(filed, unread));
  problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));

  const knowledge = new Map<EntryId, Entry>();
  for (const { entry } of filed) if (!knowledge.has(entry.id)) knowledge.set(entry.id, entry);
  return {
    knowledge,
    intents: [...intents.values()],
    problems,
    files: entryFiles.length + intentFiles.length,
    goodEntries: new Map(filed.map(({ file, entry }) => [file, entry])),
    goodIntents: intents,
  };
}

/** Paths from the root, with forward slashes, in a fixed order. Hidden files and editors' leftovers are passed over. */
async function listFiles(root: string, folder: string, ending: string): Promise<string[]> {
  const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return found
    .filter((file) => file.isFile() && file.name.endsWith(ending) && !file.name.startsWith("."))
    .map((file) => relative(root, join(file.parentPath, file.name)).split(sep).join("/"))
    .sort();
}

async function readAll(root: string, files: readonly string[]): Promise<[string, Uint8Array][]> {
  const read = await Promise.all(
    files.map(async (file): Promise<[string, Uint8Array] | undefined> => {
      try {
        return [file, await readFile(join(root, file))];
      } catch (error) {
        // Gone between listing and reading: an editor replaces files that way.
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    }),
  );
  return read.filter((one) => one !== undefined);
}
