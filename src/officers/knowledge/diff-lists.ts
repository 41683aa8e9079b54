/** What changed between two days: in the lists that were in force on them, and in the dated facts of entries. */
import type { Knowledge, ProcedureEntry } from "../../core/knowledge/index.ts";
import { type ChangedSide, changedSides, titleWords } from "./changed-sides.ts";
import { UNKNOWN_SECTOR } from "./import-record.ts";
import type { ListedRow, ListState } from "./list-state.ts";
import type { Snapshot } from "./snapshot.ts";

export type FoundChange =
  | { readonly kind: "added"; readonly code: string; readonly title: string; readonly agency: string }
  | {
      readonly kind: "amended";
      readonly code: string;
      readonly title: string;
      readonly sides: readonly ChangedSide[];
    }
  /** The same name under another code. */
  | { readonly kind: "recoded"; readonly code: string; readonly title: string; readonly oldCode: string }
  | { readonly kind: "removed"; readonly code: string; readonly title: string }
  /** An entry's own facts: from when it holds, until when, what replaces it. */
  | {
      readonly kind: "begins" | "ends";
      readonly entry: ProcedureEntry;
      readonly successor: string | undefined;
    };

export interface SectorChanges {
  readonly sector: string;
  readonly changes: readonly FoundChange[];
}

export interface ListDiff {
  readonly sectors: readonly SectorChanges[];
  /** The lists that were compared. */
  readonly compared: readonly { readonly from: Snapshot; readonly to: Snapshot }[];
  /** Bodies that only one of the days has a whole list of. */
  readonly uncompared: readonly string[];
}

export interface DiffInput {
  readonly from: ListState;
  readonly to: ListState;
  /** ISO days. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly entries: Knowledge;
  /** Only this sector, by its words; undefined: all. */
  readonly isWanted: (sector: string) => boolean;
}

export function diffLists({ from, to, fromDay, toDay, entries, isWanted }: DiffInput): ListDiff {
  const bySector = new Map<string, FoundChange[]>();
  const add = (sector: string, change: FoundChange) => {
    if (isWanted(sector)) bySector.set(sector, [...(bySector.get(sector) ?? []), change]);
  };
  const shared = sharedScopes(from, to);
  const added = missingIn(from, to, shared);
  const removed = missingIn(to, from, shared);
  const recoded = pairByName(removed, added);
  for (const { row } of added) {
    const old = recoded.get(row.code);
    add(
      row.sector,
      old
        ? { kind: "recoded", ...named(row), oldCode: old }
        : { kind: "added", ...named(row), agency: row.agency },
    );
  }
  const oldCodes = new Set(recoded.values());
  for (const { row } of removed)
    if (!oldCodes.has(row.code)) add(row.sector, { kind: "removed", ...named(row) });
  for (const [code, after] of to.byCode) {
    const before = from.byCode.get(code);
    if (!before || before.from === after.from) continue;
    const sides = changedSides(known(before), known(after));
    const sector = after.row.sector === UNKNOWN_SECTOR ? before.row.sector : after.row.sector;
    if (sides.length > 0) add(sector, { kind: "amended", ...named(after.row), sides });
  }
  for (const entry of entries.values()) {
    if (entry.kind !== "procedure") continue;
    const successor = entry.replacedBy && (entries.get(entry.replacedBy)?.title ?? entry.replacedBy);
    if (isBetween(entry.effectiveFrom)) add(entry.sector, { kind: "begins", entry, successor });
    if (isBetween(entry.effectiveUntil)) add(entry.sector, { kind: "ends", entry, successor });
  }
  const sectors = [...bySector].map(([sector, changes]) => ({ sector, changes }));
  sectors.sort((a, b) => a.sector.localeCompare(b.sector, "vi"));
  return { sectors, compared: pairsOf(from, to, shared), uncompared: uncomparedScopes(from, to) };

  function isBetween(day: string | undefined): boolean {
    return day !== undefined && day > fromDay && day <= toDay;
  }
}

/** Bodies of which both days have a whole list, and not the same one. */
function sharedScopes(from: ListState, to: ListState): ReadonlySet<string> {
  return new Set(
    [...to.wholeScopes].flatMap(([scope, list]) => {
      const before = from.wholeScopes.get(scope);
      return before && before !== list ? [scope] : [];
    }),
  );
}

function uncomparedScopes(from: ListState, to: ListState): readonly string[] {
  const all = new Set([...from.wholeScopes.keys(), ...to.wholeScopes.keys()]);
  return [...all].filter((scope) => !from.wholeScopes.has(scope) || !to.wholeScopes.has(scope)).sort();
}

/** What one state has of the shared bodies and the other has not at all. */
function missingIn(without: ListState, having: ListState, scopes: ReadonlySet<string>): readonly ListedRow[] {
  return [...having.byCode.values()].filter(
    ({ row }) => scopes.has(row.scope) && !without.byCode.has(row.code) && !without.unread.has(row.code),
  );
}

/** New code to old code, where exactly one of each has the name. */
function pairByName(removed: readonly ListedRow[], added: readonly ListedRow[]): ReadonlyMap<string, string> {
  const group = (rows: readonly ListedRow[]) => {
    const groups = new Map<string, string[]>();
    for (const { row } of rows) {
      const key = `${row.scope}\n${titleWords(row.title)}`;
      groups.set(key, [...(groups.get(key) ?? []), row.code]);
    }
    return groups;
  };
  const old = group(removed);
  return new Map(
    [...group(added)].flatMap(([key, codes]): [string, string][] => {
      const [code, another] = codes;
      const [oldCode, anotherOld] = old.get(key) ?? [];
      return code && oldCode && !another && !anotherOld ? [[code, oldCode]] : [];
    }),
  );
}

function pairsOf(from: ListState, to: ListState, scopes: ReadonlySet<string>): ListDiff["compared"] {
  const pairs = new Map<string, { from: Snapshot; to: Snapshot }>();
  for (const scope of scopes) {
    const [before, after] = [from.wholeScopes.get(scope), to.wholeScopes.get(scope)];
    if (before && after) pairs.set(`${before.source}\n${after.source}`, { from: before, to: after });
  }
  return [...pairs.values()];
}

const known = ({ row, from }: ListedRow) => ({ row, facets: from.facets });
const named = ({ code, title }: { readonly code: string; readonly title: string }) => ({ code, title });
