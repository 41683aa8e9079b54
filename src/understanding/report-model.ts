/** Tells reports on officials from everything else: a logistic regression over a table of features, taught step by step. */
import { reportFeatures, sentencesOf, TABLE_SIZE } from "./report-features.ts";

/** Plain data. */
export interface ReportModel {
  readonly weights: Float32Array;
  readonly bias: number;
}

export interface ReportLesson {
  /** Places, see `reportFeatures`. */
  readonly features: Uint32Array;
  readonly isReport: boolean;
  /** How much it counts. */
  readonly weight: number;
}

/** Found by judging messages of writers whose other messages were not learned from. */
const TRAINING = { step: 0.4, decay: 2e-5, dropout: 0.3 };
/** How much the sentence that is likest a report counts beside the whole message. */
const SHARE_OF_SENTENCE = 0.4;

/** @param random from 0 to 1; the same numbers give the same model */
export function trainReportModel(
  lessons: readonly ReportLesson[],
  epochs: number,
  random: () => number,
): ReportModel {
  const { step, decay, dropout } = TRAINING;
  const weights = new Float32Array(TABLE_SIZE);
  const squares = new Float32Array(TABLE_SIZE).fill(1e-6);
  // What comes out is the middle of the later rounds: no single order of the lessons shows in it.
  const settled = new Float32Array(TABLE_SIZE);
  const settledFrom = Math.floor(epochs / 2);
  let settledBias = 0;
  let bias = 0;
  let biasSquares = 1e-6;
  const order = Uint32Array.from(lessons, (_, at) => at);
  const longest = lessons.reduce((most, { features }) => Math.max(most, features.length), 0);
  const seen = new Uint32Array(longest);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const lesson = lessons[at] as ReportLesson;
      // Some features are hidden each time, so that no single one is relied on.
      let count = 0;
      for (const place of lesson.features) if (random() >= dropout) seen[count++] = place;
      const share = 1 / Math.sqrt(count || 1);
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += weights[seen[i] as number] as number;
      sum = bias + sum * share;
      const error = (1 / (1 + Math.exp(-sum)) - (lesson.isReport ? 1 : 0)) * lesson.weight;
      for (let i = 0; i < count; i += 1) {
        const place = seen[i] as number;
        const slope = error * share + decay * (weights[place] as number);
        const square = (squares[place] as number) + slope * slope;
        squares[place] = square;
        weights[place] = (weights[place] as number) - (step * slope) / Math.sqrt(square);
      }
      biasSquares += error * error;
      bias -= (step * error) / Math.sqrt(biasSquares);
    }
    if (epoch < settledFrom) continue;
    const share = 1 / (epochs - settledFrom);
    for (let place = 0; place < TABLE_SIZE; place += 1)
      settled[place] = (settled[place] as number) + (weights[place] as number) * share;
    settledBias += bias * share;
  }
  return { weights: settled, bias: settledBias };
}

/** Belief from 0 to 1 that a message reports on an official. */
export function believeReport(model: ReportModel, text: string): number {
  const whole = scoreOf(model, text);
  const sentences = sentencesOf(text).map((sentence) => scoreOf(model, sentence));
  const likest = sentences.length > 0 ? Math.max(...sentences) : whole;
  return 1 / (1 + Math.exp(-(whole * (1 - SHARE_OF_SENTENCE) + likest * SHARE_OF_SENTENCE)));
}

/** On the logarithmic scale: above 0 is rather a report. */
export function scoreOf({ weights, bias }: ReportModel, text: string): number {
  const { written: places } = reportFeatures(text);
  let sum = 0;
  for (const place of places) sum += weights[place] as number;
  return bias + sum / Math.sqrt(places.length || 1);
}

function shuffle(list: Uint32Array, random: () => number): void {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = list[last] as number;
    list[last] = list[other] as number;
    list[other] = kept;
  }
}
