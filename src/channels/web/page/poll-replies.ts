/** Fetches replies as long as some may come and somebody is there to read them. */
import type { PageReply } from "../contract.ts";
import { fetchReplies, RetryError } from "./call-service.ts";
import { backOff, createPause } from "./wakeable-pause.ts";

export interface Poller {
  /** Something was sent, or somebody is looking again: there may be something to fetch. */
  wake(): void;
  /** The citizen has a new token: what is being fetched for the old one is of no interest. */
  restart(): void;
}

/** Nobody writes unasked: without a word from the citizen for so long, nothing is fetched. Spares line and battery. */
const AWAKE_MS = 10 * 60_000;
/** A page that nobody sees fetches for so long. */
const AWAKE_HIDDEN_MS = 2 * 60_000;
const LEAST_ROUND_MS = 1_000;

export function startPoller(token: () => string, received: (replies: readonly PageReply[]) => void): Poller {
  const pause = createPause();
  let awakeUntil = performance.now() + AWAKE_MS;
  let hiddenSince = document.hidden ? performance.now() : undefined;
  let current = new AbortController();
  /** Up to here everything was received in this life of the page; by telling so, it is acknowledged. */
  let after = 0;

  const isAwake = () => {
    const now = performance.now();
    return now < awakeUntil && (hiddenSince === undefined || now - hiddenSince < AWAKE_HIDDEN_MS);
  };
  const wake = () => {
    awakeUntil = performance.now() + AWAKE_MS;
    pause.wake();
  };
  document.addEventListener("visibilitychange", () => {
    hiddenSince = document.hidden ? performance.now() : undefined;
    if (!document.hidden) wake();
  });

  const run = async () => {
    for (let failures = 0; ; ) {
      while (!isAwake()) await pause.sleep(Number.POSITIVE_INFINITY);
      const { signal } = current;
      const askedAt = performance.now();
      try {
        const replies = await fetchReplies(token(), after, signal);
        if (signal.aborted) continue;
        failures = 0;
        if (replies.length === 0) {
          // The service holds the question for long; something in between that does not is not asked without end.
          await pause.sleep(Math.max(0, LEAST_ROUND_MS - (performance.now() - askedAt)));
          continue;
        }
        received(replies);
        after = Math.max(after, ...replies.map(({ id }) => id));
      } catch (error) {
        if (signal.aborted) continue;
        failures += 1;
        // The service may have begun anew, and its numbers with it: nothing is acknowledged on the strength of old ones.
        after = 0;
        await pause.sleep(Math.max(backOff(failures), (error instanceof RetryError && error.afterMs) || 0));
      }
    }
  };

  void run();
  return {
    wake,
    restart: () => {
      after = 0;
      current.abort();
      current = new AbortController();
      wake();
    },
  };
}
