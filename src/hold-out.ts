/** Part of the composition root: brains that have not seen some of the examples, for honest judging and tuning. */
import { createBrain, learn, learnToFind, searchedIntents, toSearchable } from "./assemble-brain.ts";
import type { Content } from "./content/index.ts";
import { type Brain, createFacetRecogniser, feedbackKindOf, type Intent } from "./core/conversation/index.ts";
import type { Entry, ValiditySettings } from "./core/knowledge/index.ts";
import { foldDiacritics, normalize } from "./language/index.ts";
import type { HeldOut, Question } from "./officers/eval/index.ts";
import {
  type JudgedQuestion,
  KnowledgeIndex,
  learnCovered,
  learnSure,
  learnWeights,
  type Tuning,
} from "./search/index.ts";

export const FOLDS = 5;

/** One brain for each part of the examples, made when it is asked for. */
export function* holdOut(content: Content, tuning: Tuning, validity: ValiditySettings): Generator<HeldOut> {
  for (let fold = 0; fold < FOLDS; fold++) {
    const { brain } = brainWithout(content, fold, tuning, validity);
    const questions = [...content.knowledge.values()].flatMap((entry) =>
      partOf(entry.questions, fold).map(
        (text, at): Question => ({
          id: `${entry.id}#${fold + at * FOLDS}`,
          text,
          entries: acceptable(content, entry),
          facets: [],
          expect: "answered",
          kind: entry.kind,
        }),
      ),
    );
    yield {
      brain,
      questions: [...questions, ...reportsOf(content.intents, fold), ...samplesOf(content, fold)],
    };
  }
}

/** What citizens say who report on officials, and what only resembles it. */
function reportsOf(intents: readonly Intent[], fold: number): Question[] {
  return intents.flatMap((intent) => {
    const kind = feedbackKindOf(intent);
    if (!kind) return [];
    return partOf(intent.utterances, fold).map(
      (text, at): Question => ({
        id: `${intent.id}#${fold + at * FOLDS}`,
        text,
        entries: [],
        facets: [],
        expect: kind === "misconduct" ? "feedback" : "not-feedback",
        kind: intent.id,
      }),
    );
  });
}

function samplesOf({ samples }: Content, fold: number): Question[] {
  return samples.flatMap(({ kind, lines }, file) =>
    partOf(lines, fold).map(
      (text, at): Question => ({
        id: `${kind}-${file}#${fold + at * FOLDS}`,
        text,
        entries: [],
        facets: [],
        expect: kind === "phan-anh" ? "feedback" : "not-feedback",
        kind,
      }),
    ),
  );
}

/** The entry, and the one it was replaced by or replaces: whoever asks for one is served by the other. */
function acceptable(content: Content, entry: Entry): string[] {
  const replaced = [...content.knowledge.values()]
    .filter((other) => other.replacedBy === entry.id)
    .map(({ id }) => id);
  return [entry.id, ...(entry.replacedBy ? [entry.replacedBy] : []), ...replaced];
}

/**
 * Learns how to weigh evidence from examples asked of brains that had not seen them; every other one without marks.
 * Names are no examples and stay known, for else a name that stands in a question would be trusted too little.
 */
export function learnWeighing(
  content: Content,
  progress: (line: string) => void,
): Pick<Tuning, "weights" | "covered" | "sure"> {
  const judged: JudgedQuestion[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const { searchables: unseen, intents } = without(content, fold);
    const searchables = unseen.map((entry) => ({
      ...entry,
      aliases: namesOf(content, entry.id),
    }));
    const learned = learnToFind(searchables, intents);
    const index = KnowledgeIndex.load(searchables, learned.index);
    index.useTopics(learned.topics, learned.wordings);
    const ask = (text: string, at: number) =>
      index.find(normalize(at % 2 === 0 ? text : foldDiacritics(text)));
    for (const entry of content.knowledge.values()) {
      partOf(entry.questions, fold).forEach((text, at) => {
        judged.push({ findings: ask(text, at), entries: acceptable(content, entry) });
      });
    }
    for (const intent of searchedIntents(content.intents)) {
      partOf(intent.utterances, fold).forEach((text, at) => {
        judged.push({ findings: ask(text, at), entries: intent.entry ? [intent.entry] : [] });
      });
    }
    progress(`học cách cân bằng chứng: ${fold + 1}/${FOLDS}`);
  }
  const weights = learnWeights(judged);
  return { weights, covered: learnCovered(judged, weights), sure: learnSure(judged, weights) };
}

function namesOf({ knowledge }: Content, id: string): readonly string[] {
  const entry = knowledge.get(id);
  return entry ? toSearchable(entry).aliases : [];
}

function brainWithout(
  content: Content,
  fold: number,
  tuning: Tuning,
  validity: ValiditySettings,
): { brain: Brain } {
  const { searchables, intents, samples } = without(content, fold);
  const learned = learn(searchables, intents, createFacetRecogniser(intents), samples);
  return {
    brain: createBrain({ ...content, intents, learned, tuning, validity }, { warm: false }),
  };
}

function without(content: Content, fold: number) {
  return {
    searchables: [...content.knowledge.values()].map(toSearchable).map((entry) => ({
      ...entry,
      aliases: entry.aliases.filter((_, at) => at % FOLDS !== fold),
      questions: entry.questions.filter((_, at) => at % FOLDS !== fold),
    })),
    intents: content.intents.map(
      (intent): Intent => ({
        ...intent,
        utterances: intent.utterances.filter((_, at) => at % FOLDS !== fold),
      }),
    ),
    samples: content.samples.map(({ lines, ...rest }) => ({
      ...rest,
      lines: lines.filter((_, at) => at % FOLDS !== fold),
    })),
  };
}

function partOf<T>(list: readonly T[], fold: number): T[] {
  return list.filter((_, at) => at % FOLDS === fold);
}
