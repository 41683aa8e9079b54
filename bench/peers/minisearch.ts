/** MiniSearch as a peer: title and text as two fields, all settings as they come. */
import MiniSearch from "minisearch";
import type { Folding, Passage, SearchPeer } from "./search-peer.ts";

export function miniSearchPeer(folding?: Folding): SearchPeer {
  const index = new MiniSearch<Passage>({
    fields: ["title", "text"],
    ...(folding && { tokenize: folding.tokenize, processTerm: (term: string) => term }),
  });
  return {
    name: folding ? "minisearch+fold" : "minisearch",
    build: (passages) => index.addAll(passages),
    search: (query, limit) =>
      index
        .search(query)
        .slice(0, limit)
        .map((hit) => String(hit.id)),
    indexBytes: () => Buffer.byteLength(JSON.stringify(index)),
  };
}
