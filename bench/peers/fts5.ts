/** SQLite's FTS5 as a peer: title and text as two columns, unicode61 as it comes, any word may match, bm25. */
import Database from "better-sqlite3";
import type { Folding, SearchPeer } from "./search-peer.ts";

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

export function fts5Peer(folding?: Folding): SearchPeer {
  const db = new Database(":memory:");
  db.exec("CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, title, text, tokenize = 'unicode61')");
  const insert = db.prepare("INSERT INTO passages (id, title, text) VALUES (?, ?, ?)");
  const select = db.prepare("SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?");
  const fold = folding?.fold ?? ((text: string) => text);
  return {
    name: folding ? "fts5+fold" : "fts5",
    build: (passages) => {
      db.exec("BEGIN");
      for (const { id, title, text } of passages) insert.run(id, fold(title), fold(text));
      db.exec("COMMIT");
    },
    search: (query, limit) => {
      const words = new Set(fold(query).match(WORDS));
      if (words.size === 0) return [];
      const match = [...words].map((word) => `"${word}"`).join(" OR ");
      return select.all(match, limit).map((row) => (row as { id: string }).id);
    },
    indexBytes: () =>
      Number(db.pragma("page_count", { simple: true })) * Number(db.pragma("page_size", { simple: true })),
  };
}
