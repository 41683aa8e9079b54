/** What the core needs of the world, in its own words. Adapters are made to fit; the core imports none. */
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
