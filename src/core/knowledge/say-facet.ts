/** What an entry says about one facet: from its head where the fact is a number, from its body otherwise. */
import { type Entry, type ProcedureEntry, sectionText } from "./entry.ts";
import type { Area } from "./entry-head.ts";
import type { Facet } from "./facet.ts";
import { feeLines } from "./say-fees.ts";
import type { Standing } from "./validity.ts";
import { formatProcessingTime } from "./vietnamese-format.ts";

const ONLINE: Readonly<Record<ProcedureEntry["onlineService"], string>> = {
  full: "Có, nộp trực tuyến toàn trình trên Cổng Dịch vụ công quốc gia.",
  partial: "Có, nộp trực tuyến một phần trên Cổng Dịch vụ công quốc gia.",
  available: "Có hình thức nộp trực tuyến trên Cổng Dịch vụ công quốc gia.",
  none: "Thủ tục này không nộp trực tuyến.",
  unknown: "Chưa xác nhận được thủ tục này có nộp trực tuyến hay không.",
};

/** Why a number is not said. */
export const WITHHELD =
  "Thông tin này đã quá lâu chưa được đối chiếu lại với nguồn chính thức nên tôi không nêu con số, tránh làm anh/chị nhầm.";

/** Facets that hold money or deadlines: the ones that go out of date and do harm. */
export function isNumeric(facet: Facet): boolean {
  return facet === "fees" || facet === "processing-time";
}

/** True for a facet that is not said any more of an entry that stands so. */
export function isWithheld(facet: Facet | undefined, standing: Standing): boolean {
  return (standing === "stale" || standing === "ended") && facet !== undefined && isNumeric(facet);
}

/**
 * The text of a facet, or undefined when the entry says nothing about it. Never anything that is not in the entry.
 *
 * @param area where the citizen files, when it is known
 */
export function sayFacet(entry: Entry, facet: Facet, standing: Standing, area?: Area): string | undefined {
  if (entry.kind === "procedure") {
    if (isWithheld(facet, standing)) return WITHHELD;
    return sayProcedureFacet(entry, facet, area);
  }
  return sectionText(entry, facet);
}

function sayProcedureFacet(entry: ProcedureEntry, facet: Facet, area?: Area): string | undefined {
  const written = sectionText(entry, facet);
  const lines = headLines(entry, facet, area);
  const parts = [
    lines.length > 1 ? lines.map((line) => `- ${line}`).join("\n") : (lines[0] ?? ""),
    written ?? "",
  ];
  return parts.filter(Boolean).join("\n") || undefined;
}

function headLines(entry: ProcedureEntry, facet: Facet, area?: Area): string[] {
  switch (facet) {
    case "fees":
      return feeLines(entry.fees, area);
    case "processing-time":
      return entry.processingTime.map(formatProcessingTime);
    case "legal-basis":
      return [...entry.legalBasis];
    case "authority":
      return [`Cơ quan giải quyết: ${entry.authority}`];
    case "online-service":
      return [ONLINE[entry.onlineService]];
    default:
      return [];
  }
}

/** The facets an entry has something to say about, in the order of the closed list. */
export function spokenFacets(entry: Entry, facets: readonly Facet[]): Facet[] {
  return facets.filter((facet) => sayFacet(entry, facet, "current") !== undefined);
}
