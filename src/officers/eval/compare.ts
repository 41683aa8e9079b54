/** What a change of content made better or worse against the last run. */
import { z } from "zod";
import type { Judgement, Verdict } from "./judge.ts";

const pastSchema = z.record(z.string(), z.enum(["right", "offered", "wrong", "missed"]));
export type Past = z.infer<typeof pastSchema>;

const WORTH: Readonly<Record<Verdict, number>> = { right: 3, offered: 2, missed: 1, wrong: 0 };

export function toPast(judgements: readonly Judgement[]): Past {
  return Object.fromEntries(judgements.map(({ question, verdict }) => [question.id, verdict]));
}

/** Undefined when the text is no record of a run. */
export function readPast(text: string): Past | undefined {
  try {
    const parsed = pastSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export interface Comparison {
  readonly better: readonly string[];
  readonly worse: readonly string[];
}

export function compare(past: Past, judgements: readonly Judgement[]): Comparison {
  const better: string[] = [];
  const worse: string[] = [];
  for (const { question, verdict } of judgements) {
    const before = past[question.id];
    if (before === undefined || before === verdict) continue;
    const line = `${question.id}: ${before} → ${verdict}  “${question.text.slice(0, 90)}”`;
    (WORTH[verdict] > WORTH[before] ? better : worse).push(line);
  }
  return { better, worse };
}
