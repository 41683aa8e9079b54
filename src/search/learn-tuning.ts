/** Learns how to weigh evidence from questions whose answers are known. */
import type { KnowledgeHit } from "../core/ports.ts";
import { EVIDENCE, type EvidenceRow, type EvidenceWeights } from "./evidence.ts";
import type { Findings } from "./knowledge-index.ts";
import { coverFeatures, judgeFindings, sureFeatures } from "./knowledge-search.ts";
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
    // What speaks for an entry is never held against it, however much another kind of evidence says the same.
    weights.forEach((weight, at) => {
      weights[at] = Math.max(0, weight);
    });
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

/** The curve that tells questions about the knowledge from all others. Both kinds count the same, however many. */
export function learnCovered(
  questions: readonly JudgedQuestion[],
  weights: EvidenceWeights,
): Tuning["covered"] {
  const cases = casesOf(questions, weights, (findings, hits, entries) => ({
    row: { bias: 1, ...coverFeatures(findings, hits[0]?.entry ?? "") },
    isTrue: entries.length > 0,
  }));
  const covered = cases.filter(({ isTrue }) => isTrue).length;
  const weightOf = (isTrue: boolean) => 0.5 / (isTrue ? covered : cases.length - covered || 1);
  return learnCurve(["bias", "known", "noEntry", "best", "named"], cases, weightOf);
}

/** The curve that tells whether the best hit is the right one; a question about nothing has no right one. */
export function learnSure(questions: readonly JudgedQuestion[], weights: EvidenceWeights): Tuning["sure"] {
  const cases = casesOf(questions, weights, (findings, hits, entries) => ({
    row: { bias: 1, ...sureFeatures(findings, hits) },
    isTrue: entries.includes(hits[0]?.entry ?? ""),
  }));
  const names = ["bias", "margin", "topicLead", "wordingsLead", "known", "noEntry", "named"] as const;
  return learnCurve(names, cases, () => 1 / (cases.length || 1));
}

interface Case<Name extends string> {
  readonly row: Readonly<Record<Name, number>>;
  readonly isTrue: boolean;
}

function casesOf<Name extends string>(
  questions: readonly JudgedQuestion[],
  weights: EvidenceWeights,
  toCase: (findings: Findings, hits: readonly KnowledgeHit[], entries: readonly string[]) => Case<Name>,
): Case<Name>[] {
  return questions.flatMap(({ findings, entries }) => {
    const { hits } = judgeFindings(findings, { weights, ...FLAT });
    return hits.length > 0 ? [toCase(findings, hits, entries)] : [];
  });
}

/** Curves that say nothing, for when only the order of hits is asked. */
const FLAT = {
  covered: { bias: 0, known: 0, noEntry: 0, best: 0, named: 0 },
  sure: { bias: 0, margin: 0, topicLead: 0, wordingsLead: 0, known: 0, noEntry: 0, named: 0 },
};

/** Logistic regression. */
function learnCurve<Name extends string>(
  names: readonly Name[],
  cases: readonly Case<Name>[],
  weightOf: (isTrue: boolean) => number,
): Record<Name, number> {
  const curve = names.map(() => 0);
  const squares = names.map(() => 0);
  for (let step = 0; step < STEPS * 3; step++) {
    const gradient = curve.map((value) => -PULL * value);
    for (const { row, isTrue } of cases) {
      const height = names.reduce((sum, name, at) => sum + row[name] * (curve[at] ?? 0), 0);
      const error = ((isTrue ? 1 : 0) - 1 / (1 + Math.exp(-height))) * weightOf(isTrue);
      names.forEach((name, at) => {
        gradient[at] = (gradient[at] ?? 0) + error * row[name];
      });
    }
    climb(curve, squares, gradient);
  }
  return Object.fromEntries(names.map((name, at) => [name, round(curve[at] ?? 0)])) as Record<Name, number>;
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
