/** What whoever changes tickets needs. */
import type { Vault } from "../../core/messaging/index.ts";
import type { Running } from "./schema.ts";

export interface TicketWriting {
  readonly vault: Vault;
  /**
   * From here to the end of the transaction nobody else, in this process or another, writes tickets, batches or lines of
   * the audit log. Taken before the first of them is read, and after the rows of a turn are locked, never before.
   */
  readonly lock: (running: Running) => Promise<void>;
}

/** Rows in one statement: databases bound the number of values. */
const MOST_ROWS = 500;

/** @example inLots([1, 2, 3], 2) // [[1, 2], [3]] */
export function inLots<Item>(items: readonly Item[], most = MOST_ROWS): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) =>
    items.slice(at * most, (at + 1) * most),
  );
}
