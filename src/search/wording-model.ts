/**
 * A second opinion on which entry a wording points to: counts of words (naive Bayes). The topic model learns what
 * tells entries apart; this one adds up many small hints, and is the better of both on long stories.
 */
import { isWhole } from "./indexed-terms.ts";
import type { Example } from "./topic-model.ts";

/** Plain data: the counts of each term stand together, from `starts[row]` to `starts[row + 1]`. */
export interface WordingModel {
  readonly labels: readonly string[];
  readonly rows: ReadonlyMap<string, number>;
  readonly starts: Uint32Array;
  readonly columns: Uint16Array;
  readonly counts: Uint16Array;
  /** Examples of each label. */
  readonly totals: Uint32Array;
}

/** Terms of fewer examples are left out. */
const LEAST_EXAMPLES = 2;
/** So many examples of no label in particular are added to each one's own. */
const SMOOTHING = 0.8;
/** Words of one message are no independent witnesses: with n of them the sum counts like one over the root of n. */
const TRUST = 1.2;

export function trainWordingModel(examples: readonly Example[]): WordingModel {
  return compress(count(examples), LEAST_EXAMPLES);
}

/** Adds examples to a model, labels it had not known included. */
export function teachWordingModel(model: WordingModel, examples: readonly Example[]): WordingModel {
  const counted = count(examples);
  for (const [at, label] of model.labels.entries())
    counted.totals.set(label, (counted.totals.get(label) ?? 0) + (model.totals[at] ?? 0));
  for (const [term, row] of model.rows) {
    const ofTerm = counted.terms.get(term) ?? new Map<string, number>();
    for (let at = model.starts[row] ?? 0; at < (model.starts[row + 1] ?? 0); at++) {
      const label = model.labels[model.columns[at] ?? 0] ?? "";
      ofTerm.set(label, (ofTerm.get(label) ?? 0) + (model.counts[at] ?? 0));
    }
    counted.terms.set(term, ofTerm);
  }
  return compress(counted, 1);
}

interface Counted {
  readonly totals: Map<string, number>;
  readonly terms: Map<string, Map<string, number>>;
}

function count(examples: readonly Example[]): Counted {
  const totals = new Map<string, number>();
  const terms = new Map<string, Map<string, number>>();
  for (const { label, variants } of examples) {
    totals.set(label, (totals.get(label) ?? 0) + 1);
    for (const term of new Set(variants[0].filter(isWhole))) {
      const ofTerm = terms.get(term) ?? new Map<string, number>();
      ofTerm.set(label, (ofTerm.get(label) ?? 0) + 1);
      terms.set(term, ofTerm);
    }
  }
  return { totals, terms };
}

function compress({ totals, terms }: Counted, leastExamples: number): WordingModel {
  const labels = [...totals.keys()];
  const column = new Map(labels.map((label, at) => [label, at]));
  const kept = [...terms].filter(([, ofTerm]) => sumOf(ofTerm.values()) >= leastExamples);
  const cells = kept.flatMap(([, ofTerm]) => [...ofTerm]);
  const starts = new Uint32Array(kept.length + 1);
  kept.forEach(([, ofTerm], row) => {
    starts[row + 1] = (starts[row] ?? 0) + ofTerm.size;
  });
  return {
    labels,
    rows: new Map(kept.map(([term], row) => [term, row])),
    starts,
    columns: Uint16Array.from(cells, ([label]) => column.get(label) ?? 0),
    counts: Uint16Array.from(cells, ([, times]) => times),
    totals: Uint32Array.from(totals.values()),
  };
}

/** Belief in each label; sums to 1. Undefined when no term is known. */
export function predictWordings(
  model: WordingModel,
  terms: readonly string[],
): ReadonlyMap<string, number> | undefined {
  const rows = [...new Set(terms.flatMap((term) => model.rows.get(term) ?? []))];
  if (rows.length === 0) return undefined;
  const all = sumOf(model.totals);
  const heights = Float64Array.from(
    model.totals,
    (total) => rows.length * Math.log(SMOOTHING / (total + SMOOTHING)),
  );
  for (const row of rows) {
    const [start, end] = [model.starts[row] ?? 0, model.starts[row + 1] ?? 0];
    const share = sumOf(model.counts.subarray(start, end)) / all;
    for (let at = start; at < end; at++) {
      const column = model.columns[at] as number;
      const height = Math.log(1 + (model.counts[at] as number) / (SMOOTHING * share));
      heights[column] = (heights[column] as number) + height;
    }
  }
  const trust = TRUST / Math.sqrt(rows.length);
  const highest = heights.reduce((most, height) => Math.max(most, height));
  const beliefs = heights.map((height) => Math.exp((height - highest) * trust));
  const sum = sumOf(beliefs);
  return new Map(model.labels.map((label, at) => [label, (beliefs[at] ?? 0) / sum]));
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
