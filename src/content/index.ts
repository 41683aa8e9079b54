/** CONTENT: reads what officers keep in `knowledge/` and `intents/`, and says what is wrong with it. */
export { insertQuestion } from "./insert-question.ts";
export { type Content, type EarlierReading, loadContent } from "./load-content.ts";
export { type ParsedChange, parseChange } from "./parse-change.ts";
export { DIRECTORY_COLUMNS, parseDirectoryList, parseDirectoryNote } from "./parse-directory.ts";
export { parseDraft, unpackDraft } from "./parse-draft.ts";
export { type ParsedEntry, parseEntry } from "./parse-entry.ts";
export type { ReadFile } from "./parse-file.ts";
export { type ParsedIntent, parseIntent } from "./parse-intent.ts";
export { type ParsedPackage, parsePackage } from "./parse-package.ts";
export { type ParsedPlaces, parsePlaces } from "./parse-places.ts";
export { type MoreQuestions, type ParsedQuestions, parseQuestions } from "./parse-questions.ts";
export {
  type ParsedSamples,
  parseSamples,
  SAMPLE_KINDS,
  type SampleKind,
  type Samples,
} from "./parse-samples.ts";
export { countErrors, formatProblem, type Problem } from "./problem.ts";
export { replaceFile } from "./replace-file.ts";
export { keepNewest, readStored, writeStored } from "./stored-value.ts";
export { type ContentWatch, watchContent } from "./watch-content.ts";
