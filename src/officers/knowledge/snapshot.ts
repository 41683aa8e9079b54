/** What a list of procedures said on a day, small enough to keep: the ground on which two days can be compared. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { DRAFT_LEVELS, procedureCode } from "../../core/knowledge/index.ts";
import { BROKEN_PORTAL_CODES } from "./broken-portal-codes.ts";
import { IMPORTED_FACETS, type ImportRecord, type ReadRecords } from "./import-record.ts";
import { slugOf } from "./issuing-bodies.ts";

const isoDay = z.iso.date();

const snapshotHeadSchema = z.object({
  snapshot: z.literal(1),
  /** The day for which the list holds. */
  date: isoDay,
  source: z.string(),
  importedOn: isoDay,
  layout: z.enum(["portal", "sheet", "directory"]),
  /** Whether it holds all procedures of the bodies that it names: only then is what it lacks gone. */
  isWhole: z.boolean(),
  /** The sides that its rows can tell of. */
  facets: z.array(z.enum(IMPORTED_FACETS)),
  /** Codes whose rows could not be read: they are there, whatever they say. */
  unread: z.array(z.string()),
});
export type SnapshotHead = z.infer<typeof snapshotHeadSchema>;

const snapshotRowSchema = z.object({
  code: procedureCode,
  title: z.string(),
  sector: z.string(),
  agency: z.string(),
  levels: z.array(z.enum(DRAFT_LEVELS)),
  decision: z.string(),
  url: z.string(),
  scope: z.string(),
  /** The first 96 bits of the SHA-256 of each side's text. */
  texts: z.partialRecord(z.enum(IMPORTED_FACETS), z.string()),
  /** Whether there was a draft when the import was over: one that is missing later was taken away by an officer. */
  hasDraft: z.boolean().optional(),
});
export type SnapshotRow = z.infer<typeof snapshotRowSchema>;

export interface Snapshot extends SnapshotHead {
  readonly rows: readonly SnapshotRow[];
}

/** Enough to tell two texts of one procedure apart; a whole hash would double the file. */
const HASH_LENGTH = 16;

export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, HASH_LENGTH);
}

export function snapshotRow(record: ImportRecord, hasDraft?: boolean): SnapshotRow {
  const { code, title, sector, agency, levels, decision, url, scope, texts } = record;
  const hashes = Object.entries(texts).flatMap(([facet, text]) => (text ? [[facet, hashText(text)]] : []));
  return {
    code,
    title,
    sector,
    agency,
    levels,
    decision,
    url,
    scope,
    texts: Object.fromEntries(hashes),
    ...(hasDraft && { hasDraft }),
  };
}

export function toSnapshot(
  read: ReadRecords,
  about: Pick<SnapshotHead, "date" | "source" | "importedOn" | "isWhole">,
  drafts: ReadonlySet<string> = new Set(),
): Snapshot {
  return {
    snapshot: 1,
    ...about,
    layout: read.layout,
    facets: [...read.facets],
    unread: unreadCodes(read),
    rows: read.records
      .map((record) => snapshotRow(record, drafts.has(record.code)))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

/** Rows that were refused, and pages that the portal is known not to show: of these a list of the portal says nothing. */
function unreadCodes({ layout, refused }: ReadRecords): string[] {
  const codes = refused.map(({ code }) => code).filter(Boolean);
  return [...new Set(layout === "portal" ? [...codes, ...BROKEN_PORTAL_CODES] : codes)].sort();
}

/** One line for the list, then one for each procedure. */
export function writeSnapshot({ rows, ...head }: Snapshot): string {
  return [head, ...rows].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** @returns undefined when the text is no snapshot of ours, or not whole */
export function readSnapshot(text: string): Snapshot | undefined {
  try {
    const [first = "", ...lines] = text.split("\n").filter((line) => line.trim());
    const head = snapshotHeadSchema.parse(JSON.parse(first));
    return { ...head, rows: lines.map((line) => snapshotRowSchema.parse(JSON.parse(line))) };
  } catch {
    return undefined;
  }
}

const LONGEST_SLUG = 60;

/** @example snapshotName("2026-06-10", "Cổng DVC quốc gia") // "2026-06-10-cong-dvc-quoc-gia.jsonl" */
export function snapshotName(date: string, source: string): string {
  return `${date}-${slugOf(source).slice(0, LONGEST_SLUG).replace(/-+$/u, "") || "ban-nhap"}.jsonl`;
}
