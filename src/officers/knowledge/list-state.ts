/** What was in the lists on a day: the newest list of each ministry or body that there was by then. */
import type { Snapshot, SnapshotRow } from "./snapshot.ts";

export interface ListedRow {
  readonly row: SnapshotRow;
  readonly from: Snapshot;
}

export interface ListState {
  readonly byCode: ReadonlyMap<string, ListedRow>;
  /** Bodies of which all procedures are known, with the list that tells. */
  readonly wholeScopes: ReadonlyMap<string, Snapshot>;
  /** Codes that stood in a list but could not be read. */
  readonly unread: ReadonlySet<string>;
}

/**
 * @param snapshots of any day; those of later days do not count
 * @param day ISO day, itself included
 */
export function listStateOn(snapshots: readonly Snapshot[], day: string): ListState {
  const byCode = new Map<string, ListedRow>();
  const wholeScopes = new Map<string, Snapshot>();
  const unread = new Set<string>();
  const known = snapshots.filter(({ date }) => date <= day);
  known.sort((a, b) => (a.date === b.date ? compare(a.importedOn, b.importedOn) : compare(a.date, b.date)));
  for (const snapshot of known) {
    for (const code of snapshot.unread) unread.add(code);
    if (snapshot.isWhole) {
      const scopes = scopesOf(snapshot);
      for (const [code, { row }] of byCode) if (scopes.has(row.scope)) byCode.delete(code);
      for (const scope of scopes) wholeScopes.set(scope, snapshot);
    }
    for (const row of snapshot.rows) byCode.set(row.code, { row, from: snapshot });
  }
  return { byCode, wholeScopes, unread };
}

/** The bodies whose procedures a list holds; a row that names none stands for no body. */
export function scopesOf({ rows }: Pick<Snapshot, "rows">): ReadonlySet<string> {
  return new Set(rows.map(({ scope }) => scope).filter(Boolean));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
