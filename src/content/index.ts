/** CONTENT: reads what officers keep in `knowledge/` and `intents/`, and says what is wrong with it. */
export { type Content, type EarlierReading, loadContent, type ReadFile } from "./load-content.ts";
export { DIRECTORY_COLUMNS, parseDirectoryList, parseDirectoryNote } from "./parse-directory.ts";
export { parseDraft, unpackDraft } from "./parse-draft.ts";
export { type ParsedEntry, parseEntry } from "./parse-entry.ts";
export { type ParsedIntent, parseIntent } from "./parse-intent.ts";
export { type ParsedPlaces, parsePlaces } from "./parse-places.ts";
export {
  type ParsedSamples,
  parseSamples,
  SAMPLE_KINDS,
  type SampleKind,
  type Samples,
} from "./parse-samples.ts";
export { countErrors, formatProblem, type Problem } from "./problem.ts";
export { keepNewest, readStored, writeStored } from "./stored-value.ts";
export { type ContentWatch, watchContent } from "./watch-content.ts";
