/**
 * natural's Bayes classifier behind the core's port: it tells what kind of message it is, and is given token arrays
 * of tokens that tell something. Which side of an entry is asked for, a model that is handed in tells.
 */
import BayesClassifier from "natural/lib/natural/classifiers/bayes_classifier.js";
import type { IntentClassifier, IntentMatch } from "../core/ports.ts";
import { informativeTerms } from "./informative-terms.ts";
import { utteranceSigns, utteranceTerms } from "./utterance-features.ts";

/** At natural's default of 1 a rare intent wins on rare words. */
const SMOOTHING = 0.5;
const MOST_TERMS = 600;
/** A cue that an officer wrote down says more than a word: it counts this many times. */
const CUE_WORTH = 3;
/** In every document, so that natural never meets an empty one, which it would drop without a word. */
const ALWAYS = "#always";

export interface LabelledUtterance {
  readonly intent: string;
  /** True for intents that ask about an entry; they differ in the side asked for. */
  readonly isAsking: boolean;
  readonly utterance: string;
}

/** Names the facets whose cues stand in an utterance. */
export type CuesOf = (utterance: string) => readonly string[];

/** Everything that was learned; plain data. */
export interface StoredClassifier {
  readonly terms: readonly string[];
  /** natural's own state, as text. */
  readonly bayes: string;
}

/** An intent that asks, and its share among all that do. */
export interface SideMatch {
  readonly label: string;
  readonly share: number;
}

/** The class of all asking intents in the classifier. */
const ASKING = "#asking";

export function trainIntentClassifier(
  utterances: readonly LabelledUtterance[],
  cuesOf: CuesOf,
): StoredClassifier {
  const acts = utterances.map(({ intent, isAsking, utterance }) => ({
    label: isAsking ? ASKING : intent,
    utterance,
  }));
  const observed = acts.map(({ label, utterance }) => ({ label, ...observe(utterance, cuesOf) }));
  const terms = informativeTerms(observed, MOST_TERMS);
  const bayes = new BayesClassifier(undefined, SMOOTHING);
  for (const one of observed) bayes.addDocument(featuresOf(one, terms), one.label);
  bayes.train();
  // What it learned from is not needed for classifying.
  bayes.docs = [];
  return { terms: [...terms], bayes: JSON.stringify(bayes) };
}

/** @param sides the asking intents, most believed first */
export function createIntentClassifier(
  stored: StoredClassifier,
  cuesOf: CuesOf,
  sides: (utterance: string) => readonly SideMatch[],
): IntentClassifier {
  const acts = restoreBayes(stored);
  return {
    classify: (utterance): IntentMatch[] => {
      const matches = acts(observe(utterance, cuesOf)).flatMap(({ label, share }) =>
        label === ASKING
          ? sides(utterance).map((side) => ({ intent: side.label, confidence: share * side.share }))
          : [{ intent: label, confidence: share }],
      );
      return matches.sort((a, b) => b.confidence - a.confidence || (a.intent < b.intent ? -1 : 1));
    },
  };
}

function restoreBayes(stored: StoredClassifier): (observed: Observed) => { label: string; share: number }[] {
  const bayes = BayesClassifier.restore(JSON.parse(stored.bayes));
  const terms = new Set(stored.terms);
  return (observed) => {
    const values = bayes.getClassifications(featuresOf(observed, terms));
    const sum = values.reduce((total, { value }) => total + value, 0);
    return values.map(({ label, value }) => ({ label, share: sum > 0 ? value / sum : 0 }));
  };
}

/** What there is to see in an utterance, before each classifier takes the terms it knows. */
interface Observed {
  readonly terms: readonly string[];
  readonly signs: readonly string[];
  readonly cues: readonly string[];
}

function observe(utterance: string, cuesOf: CuesOf): Observed {
  return {
    terms: utteranceTerms(utterance),
    signs: utteranceSigns(utterance),
    cues: [...new Set(cuesOf(utterance))],
  };
}

function featuresOf({ terms, signs, cues }: Observed, known: ReadonlySet<string>): string[] {
  const repeated = cues.flatMap((facet) =>
    Array.from({ length: CUE_WORTH }, (_, at) => `#cue-${facet}-${at}`),
  );
  return [...terms.filter((term) => known.has(term)), ...signs, ...repeated, ALWAYS];
}
