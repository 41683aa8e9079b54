/** natural's two classifiers as peers: its tokenizer, its English stemmer and its smoothing as they come. */
import { createRequire } from "node:module";
import type { IntentPeer } from "./intent-peer.ts";

/** What both classifiers share; an array of tokens in place of a text is taken as it is. */
export interface NaturalClassifier {
  addDocument(text: string | readonly string[], label: string): void;
  train(): void;
  classify(text: string | readonly string[]): string;
}

type Stemmer = { tokenizeAndStem(text: string): string[] };

// By their own paths: natural's index loads database clients and reads .env.
const require = createRequire(import.meta.url);
const CLASSIFIERS = "natural/lib/natural/classifiers";

/** @param smoothing natural's own default is 1 */
export function createBayes(stemmer?: Stemmer, smoothing?: number): NaturalClassifier {
  const Bayes = require(`${CLASSIFIERS}/bayes_classifier`) as new (
    stemmer?: Stemmer,
    smoothing?: number,
  ) => NaturalClassifier;
  return new Bayes(stemmer, smoothing);
}

export function createLogisticRegression(): NaturalClassifier {
  const LogisticRegression = require(
    `${CLASSIFIERS}/logistic_regression_classifier`,
  ) as new () => NaturalClassifier;
  return new LogisticRegression();
}

export function naturalBayesPeer(): IntentPeer {
  return asItComes("natural bayes", createBayes());
}

export function naturalLogisticRegressionPeer(): IntentPeer {
  return asItComes("natural logistic regression", createLogisticRegression());
}

function asItComes(name: string, classifier: NaturalClassifier): IntentPeer {
  return {
    name,
    train: (examples) => {
      for (const { text, label } of examples) classifier.addDocument(text, label);
      classifier.train();
    },
    classify: (text) => classifier.classify(text),
  };
}
