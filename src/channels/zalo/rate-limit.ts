/** How fast we send: our own rate, and slower when Zalo says that little is left of its own. */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export interface SendingPace {
  /** Takes a place; otherwise how long to wait until there may be one. */
  take(): Promise<{ readonly waitMs: number } | undefined>;
  /** What Zalo's headers said. */
  note(remaining: number | undefined, limit: number | undefined): void;
  /** Zalo refused for its rate (-32): nothing goes until its next minute. Returns how long that is. */
  hold(): number;
}

const MINUTE = 60_000;
/**
 * Zalo counts by its own minutes. Ours could lay two full ones into one of them; four quarters a minute cannot
 * exceed the rate by more than one quarter.
 */
const QUARTERS = 4;
/** Below this share of Zalo's limit the rest is spread over the rest of the minute. */
const LOW_SHARE = 0.1;

/** @param chance from 0 to 1: spreads those who come back after a hold */
export function createSendingPace(
  ratePerMinute: number,
  now: () => number,
  chance: () => number,
): SendingPace {
  const parts = ratePerMinute >= QUARTERS ? QUARTERS : 1;
  const limiter = new RateLimiterMemory({
    points: Math.ceil(ratePerMinute / parts),
    duration: MINUTE / 1000 / parts,
  });
  let notBefore = 0;
  let gapMs = 0;
  const toNextMinute = () => MINUTE - (now() % MINUTE);

  return {
    async take() {
      const wait = notBefore - now();
      if (wait > 0) return { waitMs: Math.ceil(wait) };
      try {
        await limiter.consume("oa");
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return { waitMs: Math.max(1, error.msBeforeNext) };
      }
      notBefore = now() + gapMs;
      return undefined;
    },
    note(remaining, limit) {
      if (remaining === undefined || limit === undefined) return;
      gapMs = 0;
      if (remaining > limit * LOW_SHARE) return;
      if (remaining > 0) gapMs = toNextMinute() / remaining;
      notBefore = Math.max(notBefore, now() + (remaining > 0 ? gapMs : toNextMinute()));
    },
    hold() {
      const wait = toNextMinute() + Math.round(chance() * 5_000);
      notBefore = Math.max(notBefore, now() + wait);
      return wait;
    },
  };
}
