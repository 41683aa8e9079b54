/** What the core needs of the world, in its own words. Adapters are made to fit; the core imports none. */
import type { Word } from "../language/index.ts";
import type { EntryId } from "./knowledge/entry.ts";

export interface KnowledgeHit {
  readonly entry: EntryId;
  /** Belief from 0 to 1 that this entry is meant; the hits of one call sum to at most 1. */
  readonly score: number;
}

export interface KnowledgeFindings {
  /** Best first. */
  readonly hits: readonly KnowledgeHit[];
  /** Belief from 0 to 1 that the best hit is what is meant: besides its own score it weighs how far the others are. */
  readonly sure: number;
  /** Belief from 0 to 1 that the question is about anything in the knowledge at all. */
  readonly covered: number;
  /** What it may be instead: intents that are about no entry. Best first. */
  readonly intents: readonly IntentMatch[];
}

export interface IntentMatch {
  readonly intent: string;
  /** From 0 to 1; the matches of one call sum to at most 1. */
  readonly confidence: number;
}

/** Finds entries for a question. Pure and synchronous: a turn waits for nothing. */
export interface KnowledgeSearch {
  /** @param context titles of what was talked about, for a question that leans on them ("còn gia hạn?") */
  search(question: string, limit: number, context?: string): KnowledgeFindings;
}

/** Names the intents an utterance may have. Best first. */
export interface IntentClassifier {
  classify(utterance: string): readonly IntentMatch[];
}

/** How near the official name of a procedure is to a question. All shares are by rarity, from 0 to 1. */
export interface NameHit {
  readonly code: string;
  /** How much of what is asked about stands in the name. */
  readonly asked: number;
  /** How much of the name stands in the question. */
  readonly named: number;
  /** How much of what is asked about stands in the name word beside word. */
  readonly together: number;
  /** How much there is to go by: the rarity of what is asked about and stands in the name, in words of the rarest kind. */
  readonly told: number;
  /** The question is the name, word by word, and nothing else. */
  readonly isWhole: boolean;
}

/** Finds procedures of the directory by their official names. Pure and synchronous. */
export interface DirectorySearch {
  /**
   * Best first.
   *
   * @param question all that was said
   * @param subject of that, what names the subject
   */
  find(question: readonly Word[], subject: readonly Word[], limit: number): readonly NameHit[];
  /** The share, by rarity, of some words that are known. */
  share(words: readonly Word[], isKnown: (word: Word) => boolean): number;
  /** The share, by rarity, of neighbours among some words that are known side by side. */
  shareOfPairs(words: readonly Word[], isKnown: (first: Word, second: Word) => boolean): number;
  /** How well each of some procedures fits a few words. Best first. */
  among(codes: readonly string[], words: readonly Word[]): readonly NameHit[];
}
