/** What the turn is told of a message's resemblance to a report on somebody. */
import type { Category } from "./categories.ts";

/** What reports are, and what looks like them. */
export const FEEDBACK_KINDS = [
  "misconduct",
  "praise",
  /** A dossier is late and nobody is blamed. */
  "late",
  /** How and where one complains, without an event. */
  "how-to",
  /** Somebody on the phone pretends to be an official. */
  "impostor",
  /** Street lamps, rubbish, noise: 1022. */
  "city-matter",
  /** Banks, landlords, shops. */
  "private-company",
  "other",
] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

export interface FeedbackReading {
  /** The likeliest, and how sure that is from 0 to 1. */
  readonly kind: FeedbackKind;
  readonly confidence: number;
  /** Belief from 0 to 1 that an official's misconduct is reported. */
  readonly misconduct: number;
  /** Belief from 0 to 1 that officials are praised. */
  readonly praise: number;
  readonly category: Category;
  /** Money or gifts were asked for, hinted at or given. */
  readonly hasBriberySigns: boolean;
  /** A legal way is named: khiếu nại, tố cáo. */
  readonly namedWay: "complaint" | "denunciation" | undefined;
}

export interface FeedbackRecogniser {
  read(text: string): FeedbackReading;
}
