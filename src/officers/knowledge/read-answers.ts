/** Money, times and days as officers write them, to the values that an entry keeps. */
import { isoDay, type ProcessingTime } from "../../core/knowledge/index.ts";

const THOUSANDS: Readonly<Record<string, number>> = {
  nghìn: 1_000,
  ngàn: 1_000,
  k: 1_000,
  triệu: 1_000_000,
  tr: 1_000_000,
};
const AMOUNT =
  /^(\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,](\d{1,2}))?\s*(nghìn|ngàn|k|triệu|tr)?\s*(?:đồng|đ|vnđ|vnd)?$/u;

/**
 * Whole đồng. A dot or a comma before three digits parts thousands, as everybody writes it. Undefined when it is no amount.
 *
 * @example readVnd("8.000 đ") // 8000
 * @example readVnd("1,5 triệu") // 1500000
 * @example readVnd("tám nghìn") // undefined
 */
export function readVnd(text: string): number | undefined {
  const [, whole = "", part, unit] = AMOUNT.exec(text.trim().toLowerCase().normalize("NFC")) ?? [];
  if (!whole || (part !== undefined && unit === undefined)) return undefined;
  const amount =
    Number(`${whole.replace(/[.,\s]/gu, "")}.${part ?? 0}`) * (unit ? (THOUSANDS[unit] ?? 1) : 1);
  return Number.isInteger(amount) ? amount : undefined;
}

const LENGTH = /^(\d+)(?:[.,](\d+))?\s*(ngày làm việc|ngày|tháng|)$/u;

/**
 * A length of time; without a unit where the words do not tell working days from days of the calendar.
 *
 * @example readLength("3 ngày làm việc") // { amount: 3, unit: "working-days" }
 * @example readLength("15 ngày") // { amount: 15, unit: undefined }
 */
export function readLength(text: string): Pick<ProcessingTime, "amount" | "unit"> | undefined {
  const [, whole = "", part, unit = ""] = LENGTH.exec(text.trim().toLowerCase().normalize("NFC")) ?? [];
  if (!whole) return undefined;
  const amount = Number(`${whole}.${part ?? 0}`);
  return {
    amount,
    unit: unit === "ngày làm việc" ? "working-days" : unit === "tháng" ? "months" : undefined,
  };
}

/**
 * An ISO day; undefined when there is no such day.
 *
 * @example readDay("5/3/2026") // "2026-03-05"
 * @example readDay("2026-03-05") // "2026-03-05"
 * @example readDay("30/2/2026") // undefined
 */
export function readDay(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/u.exec(text.trim()) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}` : text.trim();
  return isoDay.safeParse(iso).success ? iso : undefined;
}
