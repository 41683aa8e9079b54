/** Reads the folders `knowledge/` and `intents/` as they are now. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { basename } from "node:path/posix";
import type { Intent } from "../core/conversation/index.ts";
import type { Change, Directory, Entry, EntryId, LifePackage } from "../core/knowledge/index.ts";
import { createPlaces, type Places } from "../core/places/index.ts";
import { crossCheck, type FiledEntry, type FiledQuestions, strayQuestions } from "./cross-check.ts";
import { crossCheckLife } from "./cross-check-life.ts";
import { crossCheckPlaces } from "./cross-check-places.ts";
import { gatherDirectory } from "./gather-directory.ts";
import { isDirectoryFile } from "./parse-directory.ts";
import { isDraftFile } from "./parse-draft.ts";
import { isIntentsFile, isKnowledgeFile, parseFile, type ReadFile } from "./parse-file.ts";
import type { Samples } from "./parse-samples.ts";
import type { Problem } from "./problem.ts";

export interface Content {
  readonly knowledge: ReadonlyMap<EntryId, Entry>;
  readonly intents: readonly Intent[];
  readonly places: Places;
  /** The same object as long as no list and no draft changes. */
  readonly directory: Directory;
  /** Messages that teach what a report is. */
  readonly samples: readonly Samples[];
  readonly changes: readonly Change[];
  readonly packages: readonly LifePackage[];
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
 * Reads all content below `root/knowledge` and `root/intents`. A file that is not in order is reported; its last
 * good version is taken from `previous` when there is one. A file that has not changed is not parsed again.
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

function stamped(read: ReadFile, stamp: string | undefined): ReadFile {
  return read.stamp === stamp ? read : { ...read, stamp };
}

function gather(files: ReadonlyMap<string, ReadFile>, previous: EarlierReading | undefined): Content {
  const digest = createHash("sha256");
  for (const [file, read] of files) digest.update(`${file}\n${read.hash}\n`);
  const hash = digest.digest("hex");
  const more = new Map<EntryId, FiledQuestions>();
  for (const [file, { questions }] of files)
    if (questions) more.set(questions.entry, { file, lines: questions.lines });
  const filed: FiledEntry[] = [];
  const unread = new Set<EntryId>();
  for (const [file, { entry, caseLinks }] of files) {
    if (entry) filed.push({ file, entry, caseLinks, more: more.get(entry.id) });
    else if (file.endsWith(".md") && !isDraftFile(file)) unread.add(basename(file, ".md"));
  }
  const filedIntents = [...files].flatMap(([file, { intent }]) => (intent ? [{ file, intent }] : []));
  const filedChanges = [...files].flatMap(([file, { change }]) => (change ? [{ file, change }] : []));
  const filedPackages = [...files].flatMap(([file, { lifePackage }]) =>
    lifePackage ? [{ file, lifePackage }] : [],
  );
  // Comparing every question with every other is needless at most starts: nothing has changed.
  const crossProblems =
    previous?.hash === hash
      ? previous.crossProblems
      : [
          ...crossCheck(filed, unread, filedIntents),
          ...strayQuestions(more, filed, unread),
          ...crossCheckPlaces(files),
          ...crossCheckLife(
            filed.map(({ entry }) => entry),
            unread,
            filedChanges,
            filedPackages,
          ),
        ];
  const knowledge = new Map<EntryId, Entry>();
  for (const one of filed) if (!knowledge.has(one.entry.id)) knowledge.set(one.entry.id, withMore(one));
  const gathered = gatherDirectory(files, (code) => knowledge.has(code) || unread.has(code));
  const read = [...files.values()];
  const problems = [...read.flatMap((file) => file.problems), ...crossProblems, ...gathered.problems];
  problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  return {
    knowledge,
    places: createPlaces({
      units: read.find(({ units }) => units)?.units,
      offices: read.find(({ offices }) => offices)?.offices,
      contacts: read.find(({ contacts }) => contacts)?.contacts,
    }),
    directory:
      previous?.directory && isSameDirectory(files, previous.files) ? previous.directory : gathered.directory,
    samples: read.flatMap(({ samples }) => samples ?? []),
    changes: filedChanges.map(({ change }) => change),
    packages: filedPackages.map(({ lifePackage }) => lifePackage),
    intents: filedIntents.map(({ intent }) => intent),
    problems,
    files,
    crossProblems,
    hash,
  };
}

/** What an entry becomes with its further questions; the same object as long as both are the same. */
const WITH_MORE = new WeakMap<Entry, { readonly lines: readonly string[]; readonly entry: Entry }>();

function withMore({ entry, more }: FiledEntry): Entry {
  if (!more) return entry;
  const known = WITH_MORE.get(entry);
  if (known?.lines === more.lines) return known.entry;
  const made = { ...entry, questions: [...entry.questions, ...more.lines] };
  WITH_MORE.set(entry, { lines: more.lines, entry: made });
  return made;
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
