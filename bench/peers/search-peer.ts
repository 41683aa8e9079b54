/** What the bench asks of a search engine, ours and the others alike. */

export interface Passage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface SearchPeer {
  readonly name: string;
  build(passages: readonly Passage[]): Promise<void> | void;
  /** Ids of passages, best first, at most `limit`. */
  search(query: string, limit: number): string[];
  /** Bytes that the engine itself would write to keep its index. */
  indexBytes?(): number;
}

/** Our folding, handed to a peer so that it is judged by its ranking and not by its lack of Vietnamese. */
export interface Folding {
  /** A text as folded words with a space between them. */
  fold(text: string): string;
  /** A text as its folded words. */
  tokenize(text: string): string[];
}
