/**
 * Tells a citizen at once that their message could not be kept: past the outbox, for that needs the very storage which
 * cannot write. Said once in ten minutes, remembered in memory only.
 */
import { setMaxListeners } from "node:events";
import { WAYS_ON, WORDING } from "../core/conversation/index.ts";
import { type Citizen, type DeliveringChannel, fitReply } from "../core/messaging/index.ts";
import { describeError, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

export interface NotKeptDependencies {
  readonly channels: readonly Pick<DeliveringChannel, "name" | "limits" | "deliver">[];
  readonly clock: () => number;
  readonly metrics: Pick<Metrics, "toldNotKept">;
  readonly log: Log;
  /** Ends what is on its way when the service stops. */
  readonly ending: AbortSignal;
}

const EVERY_MS = 10 * 60_000;
/** Citizens remembered; beyond it the one told longest ago is forgotten first. */
const MOST_REMEMBERED = 50_000;
/** On their way at once: a channel that hangs does not gather promises without end. */
const MOST_UNDER_WAY = 64;

/** Not waited for, never throws. */
export type TellNotKept = (citizen: Citizen) => void;

export function createTellNotKept(deps: NotKeptDependencies): TellNotKept {
  const { channels, clock, metrics, log } = deps;
  const toldAt = new Map<string, number>();
  let underWay = 0;
  // As many deliveries as are on their way listen to the same signal: that is no leak.
  setMaxListeners(0, deps.ending);

  const tell = async (citizen: Citizen, name: string) => {
    const channel = channels.find((one) => one.name === citizen.channel);
    if (!channel) return;
    try {
      for (const part of fitReply(
        { text: WORDING.notKept, buttons: WAYS_ON, isPrivate: true },
        channel.limits,
      )) {
        const now = clock();
        const result = await channel.deliver(citizen.id, part, {
          lastInboundAt: now,
          now,
          signal: deps.ending,
        });
        metrics.toldNotKept(citizen.channel, result.kind);
        // The next message of theirs tries again, unless the channel may have carried it.
        if (result.kind === "failed" && !result.mayHaveArrived) toldAt.delete(name);
      }
    } catch (error) {
      metrics.toldNotKept(citizen.channel, "failed");
      log.error("not-kept-untold", { channel: citizen.channel, ...describeError(error) });
    }
  };

  return (citizen) => {
    const name = `${citizen.channel}:${citizen.id}`;
    const now = clock();
    if (now - (toldAt.get(name) ?? Number.NEGATIVE_INFINITY) < EVERY_MS || underWay >= MOST_UNDER_WAY) return;
    toldAt.delete(name);
    toldAt.set(name, now);
    const [oldest] = toldAt.keys();
    if (toldAt.size > MOST_REMEMBERED && oldest !== undefined) toldAt.delete(oldest);
    underWay += 1;
    void tell(citizen, name).finally(() => {
      underWay -= 1;
    });
  };
}
