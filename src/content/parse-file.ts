/** One file of `knowledge/` or `intents/` to what stands in it: its place and its ending tell how it is read. */
import type { Intent } from "../core/conversation/index.ts";
import type { Change, DirectoryNote, Entry, LifePackage } from "../core/knowledge/index.ts";
import type { ContactsFile, OfficesFile, UnitsFile } from "../core/places/index.ts";
import { isChangeFile, parseChange } from "./parse-change.ts";
import {
  isDirectoryFile,
  parseDirectoryList,
  parseDirectoryNote,
  type StoredRow,
} from "./parse-directory.ts";
import { isDraftFile, type PackedDraft, parseDraft } from "./parse-draft.ts";
import { type CaseLink, parseEntry } from "./parse-entry.ts";
import { parseIntent } from "./parse-intent.ts";
import { isPackageFile, parsePackage } from "./parse-package.ts";
import { isPlacesFile, parsePlaces } from "./parse-places.ts";
import { isQuestionsFile, type MoreQuestions, parseQuestions } from "./parse-questions.ts";
import { isSamplesFile, parseSamples, type Samples } from "./parse-samples.ts";
import type { Problem } from "./problem.ts";

/** What stands in one file, or stood in it when it was last in order. */
interface Contents {
  readonly entry?: Entry | undefined;
  readonly caseLinks?: readonly CaseLink[] | undefined;
  readonly intent?: Intent | undefined;
  readonly units?: UnitsFile | undefined;
  readonly offices?: OfficesFile | undefined;
  readonly contacts?: ContactsFile | undefined;
  readonly samples?: Samples | undefined;
  readonly questions?: MoreQuestions | undefined;
  readonly change?: Change | undefined;
  readonly lifePackage?: LifePackage | undefined;
  readonly list?: readonly StoredRow[] | undefined;
  readonly note?: DirectoryNote | undefined;
  readonly draft?: PackedDraft | undefined;
}

/** What came of one file; plain data, so that an unchanged file need not be parsed again after a restart. */
export interface ReadFile extends Contents {
  readonly hash: string;
  /** Of drafts only: size and time of the file, by which an unchanged one is known without reading it. */
  readonly stamp?: string | undefined;
  readonly problems: readonly Problem[];
}

interface Parsed extends Contents {
  readonly problems: readonly Problem[];
}

/** Whether a file below `knowledge/` is content at all; others are passed over. */
export function isKnowledgeFile(file: string): boolean {
  return (
    file.endsWith(".md") ||
    isPlacesFile(file) ||
    isChangeFile(file) ||
    isPackageFile(file) ||
    isQuestionsFile(file) ||
    isDirectoryFile(file)
  );
}

/** Whether a file below `intents/` is content at all. */
export function isIntentsFile(file: string): boolean {
  return file.endsWith(".yaml") || isSamplesFile(file);
}

/**
 * Never throws, whatever the bytes are.
 *
 * @param before what came of the same file earlier: what is not in order now is kept as it was then
 */
export function parseFile(
  file: string,
  bytes: Uint8Array,
  hash: string,
  before: ReadFile | undefined,
): ReadFile {
  const { problems, ...contents } = parseByPlace(file, bytes);
  const isInOrder = Object.values(contents).some((content) => content !== undefined);
  if (isInOrder || !before) return { ...contents, hash, problems };
  return { ...before, stamp: undefined, hash, problems };
}

function parseByPlace(file: string, bytes: Uint8Array): Parsed {
  if (isPlacesFile(file)) return parsePlaces(file, bytes);
  if (isChangeFile(file)) return parseChange(file, bytes);
  if (isPackageFile(file)) return parsePackage(file, bytes);
  if (isSamplesFile(file)) return parseSamples(file, bytes);
  if (isQuestionsFile(file)) return parseQuestions(file, bytes);
  if (isDirectoryFile(file)) {
    if (!file.endsWith(".csv")) return parseDirectoryNote(file, bytes);
    const { rows, problems } = parseDirectoryList(file, bytes);
    return { list: rows, problems };
  }
  if (isDraftFile(file)) return parseDraft(file, bytes);
  if (file.endsWith(".yaml")) return parseIntent(file, bytes);
  return parseEntry(file, bytes);
}
