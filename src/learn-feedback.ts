/** Part of the composition root: the recogniser of reports learns with what the search room has for learning. */
import type { Content } from "./content/index.ts";
import { feedbackKindOf, type Intent, reportIntentOf } from "./core/conversation/index.ts";
import type { FeedbackRecogniser } from "./core/feedback/index.ts";
import { EXACT } from "./language/index.ts";
import {
  type Example,
  predictTopics,
  seededRandom,
  type TopicModel,
  trainTopicModel,
} from "./search/index.ts";
import {
  type AskedEntry,
  type BeliefsOf,
  believeReport,
  createFeedbackRecogniser,
  type FeedbackLesson,
  feedbackLessons,
  feedbackTerms,
  learnReports,
  type ReportExamples,
  type ReportModel,
} from "./understanding/index.ts";

/** Plain data. */
export interface LearnedFeedback {
  readonly kinds: TopicModel;
  readonly categories: TopicModel;
  readonly reports: ReportModel;
}

const SAMPLED_AS = { "phan-anh": "report", "khong-phai": "near-miss", "cau-hoi": "ordinary" } as const;

const SEED = 5;
/** Found by judging utterances by models that had not seen them. */
const TRAINING = {
  epochs: 6,
  learningRate: 1.5,
  anneal: 0.3,
  decay: 1e-4,
  seed: 7,
  dropout: 0,
  leastExamples: 2,
};

export function learnFeedback(
  entries: readonly AskedEntry[],
  intents: readonly Intent[],
  samples: Content["samples"],
): LearnedFeedback {
  const lessons = feedbackLessons(
    entries,
    intents,
    samples.map((one) => ({ ...one, kind: SAMPLED_AS[one.kind] })),
    seededRandom(SEED),
  );
  return {
    kinds: learnModel(lessons.kinds),
    categories: learnModel(lessons.categories),
    reports: learnReports(reportExamples(entries, intents, samples), seededRandom(SEED)),
  };
}

function reportExamples(
  entries: readonly AskedEntry[],
  intents: readonly Intent[],
  samples: Content["samples"],
): ReportExamples {
  const reportEntry = reportIntentOf(intents)?.entry;
  const linesOf = (kind: Content["samples"][number]["kind"]) =>
    samples.filter((one) => one.kind === kind).flatMap(({ lines }) => lines);
  const utterancesOf = (fits: (intent: Intent) => boolean) =>
    intents.filter(fits).flatMap(({ utterances }) => utterances);
  const isReport = (intent: Intent) => feedbackKindOf(intent) === "misconduct";
  const isNear = (intent: Intent) => intent.group === "near-feedback";
  return {
    reports: [...linesOf("phan-anh"), ...utterancesOf(isReport)],
    nearMisses: [...linesOf("khong-phai"), ...linesOf("cau-hoi"), ...utterancesOf(isNear)],
    questions: [
      ...entries.filter(({ id }) => id !== reportEntry).flatMap(({ questions }) => questions),
      ...utterancesOf((intent) => !isReport(intent) && !isNear(intent)),
    ],
  };
}

function learnModel(lessons: readonly FeedbackLesson[]): TopicModel {
  const examples = lessons.map(({ label, text, weight }): Example => {
    const terms = feedbackTerms(text);
    // Half of all citizens type without marks.
    const bare = terms.filter((term) => !term.startsWith(EXACT));
    return { label, weight, variants: bare.length === terms.length ? [terms] : [terms, bare] };
  });
  return trainTopicModel(examples, TRAINING);
}

/** The recogniser from what was learned and what officers keep now. */
export function createFeedback(learned: LearnedFeedback, intents: readonly Intent[]): FeedbackRecogniser {
  return createFeedbackRecogniser(intents, {
    kinds: beliefsOf(learned.kinds),
    categories: beliefsOf(learned.categories),
    report: (text) => believeReport(learned.reports, text),
  });
}

function beliefsOf(model: TopicModel): BeliefsOf {
  return (terms) => {
    const beliefs = predictTopics(model, terms);
    return new Map(beliefs ? model.labels.map((label, at) => [label, beliefs[at] ?? 0]) : []);
  };
}
