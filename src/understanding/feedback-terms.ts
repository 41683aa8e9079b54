/** What the recogniser of reports sees of a message: its terms, how it begins and ends, and how long it is. */
import { normalize, searchTerms, stripChatFiller, type Word } from "../language/index.ts";

/** Put before what is no word, so that no word can be taken for it. */
const SIGN = "#";
/** "Đòi 500", "đòi 200": how much is no matter. */
const ANY_NUMBER: Word = { text: `${SIGN}0`, folded: `${SIGN}0` };

/** Longer ones are all alike. */
const LONGEST_STEP = 6;

/** The words of a message without the chat around them. */
export function wordsOf(utterance: string): readonly Word[] {
  return stripChatFiller(normalize(utterance));
}

export function withAnyNumber(words: readonly Word[]): readonly Word[] {
  return words.map((word) => (/^\d/u.test(word.text) ? ANY_NUMBER : word));
}

/** How long a message is, in steps that double. */
export function lengthStep(words: number): number {
  return Math.min(LONGEST_STEP, Math.floor(Math.log2(words + 1)));
}

/**
 * @param given the words of the utterance, where they are known already
 * @example feedbackTerms("đòi 500 nghìn").includes("doi_#0") // true
 */
export function feedbackTerms(utterance: string, given: readonly Word[] = wordsOf(utterance)): string[] {
  const words = withAnyNumber(given);
  const folded = words.map((word) => word.folded);
  return [
    ...new Set([
      ...searchTerms(words),
      `^${folded[0] ?? ""}`,
      `$${folded.at(-1) ?? ""}`,
      `$${folded.slice(-2).join("_")}`,
      `${SIGN}length-${lengthStep(folded.length)}`,
      ...(utterance.includes("?") ? [`${SIGN}asks`] : []),
    ]),
  ];
}
