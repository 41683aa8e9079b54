/** Gathers what comes in while the last lot is being written, and writes it with few statements. */
import { setImmediate as othersCome } from "node:timers/promises";
import type { CommitQueue } from "./commit-queue.ts";
import type { Running } from "./schema.ts";

/** Results in the order of the items. Must be able to run twice, in a transaction that was rolled back before. */
export type WriteAll<Item, Result> = (running: Running, items: readonly Item[]) => Promise<readonly Result[]>;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** A function that resolves when its item is on disk. An item that breaks its lot is written, or rejected, by itself. */
export function createBatch<Item, Result>(
  queue: CommitQueue,
  most: number,
  writeAll: WriteAll<Item, Result>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isWriting = false;

  const writeOn = async () => {
    while (waiting.length > 0) {
      // Whatever the sockets bring in this round of the event loop travels together.
      await othersCome();
      await write(waiting.splice(0, most));
    }
    isWriting = false;
  };

  const write = async (lot: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const items = lot.map(({ item }) => item);
      const results = await queue.run((running) => writeAll(running, items));
      lot.forEach(({ resolve }, at) => {
        resolve(results[at] as Result);
      });
    } catch (error) {
      if (lot.length === 1) lot[0]?.reject(error);
      else for (const one of lot) await write([one]);
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isWriting) return;
      isWriting = true;
      void writeOn();
    });
}
