/** The numbers that were measured, not chosen: how evidence is weighed, and from when on the bot is sure. */
import { z } from "zod";
import { EVIDENCE } from "./evidence.ts";

const share = z.number().min(0).max(1);

export const searchTuningSchema = z.strictObject({
  /** Weight of each kind of evidence in the belief that an entry is meant. */
  weights: z.strictObject(
    Object.fromEntries(EVIDENCE.map((name) => [name, z.number()])) as Record<
      (typeof EVIDENCE)[number],
      z.ZodNumber
    >,
  ),
  /** Of the logistic curve that tells questions about the knowledge from all others. */
  covered: z.strictObject({
    bias: z.number(),
    known: z.number(),
    noEntry: z.number(),
    best: z.number(),
    named: z.number(),
  }),
  /** Of the logistic curve that says how likely the best entry is the right one. */
  sure: z.strictObject({
    bias: z.number(),
    margin: z.number(),
    topicLead: z.number(),
    wordingsLead: z.number(),
    known: z.number(),
    noEntry: z.number(),
    named: z.number(),
  }),
  /** What the core decides by; see `Thresholds`. */
  thresholds: z.strictObject({
    answer: share,
    answerWithoutMarks: share,
    offer: share,
    covered: share,
    offerCovered: share,
  }),
});
export type Tuning = z.infer<typeof searchTuningSchema>;
