/** What is done from time to time: old replies are dropped, what is past its time is deleted. */
import type { Outbox, Retention, Store } from "../core/messaging/index.ts";
import { describeError, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { type Loop, startLoop } from "./wakeable-loop.ts";

export interface HousekeepingDependencies {
  readonly store: Pick<Store, "prune"> & { readonly outbox: Pick<Outbox, "dropOlderThan"> };
  readonly retention: Retention;
  readonly replyMaxAgeMs: number;
  readonly clock: () => number;
  readonly metrics: Pick<Metrics, "dropped">;
  readonly log: Log;
}

const EVERY_MS = 60_000;

export function startHousekeeping(deps: HousekeepingDependencies): Loop {
  const { store, clock, log } = deps;
  return startLoop({
    round: async () => {
      const now = clock();
      const dropped = await store.outbox.dropOlderThan(now - deps.replyMaxAgeMs, now);
      if (dropped > 0) {
        deps.metrics.dropped("all", dropped);
        log.warn("replies-too-old", { dropped });
      }
      const pruned = await store.prune(deps.retention, now);
      if (pruned > 0) log.info("pruned", { rows: pruned });
      return EVERY_MS;
    },
    onError: (error) => log.error("housekeeping-failed", describeError(error)),
  });
}
