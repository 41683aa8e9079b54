/** Everything that is built from the content for finding entries in it: MiniSearch indexes and the topic model. */
import { deserialize, serialize } from "node:v8";
import type { AsPlainObject } from "minisearch";
import { isCode, normalize, searchTerms, stripChatFiller, type Word } from "../language/index.ts";
import type { EvidenceRow } from "./evidence.ts";
import { INTENT_LABEL } from "./examples.ts";
import { bodyTerms, isUnmarked, nameFields, termsOf, topicTerms } from "./indexed-terms.ts";
import type { Searchable } from "./searchable.ts";
import { Spelling } from "./spelling.ts";
import { TermIndex } from "./term-index.ts";
import { type PlainStatistics, TermStatistics } from "./term-statistics.ts";
import { predictTopics, type TopicModel } from "./topic-model.ts";
import { predictWordings, type WordingModel } from "./wording-model.ts";

/** How many entries each kind of evidence may bring forward. */
const BY_WORDS = 20;
const BY_TOPIC = 12;
const BY_BODY = 10;

/** Bodies are looked into when names and questions know less than this share of the question, by rarity. */
const BODY_WHEN_KNOWN_BELOW = 0.8;
/** Or when the best entry by words matches less than this share of what a full match would give. */
const BODY_WHEN_MATCHED_BELOW = 0.35;

/** Pairs in fewer names and questions than this are not indexed. */
const LEAST_PAIRS = 3;
const WORD_FIELDS = { title: 1.5, aliases: 1.5, questions: 1, code: 4 };
const BODY_FIELDS = { body: 1 };
/** Pairs of neighbours are indexed for long texts too, unless they are millions of letters together. */
const PAIRS_UP_TO_LETTERS = 3_000_000;
const LEAST_BODY_PAIRS = 2;

export interface Candidate {
  readonly id: string;
  readonly evidence: EvidenceRow;
}

export interface Findings {
  /** In no useful order. */
  readonly candidates: readonly Candidate[];
  /** Share, by rarity, of the question's words that the content knows at all; 0 to 1. */
  readonly known: number;
  /** False for a collection without example questions: then words and texts alone speak. */
  readonly hasTopics: boolean;
  /** Beliefs of the topic model that no entry is meant but an intent of its own; best first. */
  readonly intents: readonly { readonly intent: string; readonly confidence: number }[];
}

/** What the index is made of, without its texts; can be stored and loaded. */
export interface PlainKnowledgeIndex {
  readonly statistics: PlainStatistics;
  readonly bodyStatistics: PlainStatistics;
  readonly words: AsPlainObject;
  /** Packed, since few questions need it: unpacked with the first one that does. */
  readonly bodies: Uint8Array;
}

/** A name of an entry as bare syllables between blanks, with the sum of their rarities. */
interface Name {
  readonly text: string;
  readonly weight: number;
}

export class KnowledgeIndex {
  readonly #entries: Searchable[];
  readonly #statistics: TermStatistics;
  readonly #bodyStatistics: TermStatistics;
  readonly #words: TermIndex;
  #makeBodies: () => TermIndex;
  #bodies: TermIndex | undefined;
  #spelling: Spelling;
  readonly #names: (readonly Name[] | undefined)[] = [];
  /** Places of entries that are gone; the topic model may still know them. */
  readonly #withdrawn = new Set<number>();
  #topics: TopicModel | undefined;
  #wordings: WordingModel | undefined;
  #topicPosition: readonly number[] = [];

  private constructor(
    entries: readonly Searchable[],
    statistics: TermStatistics,
    bodyStatistics: TermStatistics,
    words: TermIndex,
    makeBodies: () => TermIndex,
  ) {
    this.#entries = [...entries];
    this.#statistics = statistics;
    this.#bodyStatistics = bodyStatistics;
    this.#words = words;
    this.#makeBodies = makeBodies;
    this.#spelling = new Spelling(statistics, (word) => bodyStatistics.has(word));
  }

  /** Reads every text of the entries. */
  static build(entries: readonly Searchable[]): KnowledgeIndex {
    const statistics = new TermStatistics();
    const documents = entries.map((entry, id) => {
      const asked = entry.questions.map(termsOf);
      const fields = { ...nameFields(entry), questions: asked.flat() };
      statistics.add([...fields.title, ...fields.aliases, ...fields.code]);
      for (const terms of asked) statistics.add(terms);
      return { id, fields };
    });
    // A pair of neighbours that was hardly ever seen tells nothing that its syllables do not; most pairs are such.
    const inNames = new Set(documents.flatMap(({ fields }) => [...fields.title, ...fields.aliases]));
    const isWorthIndexing = (term: string) =>
      !term.includes("_") || statistics.frequency(term) >= LEAST_PAIRS || inNames.has(term);
    const words = new TermIndex(
      WORD_FIELDS,
      statistics,
      documents.map(({ id, fields }) => ({
        id,
        fields: {
          ...fields,
          // What marks tell is learned by the topic model; here they would double the index.
          questions: fields.questions.filter((term) => isWorthIndexing(term) && isUnmarked(term)),
        },
      })),
    );
    statistics.forget((term) => !isWorthIndexing(term));
    const hasPairs = entries.reduce((sum, { body }) => sum + body.length, 0) <= PAIRS_UP_TO_LETTERS;
    const bodyTermsOfAll = entries.map(({ body }) => bodyTerms(body, hasPairs));
    const bodyStatistics = new TermStatistics();
    for (const terms of bodyTermsOfAll) bodyStatistics.add(terms);
    bodyStatistics.forget((term) => term.includes("_") && bodyStatistics.frequency(term) < LEAST_BODY_PAIRS);
    const makeBodies = () =>
      new TermIndex(
        BODY_FIELDS,
        bodyStatistics,
        bodyTermsOfAll.map((terms, id) => ({
          id,
          fields: { body: terms.filter((term) => bodyStatistics.has(term)) },
        })),
      );
    return new KnowledgeIndex(entries, statistics, bodyStatistics, words, makeBodies);
  }

  /** Takes what was stored; `entries` must be the very ones it was built from. */
  static load(entries: readonly Searchable[], plain: PlainKnowledgeIndex): KnowledgeIndex {
    const statistics = new TermStatistics(plain.statistics);
    const bodyStatistics = new TermStatistics(plain.bodyStatistics);
    return new KnowledgeIndex(
      entries,
      statistics,
      bodyStatistics,
      new TermIndex(WORD_FIELDS, statistics, plain.words),
      () => new TermIndex(BODY_FIELDS, bodyStatistics, deserialize(plain.bodies) as AsPlainObject),
    );
  }

  toPlain(): PlainKnowledgeIndex {
    return {
      statistics: this.#statistics.toPlain(),
      bodyStatistics: this.#bodyStatistics.toPlain(),
      words: this.#words.toPlain(),
      bodies: serialize(this.warmUp().toPlain()),
    };
  }

  /** Long texts are changed now, or when their index is made. */
  #changeBody(change: (bodies: TermIndex) => void): void {
    if (this.#bodies) {
      change(this.#bodies);
      return;
    }
    const make = this.#makeBodies;
    this.#makeBodies = () => {
      const bodies = make();
      change(bodies);
      return bodies;
    };
  }

  /** Makes the index of the long texts, which few questions need, before the first one that does. */
  warmUp(): TermIndex {
    const bodies = this.#bodies ?? this.#makeBodies();
    this.#bodies = bodies;
    return bodies;
  }

  /** Ids of the entries by their place. */
  ids(): string[] {
    return this.#entries.map(({ id }) => id);
  }

  get statistics(): TermStatistics {
    return this.#statistics;
  }

  /**
   * Takes changed and new entries in and withdrawn ones out, without reading the others again.
   * The rarities of terms are those of the texts it was built from, with the new ones added.
   */
  apply(changed: readonly Searchable[], withdrawn: ReadonlySet<string>): void {
    this.#entries.forEach((entry, at) => {
      if (!withdrawn.has(entry.id)) return;
      this.#withdrawn.add(at);
      this.#words.remove(at);
      this.#changeBody((bodies) => bodies.remove(at));
    });
    for (const entry of changed) {
      const known = this.#entries.findIndex(({ id }) => id === entry.id);
      const id = known >= 0 ? known : this.#entries.length;
      this.#entries[id] = entry;
      this.#withdrawn.delete(id);
      this.#names[id] = undefined;
      const asked = entry.questions.map(termsOf);
      const fields = { ...nameFields(entry), questions: asked.flat() };
      this.#statistics.add([...fields.title, ...fields.aliases, ...fields.code]);
      for (const terms of asked) this.#statistics.add(terms);
      this.#words.put({ id, fields });
      this.#changeBody((bodies) =>
        bodies.put({
          id,
          fields: { body: bodyTerms(entry.body, true).filter((term) => this.#bodyStatistics.has(term)) },
        }),
      );
    }
    this.#spelling = new Spelling(this.#statistics, (word) => this.#bodyStatistics.has(word));
  }

  /** Takes what was learned from examples; models of slightly older content still help. */
  useTopics(model: TopicModel | undefined, wordings: WordingModel | undefined): void {
    const position = new Map(this.#entries.map((entry, at) => [entry.id, at]));
    this.#topics = model;
    this.#wordings = wordings;
    this.#topicPosition = model?.labels.map((label) => position.get(label) ?? -1) ?? [];
  }

  /** The entries for which anything speaks. */
  find(words: readonly Word[]): Findings {
    const corrected = this.#spelling.correct(stripChatFiller(words));
    const terms = searchTerms(corrected);
    const ofTopics = topicTerms(corrected);
    const syllables = new Set(corrected.map((word) => word.folded));
    const text = ` ${corrected.map((word) => word.folded).join(" ")} `;
    const weight = this.#statistics.weigh(syllables);
    const knownWeight = this.#statistics.weigh([...syllables].filter((syllable) => this.#knows(syllable)));
    const known = weight === 0 ? 0 : knownWeight / weight;

    const inNames =
      weight === 0
        ? 0
        : this.#statistics.weigh([...syllables].filter((one) => this.#statistics.has(one))) / weight;
    const byWords = this.#words.search(terms).slice(0, BY_WORDS);
    const beliefs = this.#topics && predictTopics(this.#topics, ofTopics);
    const worded = this.#wordings && predictWordings(this.#wordings, ofTopics);
    const story = Math.min(1, corrected.length / WORDS_OF_A_STORY);
    const { byTopic, intents } = this.#readBeliefs(beliefs);
    const matched = (byWords[0]?.score ?? 0) / (this.#statistics.weigh(terms) * FULL_MATCH || 1);
    const byBody =
      inNames < BODY_WHEN_KNOWN_BELOW || matched < BODY_WHEN_MATCHED_BELOW
        ? this.warmUp().search(terms.filter(isUnmarked)).slice(0, BY_BODY)
        : [];

    const wordScores = relativeScores(byWords);
    const bodyScores = relativeScores(byBody);
    const topTopics = [...byTopic].sort((a, b) => b[1] - a[1]).slice(0, BY_TOPIC);
    const codes = new Set(corrected.filter((word) => isCode(word.text)).map((word) => word.text));
    const ids = new Set([...wordScores.keys(), ...bodyScores.keys(), ...topTopics.map(([at]) => at)]);
    const present = [...ids].filter((at) => !this.#withdrawn.has(at));
    const candidates = present.map((at): Candidate => {
      const id = this.#entries[at]?.id ?? "";
      const belief = byTopic.get(at) ?? 0;
      const topicLog = logBelief(belief);
      const wordings = logBelief(worded?.get(id) ?? 0);
      return {
        id,
        evidence: [
          belief,
          topicLog,
          wordings,
          topicLog * story,
          wordings * story,
          wordScores.get(at) ?? 0,
          this.#longestName(at, text, weight),
          bodyScores.get(at) ?? 0,
          codes.has(id) ? 1 : 0,
        ],
      };
    });
    return { candidates, known, intents, hasTopics: this.#topics !== undefined };
  }

  #knows(syllable: string): boolean {
    return this.#statistics.has(syllable) || this.#bodyStatistics.has(syllable);
  }

  #readBeliefs(
    beliefs: Float32Array | undefined,
  ): Pick<Findings, "intents"> & { byTopic: Map<number, number> } {
    const byTopic = new Map<number, number>();
    const intents: { intent: string; confidence: number }[] = [];
    beliefs?.forEach((belief, column) => {
      const at = this.#topicPosition[column] ?? -1;
      const label = this.#topics?.labels[column] ?? "";
      if (at >= 0) byTopic.set(at, belief);
      else if (label.startsWith(INTENT_LABEL)) intents.push({ intent: label.slice(1), confidence: belief });
    });
    intents.sort((a, b) => b.confidence - a.confidence);
    return { byTopic, intents };
  }

  /** The share of the question's words, by rarity, that is the longest name standing in it word by word. */
  #longestName(at: number, text: string, weight: number): number {
    let longest = 0;
    for (const name of this.#namesOf(at)) {
      if (name.weight > longest && text.includes(name.text)) longest = name.weight;
    }
    return weight === 0 ? 0 : Math.min(1, longest / weight);
  }

  #namesOf(at: number): readonly Name[] {
    const known = this.#names[at];
    if (known) return known;
    const entry = this.#entries[at];
    const names = entry ? [entry.title, ...entry.aliases].map((name) => this.#nameOf(name)) : [];
    this.#names[at] = names;
    return names;
  }

  #nameOf(name: string): Name {
    const syllables = stripChatFiller(normalize(name)).map((word) => word.folded);
    return { text: ` ${syllables.join(" ")} `, weight: this.#statistics.weigh(syllables) };
  }
}

/** BM25+ of one field gives about this much of a term's rarity when the term stands there. */
const FULL_MATCH = 2;
const LEAST_BELIEF = 1e-4;
/** So many words are a story altogether, fewer in part. */
const WORDS_OF_A_STORY = 40;

/** 0 for a belief of one in ten thousand or less, 1 for certainty. */
function logBelief(belief: number): number {
  return 1 - Math.log(Math.max(belief, LEAST_BELIEF)) / Math.log(LEAST_BELIEF);
}

function relativeScores(hits: readonly { id: number; score: number }[]): Map<number, number> {
  const best = hits[0]?.score ?? 1;
  return new Map(hits.map((hit) => [hit.id, hit.score / best]));
}
