/** What the model of reports sees of a message: words, pairs, how it begins and ends, each as a place in a table. */
import { LONGEST_UTTERANCE } from "../language/index.ts";
import { lengthStep, withAnyNumber, wordsOf } from "./feedback-terms.ts";

/** Places of the table. So many that few features share one. */
export const TABLE_SIZE = 2 ** 19;

/** A part with fewer words says too little by itself. */
const FEWEST_WORDS = 3;
const MOST_PARTS = 14;

export interface ReportFeatures {
  /** Each place once. */
  readonly written: Uint32Array;
  /** As if the same had been typed without marks: the places that do not depend on them. */
  readonly bare: Uint32Array;
}

export function reportFeatures(text: string): ReportFeatures {
  const words = withAnyNumber(wordsOf(text));
  const bare = words.map((word) => word.folded);
  const written = words.map((word) => word.text);
  const places = new Set<number>();
  const ofMarks = new Set<number>();
  const add = (feature: string) => places.add(placeOf(feature));
  const addMarked = (feature: string) => ofMarks.add(placeOf(feature));
  for (const [at, word] of bare.entries()) {
    const marked = written[at];
    const next = bare[at + 1];
    const second = bare[at + 2];
    add(`w ${word}`);
    if (marked !== word) addMarked(`m ${marked}`);
    if (next !== undefined) {
      add(`p ${word} ${next}`);
      if (marked !== word || written[at + 1] !== next) addMarked(`n ${marked} ${written[at + 1]}`);
    }
    if (second !== undefined) add(`s ${word} ${second}`);
  }
  add(`^ ${bare[0] ?? ""}`);
  add(`$ ${bare.at(-1) ?? ""}`);
  add(`$ ${bare.slice(-2).join(" ")}`);
  add(`l ${lengthStep(bare.length)}`);
  if (text.includes("?")) add("?");
  const bareOnes = Uint32Array.from(places);
  for (const place of ofMarks) places.add(place);
  return { written: Uint32Array.from(places), bare: bareOnes };
}

/** The sentences of a message, each of which may be a matter of its own; empty when it has one only. */
export function sentencesOf(text: string): readonly string[] {
  const parts = text
    .slice(0, LONGEST_UTTERANCE)
    .split(/[.!?;\n…]+/u)
    .map((part) => part.trim())
    .filter((part) => part.split(/\s+/u).length >= FEWEST_WORDS);
  return parts.length > 1 ? parts.slice(0, MOST_PARTS) : [];
}

/** FNV-1a, which spreads short texts well. */
function placeOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) {
    hash ^= feature.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & (TABLE_SIZE - 1);
}
