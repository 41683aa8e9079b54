/** The door: an update is durable before its channel is told so, or it is refused before anything is kept. */
import type { AcceptUpdates, Inbox } from "../core/messaging/index.ts";
import type { Metrics } from "./metrics.ts";

export interface AcceptDependencies {
  readonly inbox: Pick<Inbox, "accept" | "depth">;
  readonly metrics: Pick<Metrics, "update">;
  readonly clock: () => number;
  /** Updates waiting for their turn, beyond which new ones are refused. */
  readonly limit: number;
  /** Called when there is something new to do. */
  readonly wake: () => void;
}

/** How long a look at the depth holds; in between what came in is added. */
const DEPTH_HOLDS_MS = 250;

export function createAcceptance(deps: AcceptDependencies): AcceptUpdates {
  const { inbox, metrics, clock } = deps;
  let waiting = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const isFull = async (count: number) => {
    if (clock() - lookedAt > DEPTH_HOLDS_MS) {
      lookedAt = clock();
      waiting = (await inbox.depth()).waiting;
    }
    return waiting + count > deps.limit;
  };

  return async (updates) => {
    if (updates.length === 0) return "accepted";
    if (await isFull(updates.length)) {
      for (const { citizen } of updates) metrics.update(citizen.channel, "busy");
      return "busy";
    }
    const results = await inbox.accept(updates, clock());
    updates.forEach((update, at) => {
      const result = results[at] ?? "accepted";
      if (result === "accepted") waiting += 1;
      metrics.update(update.citizen.channel, result);
    });
    deps.wake();
    return "accepted";
  };
}
