/** Which side of an entry is asked for: by what the classifier makes of the whole message, and by the cues that officers keep. */
import { normalize, type Word } from "../../language/index.ts";
import type { Facet } from "../knowledge/index.ts";
import type { IntentMatch } from "../ports.ts";
import type { Intent } from "./intent.ts";

interface Cue {
  readonly facet: Facet;
  readonly words: readonly Word[];
}

export interface FacetRecogniser {
  /** The facets whose cues stand among the words, each once, in their order. */
  spot(words: readonly Word[]): Facet[];
  /**
   * The facets asked for, most wanted first; empty when none is.
   *
   * @param matches what the classifier says of the whole message
   */
  recognise(words: readonly Word[], matches: readonly IntentMatch[]): Facet[];
  /** The words that are no part of a cue: what is left names the subject. */
  withoutCues(words: readonly Word[]): Word[];
}

/** Among the sides alone the classifier must be this sure to be believed rather than the cues. */
const LEAST_CONFIDENCE = 0.25;
/** And this sure that no side is asked for, where a cue stands in a story. */
const SURE_OF_NO_SIDE = 0.5;
/** In few words a cue stands for itself: "phí khai sinh quá hạn". */
const FEW_WORDS = 8;

export function createFacetRecogniser(intents: readonly Intent[]): FacetRecogniser {
  const cues: Cue[] = intents.flatMap(({ facet, cues: phrases = [] }) =>
    facet ? phrases.map((phrase) => ({ facet, words: normalize(phrase) })) : [],
  );
  cues.sort((a, b) => b.words.length - a.words.length);
  const byFirstWord = new Map<string, Cue[]>();
  for (const cue of cues) {
    const first = cue.words[0]?.folded ?? "";
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), cue]);
  }
  const facetOfIntent = new Map(intents.flatMap(({ id, facet }) => (facet ? [[id, facet] as const] : [])));

  const spot = (words: readonly Word[]) => {
    const spotted: { facet: Facet; at: number; length: number }[] = [];
    for (let at = 0; at < words.length; ) {
      const cue = byFirstWord
        .get(words[at]?.folded ?? "")
        ?.find((candidate) => candidate.words.every((part, i) => means(words[at + i], part)));
      if (cue) spotted.push({ facet: cue.facet, at, length: cue.words.length });
      at += cue?.words.length ?? 1;
    }
    return spotted;
  };

  const spotFacets = (words: readonly Word[]) => [...new Set(spot(words).map(({ facet }) => facet))];
  /** The likeliest side, and how likely it is among all sides. */
  const likeliest = (matches: readonly IntentMatch[]) => {
    const sides = matches.filter(({ intent }) => facetOfIntent.has(intent));
    const sum = sides.reduce((total, { confidence }) => total + confidence, 0);
    const best = sides[0];
    return best && sum > 0
      ? { facet: facetOfIntent.get(best.intent), share: best.confidence / sum }
      : undefined;
  };

  return {
    spot: spotFacets,
    recognise: (words, matches) => {
      const named = spotFacets(words);
      const sides = named.length > 1 ? named.filter((facet) => facet !== "overview") : named;
      const guess = likeliest(matches);
      if (!guess?.facet || guess.share < LEAST_CONFIDENCE) return sides;
      if (guess.facet === "overview")
        return guess.share >= SURE_OF_NO_SIDE && words.length > FEW_WORDS ? [] : sides;
      // A cue may stand by the way in a story: the model has seen the whole of it, and how it ends.
      return [guess.facet, ...sides.filter((facet) => facet !== guess.facet && facet !== "overview")];
    },
    withoutCues: (words) => {
      const taken = new Set(
        spot(words).flatMap(({ at, length }) => Array.from({ length }, (_, i) => at + i)),
      );
      return words.filter((_, at) => !taken.has(at));
    },
  };
}

/** The same word, or the same without marks where one of both was typed without. */
function means(typed: Word | undefined, cue: Word): boolean {
  if (!typed || typed.folded !== cue.folded) return false;
  return typed.text === cue.text || typed.text === typed.folded;
}
