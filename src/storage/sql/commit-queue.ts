/** Many who want to write at once share one transaction, and so one write to disk. */
import { describeWriteError } from "../write-error.ts";
import type { Database, Running } from "./schema.ts";

/** Must be able to run twice: a batch in which one job fails is rolled back, and each job runs by itself. */
export type Job<T> = (running: Running) => Promise<T>;

interface Queued {
  readonly job: Job<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface CommitQueue {
  /**
   * Resolves when the job's transaction is on disk; rejects when the job or the commit failed, and nothing was changed.
   * With StorageError DISK_FULL when there is no room.
   */
  run<T>(job: Job<T>): Promise<T>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

const MOST_JOBS = 256;

export function createCommitQueue(db: Database): CommitQueue {
  const queue: Queued[] = [];
  let running: Promise<void> | undefined;

  const drain = async () => {
    // Whoever comes in the same moment travels together.
    await Promise.resolve();
    while (queue.length > 0) await runBatch(queue.splice(0, MOST_JOBS));
    running = undefined;
  };

  const runBatch = async (batch: readonly Queued[]) => {
    let results: unknown[];
    try {
      results = await inOneTransaction(batch);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(describeWriteError(error));
      else for (const one of batch) await runBatch([one]);
      return;
    }
    batch.forEach(({ resolve }, at) => {
      resolve(results[at]);
    });
  };

  const inOneTransaction = (batch: readonly Queued[]) =>
    db.transaction().execute(async (transaction) => {
      const results: unknown[] = [];
      for (const { job } of batch) results.push(await job(transaction));
      return results;
    });

  return {
    run: <T>(job: Job<T>) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ job, resolve: resolve as (value: unknown) => void, reject });
        running ??= drain();
      }),
    idle: async () => {
      while (running) await running;
    },
  };
}
