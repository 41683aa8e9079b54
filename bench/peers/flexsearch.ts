/** FlexSearch as a peer: title and text as two fields, hits in titles first, partial matches allowed. */
import { Document } from "flexsearch";
import type { Folding, SearchPeer } from "./search-peer.ts";

interface FieldHits {
  readonly result: readonly (string | number)[];
}

/**
 * @param context FlexSearch's own setting that looks at neighbouring words; off as it comes, and worth much
 *   where questions are long
 */
export function flexSearchPeer(folding?: Folding, context = false): SearchPeer {
  const index = new Document({ document: { id: "id", index: ["title", "text"] }, context });
  // Its own encoder stays, also on folded text: with a foreign one in its place it finds less.
  const fold = folding?.fold ?? ((text: string) => text);
  return {
    name: `flexsearch${folding ? "+fold" : ""}${context ? "+context" : ""}`,
    build: (passages) => {
      for (const { id, title, text } of passages) index.add({ id, title: fold(title), text: fold(text) });
    },
    // Without `suggest` every word must match, and most questions find nothing.
    search: (query, limit) => {
      const fields = index.search(fold(query), { limit, suggest: true }) as readonly FieldHits[];
      return [...new Set(fields.flatMap((field) => field.result.map(String)))].slice(0, limit);
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
