/** Reads the folders `knowledge/` and `intents/` as they are now. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { basename } from "node:path/posix";
import type { Intent } from "../core/conversation/index.ts";
import type { Entry, EntryId } from "../core/knowledge/index.ts";
import { createPlaces, type OfficesFile, type Places, type UnitsFile } from "../core/places/index.ts";
import { crossCheck, type FiledEntry } from "./cross-check.ts";
import { parseEntry } from "./parse-entry.ts";
import { parseIntent } from "./parse-intent.ts";
import { isPlacesFile, parsePlaces } from "./parse-places.ts";
import { isSamplesFile, parseSamples, type Samples } from "./parse-samples.ts";
import type { Problem } from "./problem.ts";

/** What came of one file; plain data, so that an unchanged file need not be parsed again after a restart. */
export interface ReadFile {
  readonly hash: string;
  readonly problems: readonly Problem[];
  /** What stands in it, or stood in it when it was last in order. */
  readonly entry?: Entry | undefined;
  readonly intent?: Intent | undefined;
  readonly units?: UnitsFile | undefined;
  readonly offices?: OfficesFile | undefined;
  readonly samples?: Samples | undefined;
}

export interface Content {
  readonly knowledge: ReadonlyMap<EntryId, Entry>;
  readonly intents: readonly Intent[];
  readonly places: Places;
  /** Messages that teach what a report is. */
  readonly samples: readonly Samples[];
  /** By file, then by line. */
  readonly problems: readonly Problem[];
  readonly files: ReadonlyMap<string, ReadFile>;
  /** What only shows when all files are read together. */
  readonly crossProblems: readonly Problem[];
  /** Changes whenever a file does. */
  readonly hash: string;
}

/** What of an earlier reading saves work in the next one; plain data, kept over a restart. */
export type EarlierReading = Pick<Content, "files" | "crossProblems" | "hash">;

/**
 * Reads the entries and places below `root/knowledge`, and the intents and samples below `root/intents`. A file that is not in order is reported; its
 * last good version is taken from `previous` when there is one. A file that has not changed is not parsed again.
 *
 * @throws when one of the folders cannot be read
 */
export async function loadContent(root: string, previous?: EarlierReading): Promise<Content> {
  const listed = await Promise.all([
    listFiles(root, "knowledge", ".md").then((files) => files.filter((file) => !isDraftFile(file))),
    listFiles(root, "knowledge", ".yaml").then((files) => files.filter(isPlacesFile)),
    listFiles(root, "intents", ".yaml"),
    listFiles(root, "intents", ".txt").then((files) => files.filter(isSamplesFile)),
  ]);
  const files = new Map<string, ReadFile>();
  for (const [file, bytes] of await readAll(root, listed.flat())) {
    const before = previous?.files.get(file);
    const hash = createHash("sha256").update(bytes).digest("base64");
    files.set(file, before?.hash === hash ? before : parseFile(file, bytes, hash, before));
  }
  return gather(files, previous);
}

/** Drafts are no entries: nobody has looked at them. */
function isDraftFile(file: string): boolean {
  return file.startsWith("knowledge/drafts/");
}

function parseFile(file: string, bytes: Uint8Array, hash: string, before: ReadFile | undefined): ReadFile {
  if (isPlacesFile(file)) {
    const { units, offices, problems } = parsePlaces(file, bytes);
    return { hash, problems, units: units ?? before?.units, offices: offices ?? before?.offices };
  }
  if (isSamplesFile(file)) {
    const { samples, problems } = parseSamples(file, bytes);
    return { hash, problems, samples: samples ?? before?.samples };
  }
  if (file.endsWith(".yaml")) {
    const { intent, problems } = parseIntent(file, bytes);
    return { hash, problems, intent: intent ?? before?.intent };
  }
  const { entry, problems } = parseEntry(file, bytes);
  return { hash, problems, entry: entry ?? before?.entry };
}

function gather(files: ReadonlyMap<string, ReadFile>, previous: EarlierReading | undefined): Content {
  const digest = createHash("sha256");
  for (const [file, read] of files) digest.update(`${file}\n${read.hash}\n`);
  const hash = digest.digest("hex");
  const filed: FiledEntry[] = [];
  const unread = new Set<EntryId>();
  for (const [file, { entry }] of files) {
    if (entry) filed.push({ file, entry });
    else if (file.endsWith(".md")) unread.add(basename(file, ".md"));
  }
  const filedIntents = [...files].flatMap(([file, { intent }]) => (intent ? [{ file, intent }] : []));
  // Comparing every question with every other is needless at most starts: nothing has changed.
  const crossProblems =
    previous?.hash === hash ? previous.crossProblems : crossCheck(filed, unread, filedIntents);
  const problems = [...[...files.values()].flatMap((file) => file.problems), ...crossProblems];
  problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));

  const knowledge = new Map<EntryId, Entry>();
  for (const { entry } of filed) if (!knowledge.has(entry.id)) knowledge.set(entry.id, entry);
  const read = [...files.values()];
  return {
    knowledge,
    places: createPlaces({
      units: read.find(({ units }) => units)?.units,
      offices: read.find(({ offices }) => offices)?.offices,
    }),
    samples: read.flatMap(({ samples }) => samples ?? []),
    intents: [...files.values()].flatMap(({ intent }) => intent ?? []),
    problems,
    files,
    crossProblems,
    hash,
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
