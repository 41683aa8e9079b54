/** Makes a large corpus of a small one: the originals, followed by altered copies of them. */
import { contentWords } from "./content-words.ts";
import type { Passage } from "./peers/search-peer.ts";
import { pick, seededRandom, shuffled } from "./random.ts";

/** The share of a copy's title words that come from another title, and the least number of them. */
const EXCHANGED = 0.25;
const FEWEST_EXCHANGED = 2;
/** The share of a copy's sentences that are kept. */
const KEPT_SENTENCES = 0.8;
const SENTENCE_END = /(?<=[.;])\s+|\n+/u;

/** The originals alone where there are `wanted` or more. */
export function multiplyPassages(originals: readonly Passage[], wanted: number, seed: number): Passage[] {
  const random = seededRandom(seed);
  const vocabulary = originals.flatMap((passage) => contentWords(passage.title));
  const passages = [...originals];
  for (let copy = 1; passages.length < wanted; copy++) {
    for (const original of originals.slice(0, wanted - passages.length)) {
      passages.push({
        id: `${original.id}~${copy}`,
        title: exchangeWords(original.title, vocabulary, random),
        text: thinOut(original.text, random),
      });
    }
  }
  return passages;
}

function exchangeWords(title: string, vocabulary: readonly string[], random: () => number): string {
  const words = title.split(/\s+/u);
  const count = Math.max(FEWEST_EXCHANGED, Math.round(words.length * EXCHANGED));
  const exchanged = new Set(shuffled([...words.keys()], random).slice(0, count));
  return words.map((word, at) => (exchanged.has(at) ? pick(vocabulary, random) : word)).join(" ");
}

function thinOut(text: string, random: () => number): string {
  const kept = text.split(SENTENCE_END).filter(() => random() < KEPT_SENTENCES);
  return shuffled(kept, random).join("\n");
}
