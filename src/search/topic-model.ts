/**
 * Learns from example questions which entry a wording points to: a multinomial logistic regression over the
 * terms of the question. natural's logistic regression builds a dense matrix of every example by every term
 * and needs minutes for this many classes; this one touches only the terms that are there.
 */
import { seededRandom, shuffle } from "./seeded-random.ts";
import type { TermStatistics } from "./term-statistics.ts";

export interface Example {
  readonly label: string;
  readonly terms: readonly string[];
  /** How much the example counts; 1 for a question. */
  readonly weight: number;
}

export interface TopicModel {
  readonly labels: readonly string[];
  /** Row of each known term in `weights`. */
  readonly rows: ReadonlyMap<string, number>;
  /** One row for each term, one column for each label. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly learningRate: number;
  /** Pull of each weight towards zero, a step. */
  readonly decay: number;
  readonly seed: number;
  /** Terms in fewer documents than this are left out. */
  readonly leastFrequency: number;
}

export const DEFAULT_TRAINING: TrainingOptions = {
  epochs: 14,
  learningRate: 0.5,
  decay: 2e-6,
  seed: 7,
  leastFrequency: 1,
};

/** Trains from nothing. Same examples, same options: the same model, bit for bit. */
export function trainTopicModel(
  examples: readonly Example[],
  statistics: TermStatistics,
  options: TrainingOptions = DEFAULT_TRAINING,
): TopicModel {
  const labels = [...new Set(examples.map((example) => example.label))];
  const column = new Map(labels.map((label, at) => [label, at]));
  const rows = new Map<string, number>();
  const vectors = examples.map((example) => {
    for (const term of example.terms) {
      if (!rows.has(term) && statistics.frequency(term) >= options.leastFrequency) rows.set(term, rows.size);
    }
    return vectorize(example.terms, rows, statistics);
  });
  const width = labels.length;
  const weights = new Float32Array(rows.size * width);
  const squares = new Float32Array(rows.size * width);
  const bias = new Float32Array(width);
  const order = examples.map((_, at) => at);
  const random = seededRandom(options.seed);
  const scores = new Float32Array(width);

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const vector = vectors[at] as SparseVector;
      const example = examples[at] as Example;
      const target = column.get(example.label) as number;
      softmax(vector, weights, bias, scores);
      for (let label = 0; label < width; label++) {
        const error = ((scores[label] as number) - (label === target ? 1 : 0)) * example.weight;
        if (Math.abs(error) < 1e-4) continue;
        for (let i = 0; i < vector.rows.length; i++) {
          const cell = (vector.rows[i] as number) * width + label;
          const gradient = error * (vector.values[i] as number) + options.decay * (weights[cell] as number);
          const square = (squares[cell] as number) + gradient * gradient;
          squares[cell] = square;
          // Adagrad: a term that is rare takes large steps for as long as it is rare.
          weights[cell] =
            (weights[cell] as number) - (options.learningRate * gradient) / (Math.sqrt(square) + 1e-6);
        }
        bias[label] = (bias[label] as number) - 0.01 * error;
      }
    }
  }
  return { labels, rows, weights, bias };
}

/** Belief in each label, in the order of `model.labels`; sums to 1. Undefined when no term is known. */
export function predictTopics(
  model: TopicModel,
  terms: readonly string[],
  statistics: TermStatistics,
): Float32Array | undefined {
  const vector = vectorize(terms, model.rows, statistics);
  if (vector.rows.length === 0) return undefined;
  const scores = new Float32Array(model.labels.length);
  softmax(vector, model.weights, model.bias, scores);
  return scores;
}

interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

/** Each known term once, weighted by its rarity, the whole of length one. */
function vectorize(
  terms: readonly string[],
  rows: ReadonlyMap<string, number>,
  statistics: TermStatistics,
): SparseVector {
  const known = [...new Set(terms)].filter((term) => rows.has(term));
  const values = Float32Array.from(known, (term) => Math.sqrt(statistics.idf(term)));
  const norm = Math.hypot(...values) || 1;
  return {
    rows: Int32Array.from(known, (term) => rows.get(term) as number),
    values: values.map((value) => value / norm),
  };
}

/** Writes the beliefs into `scores`. */
function softmax(
  vector: SparseVector,
  weights: Float32Array,
  bias: Float32Array,
  scores: Float32Array,
): void {
  const width = scores.length;
  scores.set(bias);
  for (let i = 0; i < vector.rows.length; i++) {
    const start = (vector.rows[i] as number) * width;
    const value = vector.values[i] as number;
    for (let label = 0; label < width; label++) {
      scores[label] = (scores[label] as number) + value * (weights[start + label] as number);
    }
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (let label = 0; label < width; label++) {
    const belief = Math.exp((scores[label] as number) - highest);
    scores[label] = belief;
    sum += belief;
  }
  for (let label = 0; label < width; label++) scores[label] = (scores[label] as number) / sum;
}
