/** UNDERSTANDING: names what a citizen wants; natural behind IntentClassifier. */

export {
  type AskedEntry,
  type FeedbackLesson,
  type FeedbackLessons,
  feedbackLessons,
} from "./feedback-lessons.ts";
export { type BeliefsOf, createFeedbackRecogniser, type FeedbackWitnesses } from "./feedback-recogniser.ts";
export { feedbackTerms } from "./feedback-terms.ts";
export { informativeTerms } from "./informative-terms.ts";
export {
  type CuesOf,
  createIntentClassifier,
  type LabelledUtterance,
  type SideMatch,
  type StoredClassifier,
  trainIntentClassifier,
} from "./intent-classifier.ts";
export { learnReports, type ReportExamples } from "./report-lessons.ts";
export { believeReport, type ReportModel } from "./report-model.ts";
export { lastClause, sideTerms } from "./side-terms.ts";
export { utteranceSigns, utteranceTerms } from "./utterance-features.ts";
