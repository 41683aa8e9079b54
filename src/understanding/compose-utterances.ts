/** Makes sentences from the phrases that officers keep: who did what, in which words it begins and ends. */
import type { Intent } from "../core/conversation/index.ts";
import type { Category } from "../core/feedback/index.ts";

export interface ComposedUtterance {
  readonly text: string;
  /** What the deed in it would be filed under. */
  readonly category: Category;
}

/** Chance that can be repeated: numbers from 0 to 1 without 1. */
export type Random = () => number;

export type Phrases = NonNullable<Intent["phrases"]>;

/** With all its lists. */
export type CompletePhrases = { readonly [List in keyof Phrases]-?: NonNullable<Phrases[List]> };

/** How often a part that may be left out is there. */
const SHARE_BEFORE = 0.4;
const SHARE_AFTER = 0.3;
const SHARE_WITHOUT_WHO = 0.12;
const SHARE_TWO_ACTS = 0.25;

/** Each act so many times, each time with other company. */
export function composeUtterances(
  phrases: CompletePhrases,
  times: number,
  random: Random,
): ComposedUtterance[] {
  const acts = Object.entries(phrases.acts).flatMap(([category, lines = []]) =>
    lines.map((act) => ({ category: category as Category, act })),
  );
  const anyOf = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const maybe = (share: number, list: readonly string[]) => (random() < share ? (anyOf(list) ?? "") : "");
  return acts.flatMap(({ category, act }) =>
    Array.from({ length: wholeTimes(times, random) }, () => {
      const second = random() < SHARE_TWO_ACTS && acts.length > 1 ? `, ${anyOf(acts)?.act ?? ""}` : "";
      const text = (anyOf(phrases.patterns) ?? "{chuyện}")
        .replace("{trước}", maybe(SHARE_BEFORE, phrases.before))
        .replace("{ai}", maybe(1 - SHARE_WITHOUT_WHO, phrases.who))
        .replace("{chuyện}", act + second)
        .replace("{sau}", maybe(SHARE_AFTER, phrases.after));
      return { category, text: text.replace(/\s+/gu, " ").trim() };
    }),
  );
}

/** 2.5 times is twice or three times. */
function wholeTimes(times: number, random: Random): number {
  const whole = Math.floor(times);
  return whole + (random() < times - whole ? 1 : 0);
}
