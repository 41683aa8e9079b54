/** Part of the composition root: does what only one of several processes may do, while this one is it. */
import type { Leases } from "./core/messaging/index.ts";

export interface HeldTask {
  readonly name: string;
  readonly leases: Leases;
  /** Names this process. */
  readonly owner: string;
  readonly clock: () => number;
  /** Begins; returns how to end. */
  readonly begin: () => () => Promise<void>;
  /** How often it is looked who holds it, and how long it is held for one who is not heard of. */
  readonly lookEveryMs?: number;
  readonly heldForMs?: number;
}

/** A process that died is followed by another one after this. */
const HELD_FOR_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

/** Returns how to end for good. */
export function holdLease(task: HeldTask): () => Promise<void> {
  const { name, leases, owner, clock, begin, lookEveryMs = LOOK_EVERY_MS, heldForMs = HELD_FOR_MS } = task;
  let end: (() => Promise<void>) | undefined;
  let isStopped = false;

  const look = async () => {
    // Storage that is away holds nothing for us: what runs is ended before another process may begin.
    const isHolder = await leases.acquire(name, owner, heldForMs, clock()).catch(() => false);
    if (isStopped) return;
    if (isHolder) end ??= begin();
    else if (end) {
      const ending = end;
      end = undefined;
      await ending();
    }
  };

  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookEveryMs);
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await looking;
    await end?.();
    await leases.release(name, owner).catch(() => undefined);
  };
}
