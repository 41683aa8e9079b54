/** Lunr as a peer: title and text as two fields; its English pipeline when as it comes, none when folded. */
import lunr from "lunr";
import type { Folding, Passage, SearchPeer } from "./search-peer.ts";

export function lunrPeer(folding?: Folding): SearchPeer {
  let index: lunr.Index | undefined;
  const buildFolded = (passages: readonly Passage[], { tokenize }: Folding) => {
    const builder = new lunr.Builder();
    builder.ref("id");
    builder.field("title");
    builder.field("text");
    for (const { id, title, text } of passages) {
      builder.add({ id, title: tokenize(title), text: tokenize(text) });
    }
    return builder.build();
  };
  const buildAsItComes = (passages: readonly Passage[]) =>
    lunr(function () {
      this.ref("id");
      this.field("title");
      this.field("text");
      for (const passage of passages) this.add(passage);
    });
  return {
    name: folding ? "lunr+fold" : "lunr",
    build: (passages) => {
      index = folding ? buildFolded(passages, folding) : buildAsItComes(passages);
    },
    // Terms are handed over one by one: the query language of Lunr would stumble over "1.001193:" or "-".
    search: (query, limit) => {
      const terms = folding ? folding.tokenize(query) : lunr.tokenizer(query);
      const hits = index?.query((clauses) => clauses.term(terms, {})) ?? [];
      return hits.slice(0, limit).map((hit) => hit.ref);
    },
    indexBytes: () => Buffer.byteLength(JSON.stringify(index)),
  };
}
