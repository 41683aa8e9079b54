/** Moments as the reception unit writes them: always in Vietnam's time, wherever the machine stands. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Vietnam keeps +07:00 all the year. */
const OFFSET_MS = 7 * HOUR_MS;
/** Days from the spreadsheet's first day to 1970. */
const SHEET_EPOCH_DAYS = 25_569;

/** @example isoInVietnam(0) // "1970-01-01T07:00:00+07:00" */
export function isoInVietnam(at: number): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}

/** @example spokenMoment(0) // "07:00 01/01/1970" */
export function spokenMoment(at: number): string {
  const [year, month, day, time] = new Date(at + OFFSET_MS).toISOString().split(/[-T]/u);
  return `${time?.slice(0, 5)} ${day}/${month}/${year}`;
}

/** What a spreadsheet keeps of a moment: days, to the second, on the clock in Vietnam. */
export function sheetMoment(at: number): number {
  const days = Math.floor((at + OFFSET_MS) / 1000) / 86_400 + SHEET_EPOCH_DAYS;
  // Up by less than a tenth of a millisecond: programs cut off, and 8:00:00 must not become 7:59:59.
  return Math.ceil(days * 1e9) / 1e9;
}

/**
 * The first moment of a day in Vietnam, written `2026-11-27` or `27/11/2026`; undefined when there is no such day.
 * @example startOfDay("1970-01-02") // 61_200_000
 */
export function startOfDay(text: string): number | undefined {
  const iso = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/u.exec(text.trim());
  const spoken = /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/u.exec(text.trim());
  const { year, month, day } = (iso ?? spoken)?.groups ?? {};
  if (!year || !month || !day) return undefined;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isReal =
    new Date(at).getUTCDate() === Number(day) && new Date(at).getUTCMonth() === Number(month) - 1;
  return isReal ? at - OFFSET_MS : undefined;
}

/** The first moment after a day. */
export function endOfDay(text: string): number | undefined {
  const start = startOfDay(text);
  return start === undefined ? undefined : start + DAY_MS;
}
