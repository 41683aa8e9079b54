/** Part of the composition root: which side of an entry is asked for, learned with what the search room has for learning. */
import type { FacetRecogniser, Intent } from "./core/conversation/index.ts";
import { EXACT, normalize, stripChatFiller } from "./language/index.ts";
import {
  type Example,
  predictTopics,
  seededRandom,
  type TopicModel,
  trainTopicModel,
} from "./search/index.ts";
import { type CuesOf, lastClause, type SideMatch, sideTerms } from "./understanding/index.ts";

/** Found by judging utterances by models that had not seen them. */
const TRAINING = {
  epochs: 20,
  learningRate: 3,
  anneal: 0.3,
  decay: 2e-4,
  seed: 7,
  dropout: 0.5,
  leastExamples: 2,
};
/** The names of an entry that are enough to show what asking for it by name alone looks like. */
const NAMES_AS_QUESTIONS = 3;
/** A question of an entry tells its side by a cue only: it counts less than what an officer put under a side. */
const WEIGHT = { utterance: 1, name: 0.5, question: 0.25 };
/** So many of those questions are shown with the cue known; from the others is learned what stands around cues. */
const SHARE_WITH_CUES = 0.3;
const SEED = 3;

interface NamedEntry {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly questions: readonly string[];
}

/** Its labels are ids of the intents that ask. */
export function learnSides(
  entries: readonly NamedEntry[],
  intents: readonly Intent[],
  facets: FacetRecogniser,
): TopicModel {
  const cuesOf = cuesIn(facets);
  const asking = intents.filter(({ group }) => group === "facet" || group === "ask");
  const intentOf = new Map(
    asking.flatMap(({ id, facet }) => (facet ? [[facet as string, id] as const] : [])),
  );
  const general = intents.find(({ group }) => group === "ask");
  const random = seededRandom(SEED);
  return trainTopicModel(
    [
      ...asking.flatMap(({ id, utterances }) =>
        utterances.map((text) => exampleOf(id, sideTerms(text, cuesOf), WEIGHT.utterance)),
      ),
      ...entries.flatMap(({ title, aliases }) =>
        general
          ? [title, ...aliases]
              .slice(0, NAMES_AS_QUESTIONS)
              .map((name) => exampleOf(general.id, sideTerms(name, cuesOf), WEIGHT.name))
          : [],
      ),
      ...entries.flatMap(({ questions }) =>
        questions.flatMap((text) => {
          const cues = cuesOf(text);
          const intent = intentOf.get(cues[0] ?? "");
          // Only where the cue stands alone, and where the question is asked.
          if (intent === undefined || cues.length > 1 || cuesOf(lastClause(text)).length !== 1) return [];
          return [
            exampleOf(
              intent,
              sideTerms(text, random() < SHARE_WITH_CUES ? cuesOf : undefined),
              WEIGHT.question,
            ),
          ];
        }),
      ),
    ],
    TRAINING,
  );
}

/** Half of all citizens type without marks. */
function exampleOf(label: string, terms: string[], weight: number): Example {
  const bare = terms.filter((term) => !term.startsWith(EXACT));
  return { label, weight, variants: bare.length === terms.length ? [terms] : [terms, bare] };
}

/** The sides by their intents, most believed first; they sum to 1, or there are none. */
export function createSides(model: TopicModel, facets: FacetRecogniser): (utterance: string) => SideMatch[] {
  const cuesOf = cuesIn(facets);
  return (utterance) => {
    const beliefs = predictTopics(model, sideTerms(utterance, cuesOf));
    return model.labels
      .map((label, at) => ({ label, share: beliefs?.[at] ?? 0 }))
      .sort((a, b) => b.share - a.share);
  };
}

export function cuesIn(facets: FacetRecogniser): CuesOf {
  return (utterance) => facets.spot(stripChatFiller(normalize(utterance)));
}
