/** Orama as a peer: title and text as two string properties, all settings as they come. */
import { create, insertMultiple, save, search } from "@orama/orama";
import type { Folding, SearchPeer } from "./search-peer.ts";

export function oramaPeer(folding?: Folding): SearchPeer {
  const db = create({
    schema: { title: "string", text: "string" },
    ...(folding && {
      components: {
        tokenizer: {
          language: "vietnamese",
          normalizationCache: new Map<string, string>(),
          // Each word once, as Orama's own tokenizer gives them.
          tokenize: (text: string) => [...new Set(folding.tokenize(text))],
        },
      },
    }),
  });
  return {
    name: folding ? "orama+fold" : "orama",
    build: async (passages) => {
      await insertMultiple(db, passages);
    },
    search: (query, limit) => search(db, { term: query, limit }).hits.map((hit) => hit.id),
    indexBytes: () => Buffer.byteLength(JSON.stringify(save(db))),
  };
}
