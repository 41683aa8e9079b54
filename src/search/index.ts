/** SEARCH: finds entries for a question, and says how sure it is. */

export { createDirectorySearch, indexNames, type NamedThing, type NameIndex } from "./directory-search.ts";
export { EVIDENCE, type EvidenceRow, weighEvidence } from "./evidence.ts";
export { examplesOf, type IntentExamples } from "./examples.ts";
export {
  type Findings,
  KnowledgeIndex,
  type PlainKnowledgeIndex,
} from "./knowledge-index.ts";
export {
  coverFeatures,
  createKnowledgeSearch,
  judgeFindings,
  type SearchTuning,
} from "./knowledge-search.ts";
export { type JudgedQuestion, learnCovered, learnSure, learnWeights } from "./learn-tuning.ts";
export type { Searchable } from "./searchable.ts";
export { seededRandom } from "./seeded-random.ts";
export { type PlainStatistics, TermStatistics } from "./term-statistics.ts";
export {
  type Example,
  predictTopics,
  type TopicModel,
  teachTopicModel,
  trainTopicModel,
} from "./topic-model.ts";
export { searchTuningSchema, type Tuning } from "./tuning.ts";
export {
  predictWordings,
  teachWordingModel,
  trainWordingModel,
  type WordingModel,
} from "./wording-model.ts";
