/** Our classifier of intents as the bench sees it. */
import { pairSyllables } from "../src/language/index.ts";
import { tokenize } from "./folding.ts";
import type { IntentPeer } from "./peers/intent-peer.ts";
import { createBayes } from "./peers/natural.ts";

/** PROVISIONAL: natural's Bayes on folded syllables and their pairs, until our own is connected here. */
export function buildOurIntents(): IntentPeer {
  const featuresOf = (text: string) => {
    const syllables = tokenize(text);
    return [...syllables, ...pairSyllables(syllables)];
  };
  const classifier = createBayes({ tokenizeAndStem: featuresOf }, 0.01);
  return {
    name: "ours",
    train: (examples) => {
      for (const { text, label } of examples) classifier.addDocument(featuresOf(text), label);
      classifier.train();
    },
    classify: (text) => classifier.classify(featuresOf(text)),
  };
}
