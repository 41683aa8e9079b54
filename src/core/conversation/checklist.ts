/** Lists of things to do that a citizen ticks: only which package, and which numbers are done. */
import type { PackageId } from "../knowledge/index.ts";

export interface Checklist {
  readonly package: PackageId;
  /** Numbers of the steps that are done, counted from 1, in order. */
  readonly done: readonly number[];
  /** Milliseconds since 1970; undefined before anything was ticked: then it ends with the session. */
  readonly keptUntil?: number | undefined;
}

/** So long after the last tick a list is known again; what there is to do after a birth takes days. */
export const CHECKLIST_LIFE_MS = 7 * 24 * 3_600_000;
/** Who is busy with more events at once begins the oldest anew. */
const MOST_LISTS = 3;

/** The lists that are still known. After a long silence only those that were ticked. */
export function aliveChecklists(
  lists: readonly Checklist[] | undefined,
  at: number,
  isSilent: boolean,
): readonly Checklist[] | undefined {
  const alive = (lists ?? []).filter(({ keptUntil }) =>
    keptUntil === undefined ? !isSilent : keptUntil > at,
  );
  return alive.length > 0 ? alive : undefined;
}

/** When the first of them ends; undefined where none was ticked. */
export function firstListEnd(lists: readonly Checklist[] | undefined): number | undefined {
  const ends = (lists ?? []).flatMap(({ keptUntil }) => keptUntil ?? []);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** The list comes last: it is the one that is talked about. */
export function withChecklist(
  lists: readonly Checklist[] | undefined,
  list: Checklist,
): readonly Checklist[] {
  return [...(lists ?? []).filter((other) => other.package !== list.package), list].slice(-MOST_LISTS);
}
