/** FlexSearch as a peer: title and text as one string, partial matches allowed, which serves it best. */
import { Index } from "flexsearch";
import type { Folding, SearchPeer } from "./search-peer.ts";

export function flexSearchPeer(folding?: Folding): SearchPeer {
  const index = new Index(folding ? { encode: folding.tokenize } : {});
  let ids: string[] = [];
  return {
    name: folding ? "flexsearch+fold" : "flexsearch",
    build: (passages) => {
      ids = passages.map((passage) => passage.id);
      for (const [at, passage] of passages.entries()) index.add(at, `${passage.title}\n${passage.text}`);
    },
    // Without `suggest` every word must match, and most questions find nothing.
    search: (query, limit) => {
      const found = index.search(query, { limit, suggest: true }) as number[];
      return found.map((at) => ids[at] ?? "");
    },
    indexBytes: () => {
      let bytes = 0;
      index.export((_key, data) => {
        bytes += Buffer.byteLength(data ?? "");
      });
      return bytes;
    },
  };
}
