/** How often each term stands in a collection: the ground for every weight of this room. */

export interface PlainStatistics {
  readonly size: number;
  readonly frequencies: ReadonlyMap<string, number>;
}

export class TermStatistics {
  readonly #frequencies: Map<string, number>;
  #size: number;
  /** Logarithms already taken, for the size at which they were. */
  #idfByFrequency: number[] = [];
  #idfSize = -1;

  constructor(plain: PlainStatistics = { size: 0, frequencies: new Map() }) {
    this.#size = plain.size;
    this.#frequencies = new Map(plain.frequencies);
  }

  /** Counts each term of one document once. */
  add(terms: Iterable<string>): void {
    this.#size += 1;
    for (const term of new Set(terms)) this.#frequencies.set(term, (this.#frequencies.get(term) ?? 0) + 1);
  }

  /** Drops terms that nobody will ask for again. */
  forget(isForgotten: (term: string) => boolean): void {
    for (const term of this.#frequencies.keys()) if (isForgotten(term)) this.#frequencies.delete(term);
  }

  /** In how many documents a term stands. */
  frequency(term: string): number {
    return this.#frequencies.get(term) ?? 0;
  }

  has(term: string): boolean {
    return this.#frequencies.has(term);
  }

  terms(): IterableIterator<string> {
    return this.#frequencies.keys();
  }

  /** Inverse document frequency as in BM25: near 0 for a term of every document, highest for one never seen. */
  idf(term: string): number {
    const frequency = this.frequency(term);
    const known = this.#idfByFrequency[frequency];
    if (known !== undefined && this.#idfSize === this.#size) return known;
    if (this.#idfSize !== this.#size) {
      this.#idfByFrequency = [];
      this.#idfSize = this.#size;
    }
    const idf = Math.log(1 + (this.#size - frequency + 0.5) / (frequency + 0.5));
    this.#idfByFrequency[frequency] = idf;
    return idf;
  }

  /** The sum of the rarities of some terms, each counted once. */
  weigh(terms: Iterable<string>): number {
    let sum = 0;
    for (const term of new Set(terms)) sum += this.idf(term);
    return sum;
  }

  toPlain(): PlainStatistics {
    return { size: this.#size, frequencies: this.#frequencies };
  }
}
