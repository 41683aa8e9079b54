/** What differs between two states of one procedure, side by side; only what both lists can tell is compared. */

import { sayAgencyChange } from "./agency-change.ts";
import {
  type DraftLevel,
  IMPORTED_FACETS,
  type ImportedFacet,
  LEVEL_WORDS,
  UNKNOWN_SECTOR,
} from "./import-record.ts";
import { plainWords } from "./official-text.ts";
import type { SnapshotRow } from "./snapshot.ts";

export type Side = "title" | "sector" | "agency" | "levels" | "decision" | ImportedFacet;

export interface ChangedSide {
  readonly side: Side;
  /** In words; empty for a side of which only a hash is kept. */
  readonly from: string;
  readonly to: string;
}

/** A row with what its list can tell of. */
export interface KnownRow {
  readonly row: SnapshotRow;
  readonly facets: readonly ImportedFacet[];
}

export const SIDE_WORDS: Readonly<Record<Side, string>> = {
  title: "tên",
  sector: "lĩnh vực",
  agency: "cơ quan thực hiện",
  levels: "cấp thực hiện",
  decision: "quyết định công bố",
  steps: "các bước",
  "required-documents": "giấy tờ cần có",
  applicants: "ai được làm",
  conditions: "điều kiện",
  result: "kết quả",
  "legal-basis": "căn cứ pháp lý",
};

export function changedSides(before: KnownRow, after: KnownRow): readonly ChangedSide[] {
  const changes: ChangedSide[] = [];
  const note = (side: Side, from: string, to: string, isSame: boolean) => {
    // What a list leaves empty it does not deny.
    if (from && to && !isSame) changes.push({ side, from, to });
  };
  const [old, now] = [before.row, after.row];
  note("title", old.title, now.title, titleWords(old.title) === titleWords(now.title));
  const isSectorTold = old.sector !== UNKNOWN_SECTOR && now.sector !== UNKNOWN_SECTOR;
  note("sector", old.sector, now.sector, !isSectorTold || plainWords(old.sector) === plainWords(now.sector));
  note("agency", old.agency, now.agency, sayAgencyChange(old.agency, now.agency) === undefined);
  note("levels", levelWords(old.levels), levelWords(now.levels), sameLevels(old.levels, now.levels));
  note("decision", old.decision, now.decision, plainWords(old.decision) === plainWords(now.decision));
  for (const side of IMPORTED_FACETS) {
    if (!before.facets.includes(side) || !after.facets.includes(side)) continue;
    if (old.texts[side] !== now.texts[side]) changes.push({ side, from: "", to: "" });
  }
  return changes;
}

/** @example titleWords("Thủ tục đăng ký khai sinh.") // "dang ky khai sinh" */
export function titleWords(title: string): string {
  return plainWords(title).replace(/^thu tuc (?:hanh chinh )?/u, "");
}

function sameLevels(a: readonly DraftLevel[], b: readonly DraftLevel[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}

/** @example levelWords(["commune", "province"]) // "cấp xã, cấp thành phố" */
export function levelWords(levels: readonly DraftLevel[]): string {
  return levels.map((level) => LEVEL_WORDS[level]).join(", ");
}
