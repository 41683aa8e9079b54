/** Numbers and dates as people in Việt Nam write them. */
import type { Fee, ProcessingTime } from "./entry-head.ts";

/** @example formatVnd(8000) // "8.000 đồng" */
export function formatVnd(amountVnd: number): string {
  return `${String(amountVnd).replace(/\B(?=(\d{3})+$)/gu, ".")} đồng`;
}

/** @example formatDay("2026-10-01") // "01/10/2026" */
export function formatDay(isoDay: string): string {
  return isoDay.split("-").reverse().join("/");
}

const FEE_KINDS: Readonly<Record<Fee["kind"], string>> = { fee: "phí", charge: "lệ phí", none: "" };

/**
 * One line on one fee.
 *
 * @example formatFee({ kind: "charge", amountVnd: 8000, per: "bản", case: "nộp trực tiếp" }) // "Nộp trực tiếp: lệ phí 8.000 đồng/bản"
 * @example formatFee({ kind: "charge", amountVnd: null, case: "nộp trực tiếp" }) // "Nộp trực tiếp: chưa có con số chắc chắn"
 */
export function formatFee(fee: Fee): string {
  const amount =
    fee.amountVnd === null
      ? "chưa có con số chắc chắn"
      : fee.amountVnd === 0
        ? "không mất tiền (0 đồng)"
        : `${FEE_KINDS[fee.kind]} ${formatVnd(fee.amountVnd)}${fee.per ? `/${fee.per}` : ""}`.trim();
  const basis = fee.basis ? ` (theo ${fee.basis})` : "";
  return capitalize(fee.case ? `${fee.case}: ${amount}${basis}` : `${amount}${basis}`);
}

/**
 * One line on one processing time.
 *
 * @example formatProcessingTime({ amount: 3, unit: "working-days" }) // "3 ngày làm việc"
 */
export function formatProcessingTime(time: ProcessingTime): string {
  const length = formatLength(time);
  const basis = time.basis ? ` (theo ${time.basis})` : "";
  return capitalize(time.case ? `${length}: ${time.case}${basis}` : `${length}${basis}`);
}

function formatLength({ amount, unit }: ProcessingTime): string {
  if (amount === null || unit === undefined) return "chưa có con số chắc chắn";
  const number = String(amount).replace(".", ",");
  switch (unit) {
    case "working-days":
      return `${number} ngày làm việc`;
    case "days":
      return `${number} ngày`;
    case "months":
      return `${number} tháng`;
    case "same-day":
      return "trong ngày";
    case "immediately":
      return "giải quyết ngay";
  }
}

/** @example capitalize("đúng hạn") // "Đúng hạn" */
export function capitalize(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}
