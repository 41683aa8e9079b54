/** What the model of sides sees of a message: its words, and once more those of its last clause, where most questions stand. */
import { EXACT, normalize, searchTerms, stripChatFiller, type Word } from "../language/index.ts";
import type { CuesOf } from "./intent-classifier.ts";

/** A shorter clause ("được không ạ") says too little without the one before it. */
const FEWEST_WORDS = 4;
/** Of a long clause the end is what asks. */
const MOST_WORDS = 10;
/** Put before what is seen of the last clause, so that it counts by itself. */
const LAST = "~";
const SIGN = "#";

/**
 * @param cuesOf names the facets whose cues stand in an utterance; undefined: as if no cue were known
 * @example sideTerms("mất thẻ rồi, hết bao nhiêu", undefined).includes("$bao_nhieu") // true
 */
export function sideTerms(text: string, cuesOf: CuesOf | undefined): string[] {
  const words = wordsOf(text);
  const clause = lastClause(text);
  const tail = wordsOf(clause).slice(-MOST_WORDS);
  const folded = tail.map((word) => word.folded);
  const terms = [
    ...searchTerms(words),
    ...searchTerms(tail).map((term) =>
      term.startsWith(EXACT) ? EXACT + LAST + term.slice(EXACT.length) : LAST + term,
    ),
    ...folded.slice(0, -2).map((word, at) => `${word}${LAST}${folded[at + 2]}`),
    ...[1, 2, 3].map((count) => `$${folded.slice(-count).join("_")}`),
    `^${folded[0] ?? ""}`,
    SIGN + (words.length <= 5 ? "short" : words.length > 16 ? "long" : "middling"),
    ...(cuesOf?.(text) ?? []).map((facet) => `${SIGN}cue-${facet}`),
    ...(cuesOf?.(clause) ?? []).map((facet) => `${SIGN}last-${facet}`),
  ];
  return [...new Set(terms)];
}

function wordsOf(text: string): Word[] {
  return stripChatFiller(normalize(text));
}

/** The last clause, with as many before it as it takes to say something. */
export function lastClause(text: string): string {
  const clauses = text
    .split(/[,.;:?!\n…]+/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
  let last = clauses.pop() ?? "";
  while (clauses.length > 0 && last.split(/\s+/u).length < FEWEST_WORDS) last = `${clauses.pop()} ${last}`;
  return last;
}
