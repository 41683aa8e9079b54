/** How surely reports on officials are told from everything else, in two counts. */
import type { Judgement } from "./judge.ts";

export interface ReportRates {
  readonly reports: number;
  readonly recognised: number;
  readonly others: number;
  /** Taken for reports although they are none. */
  readonly pulled: number;
  /** Of the others: what may be a report and therefore leaves no text in the turn log. */
  readonly withoutText: number;
}

/** @param reportEntry who is answered from it may as well have been heard as a report: neither is a mistake */
export function reportRates(judgements: readonly Judgement[], reportEntry: string | undefined): ReportRates {
  const reports = judgements.filter(({ question }) => question.expect === "feedback");
  const others = judgements.filter(
    ({ question: { expect, entries } }) =>
      expect !== "feedback" && !(reportEntry !== undefined && entries.includes(reportEntry)),
  );
  return {
    reports: reports.length,
    recognised: reports.filter(({ isHeardAsReport }) => isHeardAsReport).length,
    others: others.length,
    pulled: others.filter(({ isHeardAsReport }) => isHeardAsReport).length,
    withoutText: others.filter(({ said }) => said.isConfidential).length,
  };
}

/** @example "phản ánh: nhận ra 196/200 (98.0 %), kéo nhầm 6/200 (3.0 %), không giữ lời 12/200 (6.0 %)" */
export function formatReportRates({ reports, recognised, others, pulled, withoutText }: ReportRates): string {
  const share = (part: number, whole: number) =>
    `${part}/${whole} (${((100 * part) / (whole || 1)).toFixed(1)} %)`;
  return `phản ánh: nhận ra ${share(recognised, reports)}, kéo nhầm ${share(pulled, others)}, không giữ lời ${share(withoutText, others)}`;
}
