/** Decides for each record what an import does with it. Nothing that an officer has written is ever replaced. */
import type { Entry, Knowledge, ProcedureEntry } from "../../core/knowledge/index.ts";
import { type ChangedSide, changedSides, type KnownRow } from "./changed-sides.ts";
import { compareWithEntry } from "./compare-with-entry.ts";
import { type DraftSource, type ReadDraft, readDraft, writeDraft } from "./draft-text.ts";
import { IMPORTED_FACETS, type ImportRecord, type ReadRecords } from "./import-record.ts";
import { slugOf } from "./issuing-bodies.ts";
import type { ListState } from "./list-state.ts";
import { hashText, type SnapshotRow, snapshotRow } from "./snapshot.ts";

export const FATES = [
  /** Neither entry nor draft, and in no earlier list. */
  "new",
  /** Otherwise than in the earlier list or draft; an untouched draft is written anew. */
  "changed",
  "same",
  /** Changed, but an officer has worked on the draft: the new one is put beside it. */
  "kept",
  /** An entry tells of it: no draft. */
  "has-entry",
  /** The draft there has more sides than this list. */
  "poorer",
  /** The draft there is of a newer list. */
  "older",
  /** An officer has taken its draft away, and nothing changed since. */
  "taken-away",
] as const;
export type Fate = (typeof FATES)[number];

export interface PlannedRecord {
  readonly record: ImportRecord;
  readonly fate: Fate;
  readonly changes: readonly ChangedSide[];
  /** Of an entry's head: what the list has otherwise. */
  readonly remarks: readonly string[];
  /** What is to be written, from the folder of drafts; undefined where nothing is. */
  readonly write: { readonly path: string; readonly text: string } | undefined;
}

/** A file that is there already. */
export interface StoredDraft {
  /** From the folder of drafts, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface PlanInput {
  readonly read: Pick<ReadRecords, "facets">;
  readonly entries: Knowledge;
  readonly drafts: ReadonlyMap<string, StoredDraft>;
  readonly earlier: ListState;
  readonly source: DraftSource;
}

/** Beside a draft that an officer has changed; readers of drafts look at `.md` only. */
export const BESIDE_ENDING = ".ban-moi.txt";

const LONGEST_FOLDER = 60;

export function planRecord(record: ImportRecord, input: PlanInput): PlannedRecord {
  const { entries, drafts, earlier, source } = input;
  const listed = earlier.byCode.get(record.code);
  const now: KnownRow = { row: snapshotRow(record), facets: input.read.facets };
  const sinceList = listed && changedSides({ row: listed.row, facets: listed.from.facets }, now);
  const plan = (
    fate: Fate,
    changes: readonly ChangedSide[] = [],
    write?: PlannedRecord["write"],
    remarks: readonly string[] = [],
  ): PlannedRecord => ({ record, fate, changes, remarks, write });

  const entry = entries.get(record.code);
  if (isProcedure(entry))
    return plan("has-entry", sinceList, undefined, compareWithEntry(record, entry, source.date));

  const text = writeDraft(record, source);
  const stored = drafts.get(record.code);
  if (!stored) {
    const path = `${folderOf(record)}/${record.code}.md`;
    if (!sinceList) return plan("new", [], { path, text });
    if (sinceList.length > 0) return plan("changed", sinceList, { path, text });
    return listed?.row.hasDraft ? plan("taken-away") : plan("same", [], { path, text });
  }

  const draft = readDraft(stored.text);
  if (draft.head && draft.head.source.date > source.date) return plan("older", sinceList);
  const fresh = readDraft(text);
  const sinceDraft = changedSides(
    { row: rowOf(record.code, draft), facets: IMPORTED_FACETS },
    { row: rowOf(record.code, fresh), facets: input.read.facets },
  );
  if (IMPORTED_FACETS.some((facet) => draft.texts.has(facet) && !input.read.facets.includes(facet)))
    return plan("poorer", sinceList ?? sinceDraft);
  if (draft.isUntouched) {
    const changes = sinceDraft.length > 0 ? sinceDraft : (sinceList ?? []);
    if (sinceDraft.length > 0) return plan("changed", changes, { path: stored.path, text });
    // The same words from a newer list: the day in the draft moves on.
    const isNewer = draft.head !== undefined && draft.head.source.date < source.date;
    return plan("same", [], isNewer ? { path: stored.path, text } : undefined);
  }
  const changes = sinceList ?? sinceDraft;
  if (changes.length === 0) return plan("same");
  return plan("kept", changes, { path: `${stored.path.replace(/\.md$/u, "")}${BESIDE_ENDING}`, text });
}

export interface GoneProcedure {
  readonly code: string;
  readonly title: string;
  readonly sector: string;
  /** Where it is still told of. */
  readonly where: "entry" | "draft" | "list";
}

/**
 * What was there and is in a whole list no more: of the bodies that the list holds, and of entries and drafts in its
 * sectors. A row that could not be read is not gone.
 */
export function findGone(
  read: ReadRecords,
  { entries, drafts, earlier, source }: Omit<PlanInput, "read">,
): readonly GoneProcedure[] {
  const present = new Set([...read.records, ...read.refused].map(({ code }) => code));
  const scopes = new Set(read.records.map(({ scope }) => scope));
  const sectors = new Set(read.records.map(({ sector }) => slugOf(sector)));
  const gone = new Map<string, GoneProcedure>();
  const add = (code: string, title: string, sector: string, where: GoneProcedure["where"]) => {
    if (!present.has(code)) gone.set(code, { code, title, sector, where });
  };
  for (const [code, { row }] of earlier.byCode)
    if (scopes.has(row.scope)) add(code, row.title, row.sector, "list");
  for (const [code, { text }] of drafts) {
    const head = readDraft(text).head;
    if (head && head.source.date <= source.date && (gone.has(code) || sectors.has(slugOf(head.sector))))
      add(code, head.title, head.sector, "draft");
  }
  for (const entry of entries.values()) {
    if (!isProcedure(entry) || !/^\d\./u.test(entry.id) || isOver(entry, source.date)) continue;
    if (gone.has(entry.id) || sectors.has(slugOf(entry.sector)))
      add(entry.id, entry.title, entry.sector, "entry");
  }
  return [...gone.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function isOver(entry: Entry, date: string): boolean {
  return entry.effectiveUntil !== undefined && entry.effectiveUntil <= date;
}

function isProcedure(entry: Entry | undefined): entry is ProcedureEntry {
  return entry?.kind === "procedure";
}

function folderOf({ sector }: ImportRecord): string {
  return slugOf(sector).slice(0, LONGEST_FOLDER).replace(/-+$/u, "") || "khac";
}

/** What a draft's file says, in the form in which lists are compared. */
function rowOf(code: string, { head, texts }: ReadDraft): SnapshotRow {
  const hashes = IMPORTED_FACETS.flatMap((facet) => {
    const text = texts.get(facet);
    return text ? [[facet, hashText(text)]] : [];
  });
  return {
    code,
    title: head?.title ?? "",
    sector: head?.sector ?? "",
    agency: head?.authority ?? "",
    levels: head?.levels ?? [],
    decision: head?.decision ?? "",
    url: head?.url ?? "",
    scope: "",
    texts: Object.fromEntries(hashes),
  };
}
