/** What the recogniser of reports sees of a message: its terms, how it begins and ends, and how long it is. */
import { LONGEST_UTTERANCE, normalize, searchTerms, stripChatFiller, type Word } from "../language/index.ts";

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

/** Clauses with fewer words say too little by themselves. */
const FEWEST_WORDS = 4;

/** Each takes its time; whoever has said nothing until then is not heard by the next one either. */
const MOST_CLAUSES = 12;

/** The parts of a message that may each be a matter of their own; empty when it has one part only. */
export function clausesOf(utterance: string): string[] {
  const parts = utterance
    .slice(0, LONGEST_UTTERANCE)
    .split(/[.!?;\n]+|,\s+/u)
    .filter((part) => wordCount(part) >= FEWEST_WORDS);
  return parts.length > 1 ? parts.slice(0, MOST_CLAUSES) : [];
}

function wordCount(text: string): number {
  return text.trim().split(/\s+/u).length;
}
