/** How much one address may ask. Addresses are held in memory only, and never logged. */
import { RateLimiterMemory } from "rate-limiter-flexible";

export interface AddressLimiter {
  /** Counts one request. False when it is one too many in this minute. */
  takes(address: string): Promise<boolean>;
  /** The same for files, of which an address may bring far fewer. */
  takesFile(address: string): Promise<boolean>;
  /** A request that proved not to be genuine. */
  countRefusal(address: string): void;
  /** Too many requests of this address were not genuine. */
  isBlocked(address: string): boolean;
}

/** Wrong signatures a minute, beyond which an address is not listened to. A wrong secret of ours shows long before. */
const MOST_REFUSALS = 600;
/** Files in a quarter of an hour. Behind one address there may be a whole office; five megabytes each are enough to mind. */
const FILES = { points: 60, duration: 15 * 60 };

export function createAddressLimiter(perMinute: number): AddressLimiter {
  const requests = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const files = new RateLimiterMemory(FILES);
  const refusals = new RateLimiterMemory({ points: MOST_REFUSALS, duration: 60 });
  const blocked = new Map<string, number>();
  return {
    takes: (address) => isTaken(requests, address),
    takesFile: (address) => isTaken(files, address),
    countRefusal: (address) => {
      refusals.consume(address).catch((rest: { msBeforeNext?: number }) => {
        blocked.set(address, performance.now() + (rest.msBeforeNext ?? 60_000));
      });
    },
    isBlocked: (address) => {
      const until = blocked.get(address);
      if (until === undefined) return false;
      if (until > performance.now()) return true;
      blocked.delete(address);
      return false;
    },
  };
}

function isTaken(limiter: RateLimiterMemory, address: string): Promise<boolean> {
  return limiter.consume(address).then(
    () => true,
    () => false,
  );
}
