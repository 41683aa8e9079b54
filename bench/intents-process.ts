/** Measures one classifier by cross-validation; started by the intents bench in a process of its own. */
import { foldDiacritics } from "../src/language/index.ts";
import { assignFolds } from "./folds.ts";
import type { IntentsReport } from "./intents-report.ts";
import { isMissingPackage, tell } from "./limited-process.ts";
import { accuracy, type Guess, macroF1, percentile, round } from "./measure.ts";
import { buildOurIntents } from "./ours-intents.ts";
import type { IntentPeer, LabelledText } from "./peers/intent-peer.ts";
import { intentPeers } from "./peers/intent-peers.ts";
import { seededRandom, shuffled } from "./random.ts";
import { readUtterances } from "./read-intents.ts";

const FOLDS = 5;
const SEED = 1;

const [peerName = "", folder = "", sample = ""] = process.argv.slice(2);
try {
  const all = readUtterances(folder);
  const report = await measure(
    Number(sample) ? shuffled(all, seededRandom(SEED)).slice(0, Number(sample)) : all,
  );
  await tell({ step: "measured", report });
} catch (error) {
  if (!isMissingPackage(error)) throw error;
  await tell({ step: "missing", reason: "run: npm ci --prefix bench" });
}
process.disconnect?.();

async function measure(examples: readonly LabelledText[]): Promise<IntentsReport> {
  const folds = assignFolds(examples, FOLDS, SEED);
  await makePeer();
  await tell({ step: "working", on: "training and judging" });
  const guesses: Guess[] = [];
  const strippedGuesses: Guess[] = [];
  const times: number[] = [];
  let trainMs = 0;
  for (let judged = 0; judged < FOLDS; judged++) {
    const peer = await makePeer();
    const started = performance.now();
    await peer.train(examples.filter((_, at) => folds[at] !== judged));
    trainMs += performance.now() - started;
    for (const { text, label } of examples.filter((_, at) => folds[at] === judged)) {
      const asked = performance.now();
      const guessed = await peer.classify(text);
      times.push(performance.now() - asked);
      guesses.push({ label, guessed });
      strippedGuesses.push({ label, guessed: await peer.classify(foldDiacritics(text)) });
    }
  }
  return {
    examples: examples.length,
    accuracy: accuracy(guesses),
    macroF1: macroF1(guesses),
    strippedAccuracy: accuracy(strippedGuesses),
    strippedMacroF1: macroF1(strippedGuesses),
    trainMs: round(trainMs / FOLDS, 1),
    p50Ms: round(percentile(times, 0.5), 3),
    p99Ms: round(percentile(times, 0.99), 3),
  };
}

/** A classifier that has learned nothing yet. */
async function makePeer(): Promise<IntentPeer> {
  const make = intentPeers[peerName];
  return make ? make() : buildOurIntents();
}
