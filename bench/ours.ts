/** Our search as the bench sees it: foreign passages are indexed exactly as entries are. */
import { readFileSync } from "node:fs";
import { serialize } from "node:v8";
import { normalize } from "../src/language/index.ts";
import { judgeFindings, KnowledgeIndex, searchTuningSchema } from "../src/search/index.ts";
import type { Passage } from "./peers/search-peer.ts";
import { projectRoot } from "./project-root.ts";

export interface OurSearch {
  /** Ids of passages, best first, at most `limit`. */
  search(query: string, limit: number): string[];
  /** Bytes that the index takes when it is written out. */
  indexBytes(): number;
}

/** A passage has a title and a text, and no example questions for a topic model to learn from. */
export function buildOurSearch(passages: readonly Passage[]): OurSearch {
  const tuning = searchTuningSchema.parse(JSON.parse(readFileSync(`${projectRoot}/tuning.json`, "utf8")));
  const index = KnowledgeIndex.build(
    passages.map(({ id, title, text }) => ({ id, title, aliases: [], questions: [], body: text })),
  );
  return {
    search: (query, limit) =>
      judgeFindings(index.find(normalize(query)), tuning)
        .hits.slice(0, limit)
        .map((hit) => hit.entry),
    indexBytes: () => serialize(index.toPlain()).byteLength,
  };
}
