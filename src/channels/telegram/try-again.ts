/** Waiting between tries: longer each time, and over at once when the service stops. */
import { setTimeout as sleep } from "node:timers/promises";

export interface PauseSettings {
  readonly firstMs: number;
  readonly longestMs: number;
}

export const DEFAULT_PAUSES: PauseSettings = { firstMs: 1_000, longestMs: 60_000 };

export interface Pauses {
  /** @param leastMs what the other side asked for; resolves early when `signal` aborts */
  wait(signal: AbortSignal, leastMs?: number): Promise<void>;
  /** It went well: the next pause is a short one again. */
  reset(): void;
}

/** @param chance from 0 to 1: spreads those who failed together */
export function createPauses({ firstMs, longestMs }: PauseSettings, chance: () => number): Pauses {
  let nextMs = firstMs;
  return {
    async wait(signal, leastMs = 0) {
      const ms = Math.max(leastMs, nextMs / 2 + (nextMs / 2) * chance());
      nextMs = Math.min(longestMs, nextMs * 2);
      // Aborted: there is nothing left to wait for.
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    },
    reset() {
      nextMs = firstMs;
    },
  };
}
