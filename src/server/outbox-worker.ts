/** Carries what waits in the outbox to one channel, in order for each citizen, and settles how each carrying ended. */
import {
  type DeliveringChannel,
  type DeliveryResult,
  type Outbox,
  type OutboxPart,
  type RetrySettings,
  type Settlement,
  settle,
} from "../core/messaging/index.ts";
import { describeError, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { type Loop, startLoop } from "./wakeable-loop.ts";

export interface OutboxWorkerDependencies {
  readonly outbox: Outbox;
  readonly channel: DeliveringChannel;
  readonly retries: RetrySettings;
  readonly clock: () => number;
  readonly timer: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface OutboxWorker extends Loop {
  /** A person has acted: what waited for that is tried now. */
  resume(): Promise<void>;
}

/**
 * A part that takes much longer than the channel's parts do no longer holds up the next citizen's. Until then parts go
 * out one by one, so that a crash between sending and marking repeats one part at the most.
 */
const LANE_OPENS_AFTER = { leastMs: 30, mostMs: 150, timesUsual: 4 };
const STEP_MS = 5;
/** How much the newest delivery counts in what is usual. */
const NEWEST_SHARE = 0.1;
/** Parts on their way at once. */
const MOST_LANES = 64;
const IDLE_MS = 500;
/** The first part of an account that does not work tells about all the others. */
const PAUSE_FOR_PERSON_MS = 30_000;
/** Storage cannot write: nothing more is carried until what was carried is marked. */
const PAUSE_UNMARKED_MS = 2_000;

export function startOutboxWorker(deps: OutboxWorkerDependencies): OutboxWorker {
  const { outbox, channel, clock, log } = deps;
  const running = new Set<Promise<void>>();
  const unmarked = new Map<number, Settlement>();
  const aborting = new AbortController();
  let pausedUntil = 0;
  let usualMs = 0;

  const round = async () => {
    const now = clock();
    if (now < pausedUntil) return pausedUntil - now;
    if (running.size >= MOST_LANES) {
      await Promise.race(running);
      return 0;
    }
    const [part] = await outbox.claimDue([channel.name], 1, now);
    if (!part) return untilNext(await outbox.nextDueAt([channel.name], now), now);
    const known = unmarked.get(part.id);
    if (known) {
      await mark(part, known);
      return 0;
    }
    let isLate = false;
    const delivering = deliver(part);
    const lane = finish(part, delivering).finally(() => {
      running.delete(lane);
      // The citizen's next part may go now.
      if (isLate) loop.wake();
    });
    running.add(lane);
    isLate = !(await Promise.race([delivering.then(() => true), patience(patienceFor(usualMs))]));
    // Marking is our own work: the next part waits for it.
    if (!isLate) await lane;
    return 0;
  };

  const finish = async (part: OutboxPart, delivering: Promise<DeliveryResult>) => {
    const result = await delivering;
    if (result.kind === "failed" && (result.failure === "auth" || result.failure === "human")) {
      pausedUntil = clock() + PAUSE_FOR_PERSON_MS;
      log.error("channel-needs-a-person", { channel: channel.name, code: result.code });
    }
    const settlement = settle(part, result, clock(), deps.chance(), deps.retries);
    const isHeldBack = settlement.kind === "retry" && !settlement.isTry;
    if (settlement.kind !== "delivered" && !isHeldBack)
      log.warn("delivery-failed", {
        id: part.id,
        channel: channel.name,
        end: settlement.kind,
        reason: settlement.reason,
        code: "code" in settlement ? settlement.code : undefined,
      });
    if (settlement.kind === "dropped") deps.metrics.dropped(channel.name, 1);
    await mark(part, settlement);
  };

  /** What was carried and cannot be marked, on a full disk, is marked later: it is never carried once more for that. */
  const mark = async (part: OutboxPart, settlement: Settlement) => {
    try {
      await outbox.settle(part.id, settlement, clock());
      unmarked.delete(part.id);
    } catch (error) {
      unmarked.set(part.id, settlement);
      pausedUntil = Math.max(pausedUntil, clock() + PAUSE_UNMARKED_MS);
      log.error("part-not-marked", { id: part.id, channel: channel.name, ...describeError(error) });
    }
  };

  const deliver = async (part: OutboxPart): Promise<DeliveryResult> => {
    const startedAt = deps.timer();
    const result = await tryToDeliver(part);
    const took = deps.timer() - startedAt;
    deps.metrics.delivery(channel.name, result, took);
    if (result.kind === "delivered") usualMs += NEWEST_SHARE * (took - usualMs);
    return result;
  };

  const tryToDeliver = async (part: OutboxPart): Promise<DeliveryResult> => {
    try {
      return await channel.deliver(part.citizen.id, part.part, {
        lastInboundAt: part.lastInboundAt,
        now: clock(),
        signal: aborting.signal,
      });
    } catch (error) {
      log.error("delivery-broke", { id: part.id, channel: channel.name, ...describeError(error) });
      return { kind: "failed", failure: "permanent", code: "bug" };
    }
  };

  const loop = startLoop({
    round,
    onError: (error) => log.error("outbox-halted", { channel: channel.name, ...describeError(error) }),
  });
  return {
    wake: loop.wake,
    resume: async () => {
      await outbox.hasten(channel.name, clock());
      pausedUntil = 0;
      loop.wake();
    },
    stop: async () => {
      await loop.stop();
      const patience = setTimeout(() => aborting.abort(), STOP_PATIENCE_MS);
      await Promise.allSettled(running);
      clearTimeout(patience);
    },
  };
}

/** What is on its way when the service stops may arrive; then it is cut off, and tried again at the next start. */
const STOP_PATIENCE_MS = 5_000;

function untilNext(dueAt: number | undefined, now: number): number {
  return dueAt === undefined ? IDLE_MS : Math.min(IDLE_MS, Math.max(1, dueAt - now));
}

/**
 * In steps: while turns keep the process busy, an answer that has come is read between them, before it counts as late.
 */
async function patience(ms: number): Promise<false> {
  for (let waited = 0; waited < ms; waited += STEP_MS)
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  return false;
}

function patienceFor(usualMs: number): number {
  const { leastMs, mostMs, timesUsual } = LANE_OPENS_AFTER;
  return Math.min(mostMs, Math.max(leastMs, timesUsual * usualMs));
}
