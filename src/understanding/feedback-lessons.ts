/** What the kinds of near misses, and the categories of reports, are learned from. */
import { feedbackKindOf, type Intent, reportIntentOf } from "../core/conversation/index.ts";
import { CATEGORIES } from "../core/feedback/index.ts";

export interface FeedbackLesson {
  /** An intent's id, one of `ORDINARY`, or a category. */
  readonly label: string;
  readonly text: string;
  /** How much it counts. */
  readonly weight: number;
}

/** Messages that resemble no report, told apart so that each kind is known by its own words. */
const ORDINARY = { question: "#question", talk: "#talk", danger: "#danger" } as const;

/** The example questions of an entry. */
export interface AskedEntry {
  readonly id: string;
  readonly questions: readonly string[];
}

/** Messages that people wrote, known by what they are about: the id of an intent, or a category of reports. */
export interface SampledMessages {
  readonly kind: "report" | "near-miss" | "ordinary";
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
/** What officers chose as an example counts more than one message among thousands. */
const WEIGHT = { report: 3, near: 2, other: 1 } as const;

/** @param random from 0 to 1; the same numbers give the same lessons */
export function feedbackLessons(
  entries: readonly AskedEntry[],
  intents: readonly Intent[],
  samples: readonly SampledMessages[],
  random: () => number,
): FeedbackLessons {
  return {
    kinds: [
      ...questionLessons(entries, intents, random),
      ...intents.flatMap((intent) =>
        intent.utterances.map((text) => ({ label: labelOf(intent), text, weight: weightOf(intent) })),
      ),
      ...sampledKinds(intents, samples),
    ],
    categories: samples.flatMap(({ kind, topic, lines }) => {
      const category = CATEGORIES.find((one) => kind === "report" && one === topic);
      return category ? lines.map((text) => ({ label: category, text, weight: WEIGHT.other })) : [];
    }),
  };
}

function questionLessons(
  entries: readonly AskedEntry[],
  intents: readonly Intent[],
  random: () => number,
): FeedbackLesson[] {
  const ownerOf = new Map<string, string>();
  for (const intent of intents) {
    if (intent.group === "near-feedback" && intent.entry && feedbackKindOf(intent) !== "impostor")
      ownerOf.set(intent.entry, intent.id);
    if (intent.group === "emergency" && intent.entry) ownerOf.set(intent.entry, ORDINARY.danger);
  }
  return entries.flatMap(({ id, questions }) => {
    const owner = ownerOf.get(id);
    const chosen = owner ? questions : questions.filter(() => random() < SHARE_OF_QUESTIONS);
    return chosen.map((text) => ({ label: owner ?? ORDINARY.question, text, weight: WEIGHT.other }));
  });
}

function sampledKinds(intents: readonly Intent[], samples: readonly SampledMessages[]): FeedbackLesson[] {
  const report = reportIntentOf(intents)?.id;
  const known = new Set(intents.filter(feedbackKindOf).map(({ id }) => id));
  return samples.flatMap(({ kind, topic = "", lines }) => {
    if (kind === "ordinary")
      return lines.map((text) => ({ label: ORDINARY.question, text, weight: WEIGHT.other }));
    const label = kind === "report" ? report : topic;
    if (label === undefined || !known.has(label)) return [];
    return lines.map((text) => ({ label, text, weight: WEIGHT.other }));
  });
}

/** The label under which an intent's utterances are learned. */
function labelOf(intent: Intent): string {
  if (feedbackKindOf(intent)) return intent.id;
  if (intent.group === "emergency") return ORDINARY.danger;
  return intent.group === "facet" || intent.group === "ask" ? ORDINARY.question : ORDINARY.talk;
}

function weightOf(intent: Intent): number {
  const kind = feedbackKindOf(intent);
  if (!kind) return WEIGHT.other;
  return kind === "misconduct" ? WEIGHT.report : WEIGHT.near;
}
