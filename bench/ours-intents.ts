/** Our classifier of intents as the bench sees it: natural on chosen terms and cues, and the topic model beside it. */
import { loadContent } from "../src/content/index.ts";
import { createFacetRecogniser } from "../src/core/conversation/index.ts";
import { normalize, searchTerms, stripChatFiller } from "../src/language/index.ts";
import { createSides, cuesIn, learnSides } from "../src/learn-sides.ts";
import { predictTopics, trainTopicModel } from "../src/search/index.ts";
import { createIntentClassifier, trainIntentClassifier } from "../src/understanding/index.ts";
import type { IntentPeer, LabelledText } from "./peers/intent-peer.ts";
import { projectRoot } from "./project-root.ts";

const { intents } = await loadContent(projectRoot);
const facets = createFacetRecogniser(intents);
const asking = new Set(
  intents.filter(({ group }) => group === "facet" || group === "ask").map(({ id }) => id),
);
const cuesOf = cuesIn(facets);
const termsOf = (text: string) => searchTerms(stripChatFiller(normalize(text)));

export function buildOurIntents(): IntentPeer {
  let classify: (text: string) => string = () => "";
  return {
    name: "ours",
    train: (examples) => {
      const bayes = trainBayes(examples);
      const topics = trainTopics(examples);
      classify = (text) => {
        const beliefs = topics(text);
        for (const { intent, confidence } of bayes.classify(text)) {
          beliefs.set(intent, (beliefs.get(intent) ?? 0) + confidence);
        }
        return [...beliefs].reduce((best, one) => (one[1] > best[1] ? one : best), ["", -1] as const)[0];
      };
    },
    classify: (text) => classify(text),
  };
}

function trainBayes(examples: readonly LabelledText[]) {
  const utterances = examples.map(({ text, label }) => ({
    intent: label,
    isAsking: asking.has(label),
    utterance: text,
  }));
  const asked = intents.map((intent) => ({
    ...intent,
    utterances: examples.filter(({ label }) => label === intent.id).map(({ text }) => text),
  }));
  const sides = createSides(learnSides([], asked, facets), facets);
  return createIntentClassifier(trainIntentClassifier(utterances, cuesOf), cuesOf, sides);
}

/** Beliefs of the topic model by label. */
function trainTopics(examples: readonly LabelledText[]): (text: string) => Map<string, number> {
  const learned = examples.map(({ text, label }) => {
    const terms = termsOf(text);
    return {
      label,
      variants: [terms, terms.filter((term) => !term.startsWith("="))] as [string[], string[]],
      weight: 1,
    };
  });
  const model = trainTopicModel(learned);
  return (text) => {
    const beliefs = predictTopics(model, termsOf(text));
    return new Map(model.labels.map((label, at) => [label, beliefs?.[at] ?? 0]));
  };
}
