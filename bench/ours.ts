/** Our search as the bench sees it: foreign passages are indexed exactly as entries are. */
import MiniSearch from "minisearch";
import { tokenize } from "./folding.ts";
import type { Passage } from "./peers/search-peer.ts";

export interface OurSearch {
  /** Ids of passages, best first, at most `limit`. */
  search(query: string, limit: number): string[];
  /** Bytes that the index takes when it is written out. */
  indexBytes(): number;
}

/** PROVISIONAL: folded titles in a MiniSearch, until the search room is connected here. */
export function buildOurSearch(passages: readonly Passage[]): OurSearch {
  const index = new MiniSearch<Passage>({ fields: ["title"], tokenize, processTerm: (term) => term });
  index.addAll(passages);
  return {
    search: (query, limit) =>
      index
        .search(query)
        .slice(0, limit)
        .map((hit) => String(hit.id)),
    indexBytes: () => Buffer.byteLength(JSON.stringify(index)),
  };
}
