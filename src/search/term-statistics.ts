/** How often each term stands in a collection: the ground for every weight of this room. */

export class TermStatistics {
  readonly #documents = new Map<string, number>();
  #size = 0;

  /** Counts each term of one document once. */
  add(terms: Iterable<string>): void {
    this.#size += 1;
    for (const term of new Set(terms)) this.#documents.set(term, (this.#documents.get(term) ?? 0) + 1);
  }

  /** Number of documents counted so far. */
  get size(): number {
    return this.#size;
  }

  /** In how many documents a term stands. */
  frequency(term: string): number {
    return this.#documents.get(term) ?? 0;
  }

  has(term: string): boolean {
    return this.#documents.has(term);
  }

  terms(): IterableIterator<string> {
    return this.#documents.keys();
  }

  /** Inverse document frequency as in BM25: near 0 for a term of every document, highest for one never seen. */
  idf(term: string): number {
    const frequency = this.frequency(term);
    return Math.log(1 + (this.#size - frequency + 0.5) / (frequency + 0.5));
  }
}
