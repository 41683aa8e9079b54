/** All changes that are known, newest first, and what they are about. */
import { type Change, dayOfChange } from "./change.ts";
import type { Entry, EntryId } from "./entry.ts";

export interface ChangeLog {
  /** Newest first, and what is still to come before all; where no day is known, last. */
  readonly all: readonly Change[];
  find(id: string): Change | undefined;
  /** Those that name the entry by its code, as what is changed, what came of it, or what is dead by it. */
  ofEntry(id: EntryId): readonly Change[];
  /** Those of the entry, and those of its whole sector. */
  touching(entry: Entry): readonly Change[];
  /** The day of the newest source: what came after it is not known here. Undefined when there are no changes. */
  readonly recordedUpTo: string | undefined;
}

export function createChangeLog(changes: readonly Change[]): ChangeLog {
  const all = [...changes].sort(
    (a, b) => compare(dayOfChange(b) ?? "", dayOfChange(a) ?? "") || compare(a.id, b.id),
  );
  const byId = new Map(all.map((change) => [change.id, change]));
  const names = ({ codes, replaces = [] }: Change, id: EntryId) =>
    codes.includes(id) || replaces.includes(id);
  return {
    all,
    find: (id) => byId.get(id),
    ofEntry: (id) => all.filter((change) => names(change, id)),
    touching: (entry) =>
      all.filter(
        (change) =>
          names(change, entry.id) ||
          (entry.kind === "procedure" && change.sectors?.includes(entry.sector) === true),
      ),
    recordedUpTo: all
      .flatMap(({ source, furtherSources = [] }) => [source, ...furtherSources].map(({ date }) => date))
      .sort()
      .at(-1),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
