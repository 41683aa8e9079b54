/** What speaks for an entry when a question is asked, as a short row of numbers from 0 to about 1. */

/** The kinds of evidence, in the order of every row. */
export const EVIDENCE = [
  "topicBelief",
  "topicLogBelief",
  "nearestQuestion",
  "nearQuestions",
  "card",
  "titleCoverage",
  "aliasCoverage",
  "askedByCode",
] as const;
export type EvidenceName = (typeof EVIDENCE)[number];
export type EvidenceRow = readonly number[];
export type EvidenceWeights = Readonly<Record<EvidenceName, number>>;

/** Weighs a row. The sums of several entries compare within one question only. */
export function weighEvidence(row: EvidenceRow, weights: EvidenceWeights): number {
  let sum = 0;
  for (let at = 0; at < EVIDENCE.length; at++) sum += (row[at] ?? 0) * weights[EVIDENCE[at] as EvidenceName];
  return sum;
}
