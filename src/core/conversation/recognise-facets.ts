/** Which side of an entry is asked for: by the cues that officers keep, else by the classifier. */
import { normalize, type Word } from "../../language/index.ts";
import type { Facet } from "../knowledge/index.ts";
import type { IntentMatch } from "../ports.ts";
import type { Intent } from "./intent.ts";

interface Cue {
  readonly facet: Facet;
  readonly words: readonly Word[];
}

export interface FacetRecogniser {
  /** The facets asked for, in the order in which they are named; empty when none is. */
  recognise(words: readonly Word[], matches: readonly IntentMatch[]): Facet[];
  /** The words that are no part of a cue: what is left names the subject. */
  withoutCues(words: readonly Word[]): Word[];
}

/** The classifier alone must be this sure. */
const LEAST_CONFIDENCE = 0.5;

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

  return {
    recognise: (words, matches) => {
      const named = [...new Set(spot(words).map(({ facet }) => facet))];
      if (named.length > 0) return named;
      const best = matches[0];
      const facet = best && facetOfIntent.get(best.intent);
      return facet && best.confidence >= LEAST_CONFIDENCE ? [facet] : [];
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
