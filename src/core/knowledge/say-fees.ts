/** The fees of an entry: all of them, or those that hold where the citizen files. */
import type { Area, Fee } from "./entry-head.ts";
import { formatFee } from "./vietnamese-format.ts";

/** Whom to ask where a part of the city has no number. */
const ASK_FIRST = "xin gọi Tổng đài 1022 trước khi đi nộp";

/** True when it makes a difference in which part of the city one files: somewhere a number is known. */
export function differsByArea(fees: readonly Fee[]): boolean {
  return fees.some(({ area, amountVnd }) => area !== undefined && amountVnd !== null);
}

/**
 * One line on each fee; those of the whole city first.
 *
 * @param area where the citizen files, when it is known: then what holds elsewhere is left out
 */
export function feeLines(fees: readonly Fee[], area?: Area): string[] {
  const everywhere = fees.filter((fee) => fee.area === undefined);
  const ofAreas = fees.filter((fee) => fee.area !== undefined && (area === undefined || fee.area === area));
  return [
    ...everywhere.map(formatFee),
    ...ofAreas.map((fee) => {
      // The area is said above the list once it is known.
      const line = formatFee(area ? { ...fee, area: undefined } : fee);
      return fee.amountVnd === null ? `${line}; ${ASK_FIRST}` : line;
    }),
  ];
}
