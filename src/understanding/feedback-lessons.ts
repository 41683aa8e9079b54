/** What the recogniser of reports learns from: reports, what looks like them, and what citizens ask otherwise. */
import { feedbackKindOf, type Intent } from "../core/conversation/index.ts";
import { CATEGORIES, type Category } from "../core/feedback/index.ts";
import { type CompletePhrases, composeUtterances, type Phrases, type Random } from "./compose-utterances.ts";
import { clausesOf } from "./feedback-terms.ts";

export interface FeedbackLesson {
  /** An intent's id, or one of `ORDINARY`. */
  readonly label: string;
  readonly text: string;
  /** How much it counts. */
  readonly weight: number;
}

/** Messages that resemble no report, told apart so that each kind is known by its own words. */
export const ORDINARY = { question: "#question", talk: "#talk", danger: "#danger" } as const;

/** The example questions of an entry. */
export interface AskedEntry {
  readonly id: string;
  readonly questions: readonly string[];
}

/** Messages that people wrote, known by what they are about: the id of an intent, or a category of reports. */
export interface SampledMessages {
  readonly isReport: boolean;
  readonly topic: string | undefined;
  readonly lines: readonly string[];
}

export interface FeedbackLessons {
  readonly kinds: readonly FeedbackLesson[];
  /** Labelled by category. */
  readonly categories: readonly FeedbackLesson[];
}

/** All questions of all entries are many more than anything else, and much alike: so large a part is enough. */
const SHARE_OF_QUESTIONS = 0.5;
/** What was composed is less like people than what people wrote. */
const COMPOSED_WEIGHT = 0.6;
const COMPOSED_TIMES = { misconduct: 6, near: 1.6, own: 14 } as const;
const WEIGHT = { misconduct: 3, near: 2, ordinary: 1 } as const;
/** A report that comes along with a question is a report: each is also shown with so many questions. */
const QUESTIONS_BESIDE = { misconduct: 2, near: 1, composed: 0.2, ordinary: 0.15 } as const;
const WEIGHT_BESIDE = 0.5;

export function feedbackLessons(
  entries: readonly AskedEntry[],
  intents: readonly Intent[],
  samples: readonly SampledMessages[],
  random: Random,
): FeedbackLessons {
  const written = [...writtenLessons(entries, intents, random), ...sampledLessons(intents, samples)];
  const { composed, categories } = composedLessons(intents, random);
  const questions = written.filter(({ label }) => label === ORDINARY.question);
  return {
    kinds: [
      ...written,
      ...composed,
      ...besideQuestions(written, composed, questions, intents, random),
      ...clausesOfQuestions(questions),
    ],
    categories: [...categories, ...sampledCategories(samples)],
  };
}

function sampledLessons(intents: readonly Intent[], samples: readonly SampledMessages[]): FeedbackLesson[] {
  const report = intents.find(({ group }) => group === "feedback")?.id;
  const ids = new Set(intents.filter(feedbackKindOf).map(({ id }) => id));
  return samples.flatMap(({ isReport, topic = "", lines }) => {
    const label = isReport ? report : topic;
    if (label === undefined || !ids.has(label)) return [];
    return lines.map((text) => ({ label, text, weight: WEIGHT.ordinary }));
  });
}

function sampledCategories(samples: readonly SampledMessages[]): FeedbackLesson[] {
  return samples.flatMap(({ isReport, topic, lines }) => {
    const category = CATEGORIES.find((one) => isReport && one === topic);
    return category ? lines.map((text) => ({ label: category, text, weight: 1 })) : [];
  });
}

function writtenLessons(
  entries: readonly AskedEntry[],
  intents: readonly Intent[],
  random: Random,
): FeedbackLesson[] {
  const ownerOf = new Map<string, string>();
  for (const intent of intents) {
    if (intent.group === "near-feedback" && intent.entry && feedbackKindOf(intent) !== "impostor")
      ownerOf.set(intent.entry, intent.id);
    if (intent.group === "emergency" && intent.entry) ownerOf.set(intent.entry, ORDINARY.danger);
  }
  return [
    ...entries.flatMap(({ id, questions }) => {
      const owner = ownerOf.get(id);
      if (owner) return questions.map((text) => ({ label: owner, text, weight: WEIGHT.ordinary }));
      return questions
        .filter(() => random() < SHARE_OF_QUESTIONS)
        .map((text) => ({ label: ORDINARY.question, text, weight: WEIGHT.ordinary }));
    }),
    ...intents.flatMap((intent) =>
      intent.utterances.map((text) => ({ label: labelOf(intent), text, weight: weightOf(intent) })),
    ),
  ];
}

/** The label under which an intent's utterances are learned. */
function labelOf(intent: Intent): string {
  if (feedbackKindOf(intent)) return intent.id;
  if (intent.group === "emergency") return ORDINARY.danger;
  return intent.group === "facet" || intent.group === "ask" ? ORDINARY.question : ORDINARY.talk;
}

function weightOf(intent: Intent): number {
  const kind = feedbackKindOf(intent);
  if (!kind) return WEIGHT.ordinary;
  return kind === "misconduct" ? WEIGHT.misconduct : WEIGHT.near;
}

function composedLessons(intents: readonly Intent[], random: Random) {
  const common = intents.find(({ group }) => group === "feedback")?.phrases;
  const composed: FeedbackLesson[] = [];
  const categories: FeedbackLesson[] = [];
  for (const intent of intents) {
    if (!intent.phrases) continue;
    const isReport = intent.group === "feedback";
    const times = isReport
      ? COMPOSED_TIMES.misconduct
      : intent.phrases.acts
        ? COMPOSED_TIMES.own
        : COMPOSED_TIMES.near;
    for (const { text, category } of composeUtterances(complete(intent.phrases, common), times, random)) {
      composed.push({ label: intent.id, text, weight: weightOf(intent) * COMPOSED_WEIGHT });
      if (isReport) categories.push({ label: category, text, weight: 1 });
    }
  }
  const acts = Object.entries(common?.acts ?? {}).flatMap(([category, lines = []]) =>
    lines.map((text) => ({ label: category as Category, text, weight: 1 })),
  );
  return { composed, categories: [...categories, ...acts] };
}

/** With the lists of the intent of reports where it has none of its own. */
function complete(phrases: Phrases, common: Phrases | undefined): CompletePhrases {
  return {
    patterns: phrases.patterns,
    who: phrases.who ?? common?.who ?? [],
    acts: phrases.acts ?? common?.acts ?? {},
    before: phrases.before ?? common?.before ?? [],
    after: phrases.after ?? common?.after ?? [],
  };
}

/** "Bà ấy bắt đầu lẫn": a part of a question is read by itself too, and is no report either. */
function clausesOfQuestions(questions: readonly FeedbackLesson[]): FeedbackLesson[] {
  return questions.flatMap((lesson) =>
    clausesOf(lesson.text).map((text) => ({ ...lesson, text, weight: lesson.weight * WEIGHT_BESIDE })),
  );
}

/** Half of them with the question in front, half with it behind. */
function besideQuestions(
  written: readonly FeedbackLesson[],
  composed: readonly FeedbackLesson[],
  questions: readonly FeedbackLesson[],
  intents: readonly Intent[],
  random: Random,
): FeedbackLesson[] {
  if (questions.length === 0) return [];
  const report = intents.find(({ group }) => group === "feedback")?.id;
  const near = new Set(intents.filter(({ group }) => group === "near-feedback").map(({ id }) => id));
  const timesOf = ({ label }: FeedbackLesson) => {
    if (label === report) return QUESTIONS_BESIDE.misconduct;
    if (near.has(label)) return QUESTIONS_BESIDE.near;
    return label === ORDINARY.talk ? 0 : QUESTIONS_BESIDE.ordinary;
  };
  const beside = (lesson: FeedbackLesson): FeedbackLesson => {
    const question = questions[Math.floor(random() * questions.length)]?.text ?? "";
    const text = random() < 0.5 ? `${lesson.text}, ${question}` : `${question}. ${lesson.text}`;
    return { ...lesson, text, weight: lesson.weight * WEIGHT_BESIDE };
  };
  const often = (times: number) => Math.floor(times) + (random() < times % 1 ? 1 : 0);
  return [
    ...written.flatMap((lesson) => Array.from({ length: often(timesOf(lesson)) }, () => beside(lesson))),
    ...composed.flatMap((lesson) =>
      Array.from({ length: often(QUESTIONS_BESIDE.composed) }, () => beside(lesson)),
    ),
  ];
}
