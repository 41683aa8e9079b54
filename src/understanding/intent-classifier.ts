/** natural's Bayes classifier behind the core's port: given our tokens, trained once, kept as plain data. */
import BayesClassifier from "natural/lib/natural/classifiers/bayes_classifier.js";
import type { IntentClassifier, IntentMatch } from "../core/ports.ts";
import { utteranceFeatures } from "./utterance-features.ts";

/** At natural's default of 1 a rare intent wins on rare words. */
const SMOOTHING = 0.05;

export interface LabelledUtterance {
  readonly intent: string;
  readonly utterance: string;
}

export type CuesOf = (utterance: string) => readonly string[];

/** Everything natural needs to go on, as text. */
export type StoredClassifier = string;

/** Learns from the utterances of all intents. Some hundred milliseconds for a few thousand of them. */
export function trainIntentClassifier(
  utterances: readonly LabelledUtterance[],
  cuesOf: CuesOf,
): StoredClassifier {
  const bayes = new BayesClassifier(undefined, SMOOTHING);
  for (const { intent, utterance } of utterances) {
    const features = utteranceFeatures(utterance, cuesOf);
    // natural drops a document without tokens in silence; ours always have a sign.
    bayes.addDocument(features, intent);
  }
  bayes.train();
  bayes.docs = [];
  return JSON.stringify(bayes);
}

export function createIntentClassifier(stored: StoredClassifier, cuesOf: CuesOf): IntentClassifier {
  const bayes = BayesClassifier.restore(JSON.parse(stored));
  return {
    classify: (utterance): IntentMatch[] => {
      const values = bayes.getClassifications(utteranceFeatures(utterance, cuesOf));
      const sum = values.reduce((total, { value }) => total + value, 0);
      return values.map(({ label, value }) => ({ intent: label, confidence: sum > 0 ? value / sum : 0 }));
    },
  };
}
