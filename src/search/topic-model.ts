/**
 * Learns from example questions which entry a wording points to: a multinomial logistic regression over the
 * terms of the question. natural's logistic regression builds a dense matrix of every example by every term
 * and needs minutes for this many classes; this one touches only the terms that are there.
 */
import { seededRandom, shuffle } from "./seeded-random.ts";

export interface Example {
  readonly label: string;
  /** The terms as written, and as they are when typed without marks: epochs take them in turn. */
  readonly variants: readonly [readonly string[], ...(readonly string[])[]];
  /** How much the example counts; 1 for a question. */
  readonly weight: number;
}

export interface TopicModel {
  readonly labels: readonly string[];
  /** Row of each known term in `weights`. */
  readonly rows: ReadonlyMap<string, number>;
  /** How rare the term of each row is among the examples. */
  readonly rarities: Float32Array;
  /** One row for each term, one column for each label; each row in steps of its scale. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly bias: Float32Array;
}

/** The model while it learns. */
interface Lesson {
  readonly labels: readonly string[];
  readonly rows: ReadonlyMap<string, number>;
  readonly rarities: Float32Array;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly learningRate: number;
  /** By how much the learning rate falls from epoch to epoch. */
  readonly anneal: number;
  /** Pull of each weight towards zero whenever its term is seen. */
  readonly decay: number;
  readonly seed: number;
  /** Share of an example's terms that are hidden each time, so that no single one is relied on. */
  readonly dropout: number;
  /** Terms seen in fewer examples than this are left out: they cost memory and teach nothing. */
  readonly leastExamples: number;
}

/** Found by judging each example question by models that had not seen it. */
export const DEFAULT_TRAINING: TrainingOptions = {
  epochs: 16,
  learningRate: 4,
  anneal: 0.3,
  decay: 2e-4,
  seed: 7,
  dropout: 0.5,
  leastExamples: 2,
};

/** Trains from nothing. Same examples, same options: the same model, bit for bit. */
export function trainTopicModel(
  examples: readonly Example[],
  options: TrainingOptions = DEFAULT_TRAINING,
): TopicModel {
  const nothing: Lesson = {
    labels: [],
    rows: new Map(),
    rarities: new Float32Array(),
    weights: new Float32Array(),
    bias: new Float32Array(),
  };
  return shrink(teach(nothing, examples, options));
}

/**
 * Teaches a trained model some more examples in a moment, labels it had not known included: until there is
 * time to train again from nothing, a new entry can be found.
 */
export function teachTopicModel(model: TopicModel, examples: readonly Example[]): TopicModel {
  const options = { ...DEFAULT_TRAINING, epochs: 6, learningRate: 1, dropout: 0, leastExamples: 1 };
  return shrink(teach(expand(model), examples, options));
}

const LARGEST_STEP = 127;

/** A quarter of the memory; the beliefs change in the third digit. */
function shrink({ labels, rows, rarities, weights, bias }: Lesson): TopicModel {
  const width = labels.length;
  const small = new Int8Array(weights.length);
  const scales = new Float32Array(rows.size);
  for (let row = 0; row < rows.size; row++) {
    const end = (row + 1) * width;
    let largest = 0;
    for (let cell = row * width; cell < end; cell++) {
      const size = Math.abs(weights[cell] as number);
      if (size > largest) largest = size;
    }
    if (largest === 0) continue;
    const scale = largest / LARGEST_STEP;
    scales[row] = scale;
    for (let cell = row * width; cell < end; cell++)
      small[cell] = Math.round((weights[cell] as number) / scale);
  }
  return { labels, rows, rarities, weights: small, scales, bias };
}

function expand({ labels, rows, rarities, weights, scales, bias }: TopicModel): Lesson {
  const width = labels.length;
  const large = new Float32Array(weights.length);
  for (let row = 0; row < rows.size; row++) {
    const scale = scales[row] as number;
    for (let cell = row * width; cell < (row + 1) * width; cell++)
      large[cell] = (weights[cell] as number) * scale;
  }
  return { labels, rows, rarities, weights: large, bias };
}

function teach(model: Lesson, examples: readonly Example[], options: TrainingOptions): Lesson {
  const lesson = widen(model, examples, options.leastExamples);
  const { labels, rows, rarities, weights, bias } = lesson;
  const column = new Map(labels.map((label, at) => [label, at]));
  const known = examples.map((example) => example.variants.map((terms) => rowsOf(terms, rows)));
  const targets = examples.map((example) => column.get(example.label) as number);
  const order = examples.map((_, at) => at);
  const random = seededRandom(options.seed);
  const step = new Float32Array(labels.length);

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const rate = options.learningRate / (1 + options.anneal * epoch);
    const keep = 1 - rate * options.decay;
    shuffle(order, random);
    for (const at of order) {
      const variants = known[at] as Int32Array[];
      const all = variants[epoch % variants.length] as Int32Array;
      const seen = options.dropout > 0 ? all.filter(() => random() >= options.dropout) : all;
      const vector = vectorOf(seen, rarities);
      const gain = rate * (examples[at] as Example).weight;
      softmax(vector, weights, bias, step);
      for (let label = 0; label < step.length; label++) step[label] = -gain * (step[label] as number);
      step[targets[at] as number] = (step[targets[at] as number] as number) + gain;
      for (let label = 0; label < step.length; label++) {
        bias[label] = (bias[label] as number) + BIAS_SHARE * (step[label] as number);
      }
      addToRows(weights, vector, step, keep);
    }
  }
  return lesson;
}

function addToRows(weights: Float32Array, vector: SparseVector, step: Float32Array, keep: number): void {
  const width = step.length;
  for (let i = 0; i < vector.rows.length; i++) {
    const start = (vector.rows[i] as number) * width;
    const value = vector.values[i] as number;
    for (let label = 0; label < width; label++) {
      weights[start + label] = (weights[start + label] as number) * keep + value * (step[label] as number);
    }
  }
}

/** In how many examples each term stands, in the order in which they come up. */
function countTerms(examples: readonly Example[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { variants } of examples) {
    for (const term of new Set(variants.flat())) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/** A copy of the model with room for the labels and terms of some examples. */
function widen(model: Lesson, examples: readonly Example[], leastExamples: number): Lesson {
  const labels = [...new Set([...model.labels, ...examples.map((example) => example.label)])];
  const rows = new Map(model.rows);
  const rarities = [...model.rarities];
  for (const [term, count] of countTerms(examples)) {
    if (count < leastExamples || rows.has(term)) continue;
    rows.set(term, rows.size);
    // Inverse document frequency as in BM25.
    rarities.push(Math.log(1 + (examples.length - count + 0.5) / (count + 0.5)));
  }
  const oldWidth = model.labels.length;
  const weights = new Float32Array(rows.size * labels.length);
  for (let row = 0; row < model.rows.size; row++) {
    weights.set(model.weights.subarray(row * oldWidth, (row + 1) * oldWidth), row * labels.length);
  }
  const bias = new Float32Array(labels.length);
  bias.set(model.bias);
  return { labels, rows, rarities: Float32Array.from(rarities), weights, bias };
}

/** Belief in each label, in the order of `model.labels`; sums to 1. Undefined when no term is known. */
export function predictTopics(model: TopicModel, terms: readonly string[]): Float32Array | undefined {
  const vector = vectorOf(rowsOf(terms, model.rows), model.rarities);
  if (vector.rows.length === 0) return undefined;
  const scores = new Float32Array(model.labels.length);
  const scaled = vector.values.map(
    (value, at) => value * (model.scales[vector.rows[at] as number] as number),
  );
  softmax({ rows: vector.rows, values: scaled }, model.weights, model.bias, scores);
  return scores;
}

/** The bias learns slower than the terms: how often an entry was written about says little. */
const BIAS_SHARE = 0.05;

interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

/** The rows of the known terms, each once. */
function rowsOf(terms: readonly string[], rows: ReadonlyMap<string, number>): Int32Array {
  return Int32Array.from(new Set(terms.flatMap((term) => rows.get(term) ?? [])));
}

/** Each term weighted by its rarity, the whole of length one. */
function vectorOf(rows: Int32Array, rarities: Float32Array): SparseVector {
  const values = new Float32Array(rows.length);
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    const rarity = rarities[rows[i] as number] as number;
    values[i] = Math.sqrt(rarity);
    squares += rarity;
  }
  const norm = Math.sqrt(squares) || 1;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / norm;
  return { rows, values };
}

/** Writes the beliefs into `scores`. */
function softmax(
  vector: SparseVector,
  weights: Float32Array | Int8Array,
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
