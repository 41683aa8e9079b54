/** Numbers and dates as people in Việt Nam write them. */
import type { Area, Fee, FeeVia, ProcessingTime } from "./entry-head.ts";

/** @example formatVnd(8000) // "8.000 đồng" */
export function formatVnd(amountVnd: number): string {
  return `${String(amountVnd).replace(/\B(?=(\d{3})+$)/gu, ".")} đồng`;
}

/** @example formatDay("2026-10-01") // "01/10/2026" */
export function formatDay(isoDay: string): string {
  return isoDay.split("-").reverse().join("/");
}

const FEE_KINDS: Readonly<Record<Fee["kind"], string>> = { fee: "phí", charge: "lệ phí", none: "" };

const VIAS: Readonly<Record<FeeVia, string>> = { "in-person": "nộp trực tiếp", online: "nộp trực tuyến" };

/** The parts of the city as people call them since the merger. */
export const AREA_NAMES: Readonly<Record<Area, string>> = {
  "hai-phong": "Hải Phòng cũ",
  "hai-duong": "Hải Dương cũ",
};

/**
 * One line on one fee.
 *
 * @example formatFee({ kind: "charge", amountVnd: 8000, per: "bản", via: "in-person" }) // "Nộp trực tiếp: lệ phí 8.000 đồng/bản"
 * @example formatFee({ kind: "charge", amountVnd: null, via: "in-person", area: "hai-duong" }) // "Nộp trực tiếp tại địa bàn Hải Dương cũ: chưa có con số chắc chắn"
 */
export function formatFee(fee: Fee): string {
  const amount =
    fee.amountVnd === null
      ? "chưa có con số chắc chắn"
      : fee.amountVnd === 0
        ? "không mất tiền (0 đồng)"
        : `${FEE_KINDS[fee.kind]} ${formatVnd(fee.amountVnd)}${fee.per ? `/${fee.per}` : ""}`.trim();
  const basis = fee.basis ? ` (theo ${fee.basis})` : "";
  const when = formatWhen(fee);
  return capitalize(when ? `${when}: ${amount}${basis}` : `${amount}${basis}`);
}

/** The case of a fee goes on from the way of filing: "nộp trực tuyến qua Cổng", "nộp trực tiếp, đăng ký quá hạn". */
function formatWhen({ via, area, case: told }: Fee): string {
  const where = area && `tại địa bàn ${AREA_NAMES[area]}`;
  const way = [via && VIAS[via], where].filter(Boolean).join(" ");
  if (!way || !told) return way || (told ?? "");
  return `${way}${/^(?:\(|qua |hoặc )/u.test(told) ? " " : ", "}${told}`;
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
