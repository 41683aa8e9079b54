/** May an entry still be said, and how sure may the bot sound? Days are compared as ISO text; the clock is handed in. */
import type { Entry } from "./entry.ts";

export interface ValiditySettings {
  /** A procedure verified longer ago than this is said with a caution. */
  readonly cautionAfterDays: number;
  /** Past this its fees and times are withheld. */
  readonly withholdAfterDays: number;
}

/** After 90 days a caution, after 365 silence on money and time: portal records change that fast. */
export const DEFAULT_VALIDITY: ValiditySettings = { cautionAfterDays: 90, withholdAfterDays: 365 };

export type Standing =
  /** In force and recently verified. */
  | "current"
  /** In force, but the last look at its source is long ago. */
  | "ageing"
  /** So long unverified that its fees and times are not said. */
  | "stale"
  /** Begins later than today. */
  | "not-yet-in-force"
  /** Ended before today. */
  | "ended";

const MS_PER_DAY = 86_400_000;
const HAI_PHONG_OFFSET_MS = 7 * 3_600_000;

/**
 * The calendar day in Hải Phòng (UTC+7, no summer time) as ISO text.
 *
 * @example isoDayInHaiPhong(new Date("2026-11-22T18:30:00Z")) // "2026-11-23"
 */
export function isoDayInHaiPhong(now: Date): string {
  return new Date(now.getTime() + HAI_PHONG_OFFSET_MS).toISOString().slice(0, 10);
}

/** Whole days from one ISO day to another; negative when the second is earlier. */
export function daysBetween(fromDay: string, toDay: string): number {
  return Math.round((Date.parse(toDay) - Date.parse(fromDay)) / MS_PER_DAY);
}

/**
 * How an entry stands on a day. Only procedures age: a plan of 2023 stays what it was.
 * The first and the last day of force count as in force.
 */
export function standingOf(entry: Entry, today: string, settings: ValiditySettings): Standing {
  if (entry.effectiveFrom && today < entry.effectiveFrom) return "not-yet-in-force";
  if (entry.effectiveUntil && today > entry.effectiveUntil) return "ended";
  if (entry.kind !== "procedure") return "current";
  const age = daysBetween(entry.verifiedOn, today);
  if (age > settings.withholdAfterDays) return "stale";
  return age > settings.cautionAfterDays ? "ageing" : "current";
}
