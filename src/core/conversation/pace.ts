/** How fast one citizen writes, counted in their own conversation, so that every process counts alike. */

export interface Pace {
  /** When the minute began that is being counted; milliseconds since 1970. */
  readonly since: number;
  readonly count: number;
}

const MINUTE = 60_000;

/**
 * Counts one message. By the time it was sent, not by the time it is read: what waited here for an hour was not fast.
 * @example countMessage({ since: 0, count: 30 }, 59_000) // { since: 0, count: 31 }
 */
export function countMessage(pace: Pace | undefined, sentAt: number): Pace {
  const isSameMinute = pace !== undefined && Math.abs(sentAt - pace.since) < MINUTE;
  return isSameMinute ? { since: pace.since, count: pace.count + 1 } : { since: sentAt, count: 1 };
}
