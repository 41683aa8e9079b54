/**
 * The door: an update is durable before its channel is told so, or it is refused before anything is kept, and its citizen
 * is told that.
 */
import type { AcceptUpdates, InboundUpdate, Inbox } from "../core/messaging/index.ts";
import { describeError, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { TellNotKept } from "./tell-not-kept.ts";

export interface AcceptDependencies {
  readonly inbox: Pick<Inbox, "accept" | "depth">;
  readonly metrics: Pick<Metrics, "update">;
  readonly clock: () => number;
  /** Updates waiting for their turn, beyond which new ones are refused. */
  readonly limit: number;
  /** Called when there is something new to do. */
  readonly wake: () => void;
  /** Storage could not keep what this citizen wrote. */
  readonly notKept: TellNotKept;
  readonly log: Log;
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

  const take = async (updates: readonly InboundUpdate[]) => {
    if (await isFull(updates.length)) {
      for (const { citizen } of updates) metrics.update(citizen.channel, "busy");
      return "busy" as const;
    }
    const results = await inbox.accept(updates, clock());
    updates.forEach((update, at) => {
      const result = results[at] ?? "accepted";
      if (result === "accepted") waiting += 1;
      metrics.update(update.citizen.channel, result);
    });
    deps.wake();
    return "accepted" as const;
  };

  return async (updates) => {
    if (updates.length === 0) return "accepted";
    try {
      return await take(updates);
    } catch (error) {
      deps.log.error("not-kept", describeError(error));
      for (const { citizen, event } of updates) {
        metrics.update(citizen.channel, "not-kept");
        // A page hears it from the answer to its own call.
        if (citizen.channel !== "web" && WAITS_FOR_WORDS.includes(event.kind)) deps.notKept(citizen);
      }
      return "not-kept";
    }
  };
}

/** Events after which somebody waits for an answer. */
const WAITS_FOR_WORDS: readonly InboundUpdate["event"]["kind"][] = ["message", "media"];
