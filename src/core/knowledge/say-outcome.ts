/** What the outcome of guided questions says: what to do, the papers, and the numbers under the same rules as an entry's. */
import type { CaseOutcome } from "./entry-head.ts";
import { FACET_HEADINGS, type Facet } from "./facet.ts";
import { isWithheld, WITHHELD } from "./say-facet.ts";
import type { Standing } from "./validity.ts";
import { formatFee, formatProcessingTime } from "./vietnamese-format.ts";

export interface OutcomePart {
  readonly facet: Facet;
  readonly heading: string;
  readonly text: string;
}

/** @param standings of every entry whose facts these are: numbers are said only where none of them forbids it */
export function sayOutcome(outcome: CaseOutcome, standings: readonly Standing[]): OutcomePart[] {
  const part = (facet: Facet, lines: readonly string[] | undefined): OutcomePart[] => {
    if (!lines) return [];
    const isSilent = standings.some((standing) => isWithheld(facet, standing));
    const text = isSilent ? WITHHELD : lines.map((line) => `- ${line}`).join("\n");
    return [{ facet, heading: FACET_HEADINGS[facet], text }];
  };
  return [
    ...part("required-documents", outcome.papers),
    ...part(
      "fees",
      outcome.fees?.map((fee) => formatFee(fee)),
    ),
    ...part(
      "processing-time",
      outcome.processingTime?.map((time) => formatProcessingTime(time)),
    ),
  ];
}
