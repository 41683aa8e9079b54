/** Tells reports on officials from what looks like them: what was learned, and the signs that officers keep. */
import { feedbackKindOf, type Intent } from "../core/conversation/index.ts";
import {
  CATEGORIES,
  type Category,
  type FeedbackKind,
  type FeedbackReading,
  type FeedbackRecogniser,
} from "../core/feedback/index.ts";
import { normalize, type Word } from "../language/index.ts";
import { signsOf, spotSigns, standsAt } from "./feedback-signs.ts";
import { feedbackTerms, wordsOf } from "./feedback-terms.ts";

/** Belief in each label, given the terms of a message; they sum to 1, or there are none. */
export type BeliefsOf = (terms: readonly string[]) => ReadonlyMap<string, number>;

export interface FeedbackWitnesses {
  readonly kinds: BeliefsOf;
  readonly categories: BeliefsOf;
  /** Belief from 0 to 1 that a message reports on an official. */
  readonly report: (text: string) => number;
}

/** A sign of an officer counts like so much belief. */
const SIGN_WORTH = 0.5;
const SURE_OF_MONEY = 0.5;

export function createFeedbackRecogniser(
  intents: readonly Intent[],
  { kinds, categories, report }: FeedbackWitnesses,
): FeedbackRecogniser {
  const kindOf = new Map(intents.map((intent) => [intent.id, feedbackKindOf(intent)]));
  const signs = signsOf(intents);
  const kindsOf = (terms: readonly string[]) => {
    const beliefs = new Map<FeedbackKind, number>();
    for (const [label, belief] of kinds(terms)) {
      const kind = kindOf.get(label) ?? "other";
      beliefs.set(kind, (beliefs.get(kind) ?? 0) + belief);
    }
    return beliefs;
  };

  return {
    read: (text): FeedbackReading => {
      const words = wordsOf(text);
      const terms = feedbackTerms(text, words);
      const whole = kindsOf(terms);
      const misconduct = report(text);
      const spotted = spotSigns(signs, words);
      const filed = categories(terms);
      const category = likeliest(CATEGORIES, (one) => worthOf(one, spotted, filed));
      // What it is, should it be no report.
      const otherwise = likeliest(
        [...whole.keys()].filter((one) => one !== "misconduct"),
        (one) => whole.get(one) ?? 0,
      );
      const kind = misconduct >= 0.5 ? "misconduct" : otherwise;
      const confidence = misconduct >= 0.5 ? misconduct : (whole.get(kind ?? "other") ?? 0);
      return {
        kind: kind ?? "other",
        confidence,
        misconduct,
        praise: whole.get("praise") ?? 0,
        category: kind === "praise" ? "praise" : (category ?? "other"),
        hasBriberySigns: spotted.includes("money") || (filed.get("money") ?? 0) >= SURE_OF_MONEY,
        namedWay: namedWay(words),
      };
    },
  };
}

/** The first of the best; undefined when none is worth anything. */
function likeliest<T>(list: readonly T[], worth: (one: T) => number): T | undefined {
  let best: { one: T; worth: number } | undefined;
  for (const one of list) {
    const value = worth(one);
    if (value > 0 && value > (best?.worth ?? 0)) best = { one, worth: value };
  }
  return best?.one;
}

function worthOf(
  category: Category,
  spotted: readonly Category[],
  filed: ReadonlyMap<string, number>,
): number {
  return (filed.get(category) ?? 0) + SIGN_WORTH * spotted.filter((one) => one === category).length;
}

const WAYS = [
  ["complaint", normalize("khiếu nại")],
  ["denunciation", normalize("tố cáo")],
  ["denunciation", normalize("tố giác")],
] as const;

function namedWay(words: readonly Word[]): FeedbackReading["namedWay"] {
  return WAYS.find(([, phrase]) => words.some((_, at) => standsAt(words, at, phrase)))?.[0];
}
