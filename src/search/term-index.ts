/** A MiniSearch index over texts that are already cut into terms by our language room. */
import MiniSearch, { type AsPlainObject, type Options } from "minisearch";
import { EXACT } from "../language/index.ts";
import type { TermStatistics } from "./term-statistics.ts";

/** Joins terms into the string that MiniSearch asks for; no term contains it. */
const SEPARATOR = "\n";
const splitTerms = (text: string) => (text ? text.split(SEPARATOR) : []);
const asIs = (term: string) => term;

/**
 * BM25+ as in MiniSearch. Length counts little: an entry with many example questions is no worse for it.
 */
const BM25 = { k: 1.2, b: 0.3, d: 0.5 };

/**
 * How many postings one search may touch. Terms are taken rarest first until it is spent, so that a query
 * costs about the same on 200 entries and on 20,000 passages.
 */
const POSTINGS_BUDGET = 4_000;
const LEAST_TERMS = 3;
/** The rarest terms of a long question say what it is about; the others only cost time. */
const MOST_TERMS = 16;
const MOST_EXACT_TERMS = 8;

export interface TermDocument {
  readonly id: number;
  /** Terms of each field, by the field's name. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export interface TermHit {
  readonly id: number;
  readonly score: number;
}

export class TermIndex {
  readonly #mini: MiniSearch<TermDocument>;
  readonly #statistics: TermStatistics;
  readonly #boost: Record<string, number>;

  /** @param boost the fields with what a match in each is worth */
  constructor(
    boost: Readonly<Record<string, number>>,
    statistics: TermStatistics,
    documents: readonly TermDocument[] | AsPlainObject,
  ) {
    this.#boost = { ...boost };
    this.#statistics = statistics;
    const options: Options<TermDocument> = {
      fields: Object.keys(boost),
      idField: "id",
      extractField: (document, field) =>
        field === "id" ? (document.id as unknown as string) : (document.fields[field] ?? []).join(SEPARATOR),
      tokenize: splitTerms,
      processTerm: asIs,
      searchOptions: { tokenize: splitTerms, processTerm: asIs, bm25: BM25, prefix: false, fuzzy: false },
    };
    if (isPlain(documents)) {
      this.#mini = MiniSearch.loadJS(documents, options);
    } else {
      this.#mini = new MiniSearch(options);
      this.#mini.addAll(documents);
    }
  }

  /** Best first. The scores compare within one call only. */
  search(terms: readonly string[]): TermHit[] {
    const query = this.#affordable(terms);
    if (query.length === 0) return [];
    return this.#mini
      .search(query.join(SEPARATOR), { boost: this.#boost })
      .map((hit) => ({ id: hit.id as number, score: hit.score }));
  }

  /** Puts a document in place of the one with the same id, or adds it. */
  put(document: TermDocument): void {
    if (this.#mini.has(document.id)) this.#mini.replace(document);
    else this.#mini.add(document);
  }

  remove(id: number): void {
    if (this.#mini.has(id)) this.#mini.discard(id);
  }

  /** Everything needed to build it again without reading a text. */
  toPlain(): AsPlainObject {
    return this.#mini.toJSON();
  }

  /** The rarest terms within the budget; marked syllables beside bare ones, so that neither crowds the other out. */
  #affordable(terms: readonly string[]): string[] {
    const known = [...new Set(terms)].filter((term) => this.#statistics.has(term));
    known.sort((a, b) => this.#statistics.frequency(a) - this.#statistics.frequency(b));
    const bare = known.filter((term) => !term.startsWith(EXACT)).slice(0, MOST_TERMS);
    const exact = known.filter((term) => term.startsWith(EXACT)).slice(0, MOST_EXACT_TERMS);
    let spent = 0;
    return [...bare, ...exact].filter((term, at) => {
      spent += this.#statistics.frequency(term);
      return at < LEAST_TERMS || spent <= POSTINGS_BUDGET;
    });
  }
}

function isPlain(documents: readonly TermDocument[] | AsPlainObject): documents is AsPlainObject {
  return !Array.isArray(documents);
}
