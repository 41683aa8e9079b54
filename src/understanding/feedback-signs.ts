/** The short phrases that officers keep, which show what a report is about. */
import type { Intent } from "../core/conversation/index.ts";
import type { Category } from "../core/feedback/index.ts";
import { normalize, type Word } from "../language/index.ts";

export interface Sign {
  readonly category: Category;
  readonly phrase: readonly Word[];
}

export type Signs = ReadonlyMap<string, readonly Sign[]>;

/** By the first word of the phrase, without marks. */
export function signsOf(intents: readonly Intent[]): Signs {
  const byFirst = new Map<string, Sign[]>();
  for (const { signs = {} } of intents) {
    for (const [category, lines = []] of Object.entries(signs)) {
      for (const line of lines) {
        const phrase = normalize(line);
        const first = phrase[0]?.folded ?? "";
        byFirst.set(first, [...(byFirst.get(first) ?? []), { category: category as Category, phrase }]);
      }
    }
  }
  return byFirst;
}

/** The categories whose signs stand among the words, one for each sign, in their order. */
export function spotSigns(signs: Signs, words: readonly Word[]): Category[] {
  return words.flatMap((word, at) =>
    (signs.get(word.folded) ?? [])
      .filter(({ phrase }) => standsAt(words, at, phrase))
      .map(({ category }) => category),
  );
}

/** Each word with the same marks, or with none. */
export function standsAt(words: readonly Word[], at: number, phrase: readonly Word[]): boolean {
  return phrase.every((part, i) => {
    const typed = words[at + i];
    return typed?.folded === part.folded && (typed.text === part.text || typed.text === typed.folded);
  });
}
