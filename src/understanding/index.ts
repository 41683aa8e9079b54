/** UNDERSTANDING: names what a citizen wants; natural behind IntentClassifier. */

export { createFeedbackRecogniser } from "./feedback-recogniser.ts";
export { informativeTerms } from "./informative-terms.ts";
export {
  type CuesOf,
  createIntentClassifier,
  type LabelledUtterance,
  type StoredClassifier,
  trainIntentClassifier,
} from "./intent-classifier.ts";
export { utteranceSigns, utteranceTerms } from "./utterance-features.ts";
