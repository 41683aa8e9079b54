/** What the recogniser of reports sees of a message: its terms, how it begins and ends, and how long it is. */
import { normalize, searchTerms, stripChatFiller, type Word } from "../language/index.ts";

/** Put before what is no word, so that no word can be taken for it. */
const SIGN = "#";
/** "Đòi 500", "đòi 200": how much is no matter. */
const ANY_NUMBER: Word = { text: `${SIGN}0`, folded: `${SIGN}0` };

/** Longer ones are all alike. */
const LONGEST_STEP = 6;

/** @example feedbackTerms("đòi 500 nghìn").includes("doi_#0") // true */
export function feedbackTerms(utterance: string): string[] {
  const words = stripChatFiller(normalize(utterance)).map((word) =>
    /^\d/u.test(word.text) ? ANY_NUMBER : word,
  );
  const folded = words.map((word) => word.folded);
  const step = Math.min(LONGEST_STEP, Math.floor(Math.log2(folded.length + 1)));
  return [
    ...new Set([
      ...searchTerms(words),
      `^${folded[0] ?? ""}`,
      `$${folded.at(-1) ?? ""}`,
      `$${folded.slice(-2).join("_")}`,
      `${SIGN}length-${step}`,
      ...(utterance.includes("?") ? [`${SIGN}asks`] : []),
    ]),
  ];
}
