/** Learns how to weigh evidence from questions whose answers are known. */
import { EVIDENCE, type EvidenceRow, type EvidenceWeights } from "./evidence.ts";
import type { Findings } from "./knowledge-index.ts";
import { coverFeatures, judgeFindings } from "./knowledge-search.ts";
import type { Tuning } from "./tuning.ts";

/** A question asked of an index that had not seen it. */
export interface JudgedQuestion {
  readonly findings: Findings;
  /** The right entries; none when the question is about nothing in the knowledge. */
  readonly entries: readonly string[];
}

const STEPS = 300;
const RATE = 0.5;
const PULL = 1e-4;

/** The weights that make the right entries most believed (conditional logit, gradient ascent with Adagrad). */
export function learnWeights(questions: readonly JudgedQuestion[]): EvidenceWeights {
  const cases = questions.flatMap(({ findings, entries }) => {
    const rows = findings.candidates.map((candidate) => candidate.evidence);
    const right = findings.candidates.map((candidate) => entries.includes(candidate.id));
    return right.includes(true) ? [{ rows, right }] : [];
  });
  const weights = EVIDENCE.map(() => 1);
  const squares = EVIDENCE.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = EVIDENCE.map((_, at) => -PULL * (weights[at] ?? 0));
    for (const { rows, right } of cases) addGradient(gradient, rows, right, weights, cases.length);
    climb(weights, squares, gradient);
  }
  return Object.fromEntries(EVIDENCE.map((name, at) => [name, round(weights[at] ?? 0)])) as EvidenceWeights;
}

/** Expected evidence of the right entries minus expected evidence of all. */
function addGradient(
  gradient: number[],
  rows: readonly EvidenceRow[],
  right: readonly boolean[],
  weights: readonly number[],
  cases: number,
): void {
  const heights = rows.map((row) => row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
  const highest = Math.max(...heights);
  const beliefs = heights.map((height) => Math.exp(height - highest));
  const all = beliefs.reduce((sum, belief) => sum + belief, 0);
  const good = beliefs.reduce((sum, belief, at) => sum + (right[at] ? belief : 0), 0);
  rows.forEach((row, at) => {
    const belief = beliefs[at] ?? 0;
    const pull = (right[at] ? belief / (good || 1) : 0) - belief / all;
    row.forEach((value, column) => {
      gradient[column] = (gradient[column] ?? 0) + (pull * value) / cases;
    });
  });
}

/** The curve that tells questions about the knowledge from all others (logistic regression). */
export function learnCovered(
  questions: readonly JudgedQuestion[],
  weights: EvidenceWeights,
): Tuning["covered"] {
  const names = ["bias", "known", "noEntry", "best", "named"] as const;
  const flat = { bias: 0, known: 0, noEntry: 0, best: 0, named: 0 };
  const cases = questions.flatMap(({ findings, entries }) => {
    const best = judgeFindings(findings, { weights, covered: flat }).hits[0]?.entry;
    return best
      ? [{ row: { bias: 1, ...coverFeatures(findings, best) }, isCovered: entries.length > 0 }]
      : [];
  });
  const covered = cases.filter((one) => one.isCovered).length;
  const curve = names.map(() => 0);
  const squares = names.map(() => 0);
  for (let step = 0; step < STEPS * 3; step++) {
    const gradient = curve.map((value) => -PULL * value);
    for (const { row, isCovered } of cases) {
      const height = names.reduce((sum, name, at) => sum + row[name] * (curve[at] ?? 0), 0);
      const error = (isCovered ? 1 : 0) - 1 / (1 + Math.exp(-height));
      // Both kinds count the same, however many questions each has.
      const share = 0.5 / (isCovered ? covered : cases.length - covered || 1);
      names.forEach((name, at) => {
        gradient[at] = (gradient[at] ?? 0) + error * share * row[name];
      });
    }
    climb(curve, squares, gradient);
  }
  return Object.fromEntries(names.map((name, at) => [name, round(curve[at] ?? 0)])) as Tuning["covered"];
}

function climb(weights: number[], squares: number[], gradient: readonly number[]): void {
  gradient.forEach((slope, at) => {
    squares[at] = (squares[at] ?? 0) + slope * slope;
    weights[at] = (weights[at] ?? 0) + (RATE * slope) / (Math.sqrt(squares[at] ?? 0) + 1e-9);
  });
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
