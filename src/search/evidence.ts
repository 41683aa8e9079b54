/** What speaks for an entry when a question is asked, as a short row of numbers, most of them from 0 to 1. */

/** The kinds of evidence, in the order of every row. */
export const EVIDENCE = [
  /** Belief of the topic model. */
  "topic",
  /** The same on a logarithmic scale: tells "hardly" from "not at all". */
  "topicLog",
  /** Belief of the wording model, on a logarithmic scale. */
  "wordings",
  /** Both once more, as far as the question is a story: there the one is too sure and the other at its best. */
  "topicLogInStory",
  "wordingsInStory",
  /** BM25 over names and example questions, against the best entry. */
  "words",
  /** How much of the question, by rarity, is the longest name of the entry that stands in it word by word. */
  "named",
  /** BM25 over the long texts, against the best entry; 0 where they were not looked into. */
  "body",
  /** The question holds the entry's code. */
  "code",
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
