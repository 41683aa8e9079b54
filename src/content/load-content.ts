/** Reads the folders `knowledge/` and `intents/` as they are now. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { basename } from "node:path/posix";
import type { Intent } from "../core/conversation/index.ts";
import type { Directory, DirectoryNote, Entry, EntryId } from "../core/knowledge/index.ts";
import { createPlaces, type OfficesFile, type Places, type UnitsFile } from "../core/places/index.ts";
import { crossCheck, type FiledEntry } from "./cross-check.ts";
import { gatherDirectory } from "./gather-directory.ts";
import {
  isDirectoryFile,
  parseDirectoryList,
  parseDirectoryNote,
  type StoredRow,
} from "./parse-directory.ts";
import { isDraftFile, type PackedDraft, parseDraft } from "./parse-draft.ts";
import { parseEntry } from "./parse-entry.ts";
import { parseIntent } from "./parse-intent.ts";
import { isPlacesFile, parsePlaces } from "./parse-places.ts";
import { isSamplesFile, parseSamples, type Samples } from "./parse-samples.ts";
import type { Problem } from "./problem.ts";

/** What came of one file; plain data, so that an unchanged file need not be parsed again after a restart. */
export interface ReadFile {
  readonly hash: string;
  /** Of drafts only: size and time of the file, by which an unchanged one is known without reading it. */
  readonly stamp?: string | undefined;
  readonly problems: readonly Problem[];
  /** What stands in it, or stood in it when it was last in order. */
  readonly entry?: Entry | undefined;
  readonly intent?: Intent | undefined;
  readonly units?: UnitsFile | undefined;
  readonly offices?: OfficesFile | undefined;
  readonly samples?: Samples | undefined;
  readonly list?: readonly StoredRow[] | undefined;
  readonly note?: DirectoryNote | undefined;
  readonly draft?: PackedDraft | undefined;
}

export interface Content {
  readonly knowledge: ReadonlyMap<EntryId, Entry>;
  readonly intents: readonly Intent[];
  readonly places: Places;
  /** The same object as long as no list and no draft changes. */
  readonly directory: Directory;
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
export type EarlierReading = Pick<Content, "files" | "crossProblems" | "hash"> & {
  readonly directory?: Directory;
};

/**
 * Reads the entries, places, directory and drafts below `root/knowledge`, and the intents and samples below `root/intents`. A file that is not in order is reported; its
 * last good version is taken from `previous` when there is one. A file that has not changed is not parsed again.
 *
 * @throws when one of the folders cannot be read
 */
export async function loadContent(root: string, previous?: EarlierReading): Promise<Content> {
  const [knowledge, intents] = await Promise.all([listFiles(root, "knowledge"), listFiles(root, "intents")]);
  const listed = [...knowledge.filter(isKnowledgeFile), ...intents.filter(isIntentsFile)];
  const files = new Map<string, ReadFile>();
  for (const { file, bytes, stamp } of await readAll(root, listed, previous?.files)) {
    const before = previous?.files.get(file);
    const hash = bytes && createHash("sha256").update(bytes).digest("base64");
    if (before && (hash === undefined || hash === before.hash)) files.set(file, stamped(before, stamp));
    else if (bytes && hash !== undefined)
      files.set(file, stamped(parseFile(file, bytes, hash, before), stamp));
  }
  return gather(files, previous);
}

function isKnowledgeFile(file: string): boolean {
  return file.endsWith(".md") || isPlacesFile(file) || isDirectoryFile(file);
}

function isIntentsFile(file: string): boolean {
  return file.endsWith(".yaml") || isSamplesFile(file);
}

function stamped(read: ReadFile, stamp: string | undefined): ReadFile {
  return read.stamp === stamp ? read : { ...read, stamp };
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
  if (isDirectoryFile(file)) {
    if (file.endsWith(".csv")) {
      const { rows, problems } = parseDirectoryList(file, bytes);
      return { hash, problems, list: rows ?? before?.list };
    }
    const { note, problems } = parseDirectoryNote(file, bytes);
    return { hash, problems, note: note ?? before?.note };
  }
  if (isDraftFile(file)) {
    const { draft, problems } = parseDraft(file, bytes);
    return { hash, problems, draft: draft ?? before?.draft };
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
    else if (file.endsWith(".md") && !isDraftFile(file)) unread.add(basename(file, ".md"));
  }
  const filedIntents = [...files].flatMap(([file, { intent }]) => (intent ? [{ file, intent }] : []));
  // Comparing every question with every other is needless at most starts: nothing has changed.
  const crossProblems =
    previous?.hash === hash ? previous.crossProblems : crossCheck(filed, unread, filedIntents);
  const knowledge = new Map<EntryId, Entry>();
  for (const { entry } of filed) if (!knowledge.has(entry.id)) knowledge.set(entry.id, entry);
  const gathered = gatherDirectory(files, (code) => knowledge.has(code) || unread.has(code));
  const problems = [
    ...[...files.values()].flatMap((file) => file.problems),
    ...crossProblems,
    ...gathered.problems,
  ];
  problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));

  const read = [...files.values()];
  return {
    knowledge,
    places: createPlaces({
      units: read.find(({ units }) => units)?.units,
      offices: read.find(({ offices }) => offices)?.offices,
    }),
    directory:
      previous?.directory && isSameDirectory(files, previous.files) ? previous.directory : gathered.directory,
    samples: read.flatMap(({ samples }) => samples ?? []),
    intents: [...files.values()].flatMap(({ intent }) => intent ?? []),
    problems,
    files,
    crossProblems,
    hash,
  };
}

/** Whoever has made an index of the directory need not make it again because a fee has changed. */
function isSameDirectory(
  files: ReadonlyMap<string, ReadFile>,
  before: ReadonlyMap<string, ReadFile>,
): boolean {
  const partsOf = (all: ReadonlyMap<string, ReadFile>) =>
    [...all].filter(([file]) => isDirectoryFile(file) || isDraftFile(file));
  const old = partsOf(before);
  const now = partsOf(files);
  return now.length === old.length && now.every(([file, read]) => before.get(file) === read);
}

/** Paths from the root, with forward slashes, in a fixed order. Hidden files and editors' leftovers are passed over. */
async function listFiles(root: string, folder: string): Promise<string[]> {
  const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return found
    .filter((file) => file.isFile() && !file.name.startsWith("."))
    .map((file) => relative(root, join(file.parentPath, file.name)).split(sep).join("/"))
    .sort();
}

interface FoundFile {
  readonly file: string;
  /** Undefined when it need not be read: it is as it was. */
  readonly bytes: Uint8Array | undefined;
  readonly stamp: string | undefined;
}

async function readAll(
  root: string,
  files: readonly string[],
  before: ReadonlyMap<string, ReadFile> | undefined,
): Promise<FoundFile[]> {
  const read = await Promise.all(
    files.map(async (file): Promise<FoundFile | undefined> => {
      try {
        const stamp = isDraftFile(file) ? stampOf(join(root, file)) : undefined;
        const isAsBefore = stamp !== undefined && before?.get(file)?.stamp === stamp;
        return { file, stamp, bytes: isAsBefore ? undefined : await readFile(join(root, file)) };
      } catch (error) {
        // Gone between listing and reading: an editor replaces files that way.
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    }),
  );
  return read.filter((one) => one !== undefined);
}

/** Size and time of the last change. Thousands of drafts are not read again at each start to see that nothing changed. */
function stampOf(path: string): string {
  // Thousands of questions to the disk one after the other take a fifth of the time of as many promises.
  const { size, mtimeMs, ino } = statSync(path);
  return `${size} ${mtimeMs} ${ino}`;
}
