/** UNDERSTANDING: names what a citizen wants; natural behind IntentClassifier. */
export {
  type CuesOf,
  createIntentClassifier,
  type LabelledUtterance,
  type StoredClassifier,
  trainIntentClassifier,
} from "./intent-classifier.ts";
export { utteranceFeatures } from "./utterance-features.ts";
