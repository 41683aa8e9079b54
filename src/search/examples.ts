/** What the topic model learns from: names, example questions, and utterances that are about no entry. */
import { variantsOf } from "./indexed-terms.ts";
import type { Searchable } from "./searchable.ts";
import type { Example } from "./topic-model.ts";

/** Put before an intent's id to make the label under which the topic model learns what is about no entry. */
export const INTENT_LABEL = "#";

/** Utterances of one intent; with an entry when the intent is answered from it. */
export interface IntentExamples {
  readonly id: string;
  readonly entry?: string | undefined;
  readonly utterances: readonly string[];
}

/** A name counts more than a question: it is what the entry is, not what somebody might say. */
const NAME_WEIGHT = 2;

export function examplesOf(entries: readonly Searchable[], intents: readonly IntentExamples[]): Example[] {
  const example = (label: string, text: string, weight: number): Example => ({
    label,
    variants: variantsOf(text),
    weight,
  });
  return [
    ...entries.flatMap(({ id, title, aliases, questions }) => [
      ...[title, ...aliases].map((name) => example(id, name, NAME_WEIGHT)),
      ...questions.map((question) => example(id, question, 1)),
    ]),
    ...intents.flatMap(({ id, entry, utterances }) =>
      utterances.map((utterance) => example(entry ?? INTENT_LABEL + id, utterance, 1)),
    ),
  ];
}
