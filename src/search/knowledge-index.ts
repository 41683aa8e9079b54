/** Everything that is built from the content for finding entries in it: two MiniSearch indexes and the topic model. */
import { isCode, normalize, searchTerms, stripChatFiller, type Word } from "../language/index.ts";
import type { EvidenceRow } from "./evidence.ts";
import type { Searchable } from "./searchable.ts";
import { Spelling } from "./spelling.ts";
import { TermIndex } from "./term-index.ts";
import { TermStatistics } from "./term-statistics.ts";
import { type Example, predictTopics, type TopicModel, trainTopicModel } from "./topic-model.ts";

/** The neighbours that are looked at when examples vote. */
const NEIGHBOURS = 24;
const CARDS = 24;
const TOPICS = 12;

export interface Candidate {
  readonly id: string;
  readonly evidence: EvidenceRow;
}

export interface Findings {
  readonly candidates: readonly Candidate[];
  /** Share, by rarity, of the question's words that the content knows at all; 0 to 1. */
  readonly known: number;
}

interface Question {
  readonly owner: number;
  readonly terms: readonly string[];
  /** Sum of the rarities of its terms. */
  readonly weight: number;
}

/** A title or alias with the rarities of its bare syllables. */
interface Name {
  readonly terms: ReadonlySet<string>;
  readonly weight: number;
}

export class KnowledgeIndex {
  readonly #entries: readonly Searchable[];
  readonly #position: ReadonlyMap<string, number>;
  readonly #statistics = new TermStatistics();
  readonly #cards: TermIndex;
  readonly #asked: TermIndex;
  readonly #questions: Question[] = [];
  readonly #titles: Name[] = [];
  readonly #aliases: Name[][] = [];
  readonly #spelling: Spelling;
  readonly #examples: Example[] = [];
  #topics: TopicModel | undefined;

  constructor(entries: readonly Searchable[]) {
    this.#entries = entries;
    this.#position = new Map(entries.map((entry, at) => [entry.id, at]));
    const titles = entries.map((entry) => termsOf(entry.title));
    const aliases = entries.map((entry) => entry.aliases.map(termsOf));
    const questions = entries.map((entry) => entry.questions.map(termsOf));
    entries.forEach((_, at) => {
      this.#statistics.add([...(titles[at] ?? []), ...(aliases[at] ?? []).flat()]);
      for (const terms of questions[at] ?? []) this.#statistics.add(terms);
    });

    this.#cards = new TermIndex({ title: 1.5, aliases: 1.5, code: 4 }, this.#statistics);
    this.#cards.addAll(
      entries.map((entry, at) => ({
        id: at,
        fields: { title: titles[at] ?? [], aliases: (aliases[at] ?? []).flat(), code: [entry.id] },
      })),
    );
    this.#asked = new TermIndex({ question: 1 }, this.#statistics);
    entries.forEach((entry, owner) => {
      this.#titles.push(this.#nameOf(titles[owner] ?? []));
      this.#aliases.push((aliases[owner] ?? []).map((terms) => this.#nameOf(terms)));
      for (const terms of questions[owner] ?? []) {
        this.#questions.push({ owner, terms, weight: this.#weigh(terms) });
        this.#examples.push({ label: entry.id, terms, weight: 1 });
      }
      for (const terms of [titles[owner] ?? [], ...(aliases[owner] ?? [])]) {
        this.#examples.push({ label: entry.id, terms, weight: 1 });
      }
    });
    this.#asked.addAll(this.#questions.map((question, id) => ({ id, fields: { question: question.terms } })));
    this.#spelling = new Spelling(this.#statistics);
  }

  get statistics(): TermStatistics {
    return this.#statistics;
  }

  get examples(): readonly Example[] {
    return this.#examples;
  }

  /** Learns the topic model, or takes one that was learned before from the same content. */
  useTopics(model: TopicModel | undefined): void {
    this.#topics = model;
  }

  train(): TopicModel {
    const model = trainTopicModel(this.#examples, this.#statistics);
    this.#topics = model;
    return model;
  }

  /**
   * The entries for which anything speaks, in no useful order.
   *
   * @param ignored an example question that is to be left out, for judging by leaving each one out
   * @param topics the topic model to ask instead of the own one
   */
  find(words: readonly Word[], ignored?: string, topics: TopicModel | undefined = this.#topics): Findings {
    const corrected = this.#spelling.correct(stripChatFiller(words));
    const terms = searchTerms(corrected);
    const weight = this.#weigh(terms);
    const syllables = new Set(corrected.map((word) => word.folded));
    const knownWeight = this.#weigh(
      corrected.map((word) => word.folded).filter((term) => this.#statistics.has(term)),
    );
    const known = knownWeight / (this.#weigh([...syllables]) || 1);

    const votes = this.#vote(terms, weight, ignored);
    const cards = this.#cards.search(terms).slice(0, CARDS);
    const bestCard = cards[0]?.score ?? 1;
    const cardScores = new Map(cards.map((hit) => [hit.id, hit.score]));
    const beliefs = topics && predictTopics(topics, terms, this.#statistics);
    const believed = beliefs ? topBeliefs(topics, beliefs, this.#position) : new Map<number, number>();
    const codes = new Set(corrected.filter((word) => isCode(word.text)).map((word) => word.text));

    const ids = new Set([...votes.keys(), ...cardScores.keys(), ...believed.keys()]);
    const column = topics ? new Map(topics.labels.map((label, at) => [label, at])) : undefined;
    const candidates = [...ids].map((at): Candidate => {
      const entry = this.#entries[at] as Searchable;
      const vote = votes.get(at);
      const belief = beliefs?.[column?.get(entry.id) ?? -1] ?? 0;
      const row: Record<string, number> = {
        topicBelief: belief,
        topicLogBelief: 1 + Math.log(Math.max(belief, 1e-4)) / 9.21,
        nearestQuestion: vote?.nearest ?? 0,
        nearQuestions: vote?.near ?? 0,
        card: (cardScores.get(at) ?? 0) / bestCard,
        titleCoverage: this.#coverage(this.#titles[at], syllables, weight),
        aliasCoverage: Math.max(
          0,
          ...(this.#aliases[at] ?? []).map((name) => this.#coverage(name, syllables, weight)),
        ),
        askedByCode: codes.has(entry.id) ? 1 : 0,
      };
      return { id: entry.id, evidence: Object.values(row) };
    });
    return { candidates, known };
  }

  /** How near the nearest example questions of each entry are; 1 is the very same words. */
  #vote(
    terms: readonly string[],
    weight: number,
    ignored: string | undefined,
  ): Map<number, { nearest: number; near: number }> {
    const sets = new Set(terms);
    const votes = new Map<number, { nearest: number; near: number; count: number }>();
    let taken = 0;
    for (const hit of this.#asked.search(terms)) {
      const question = this.#questions[hit.id] as Question;
      if (ignored !== undefined && question.terms.join(" ") === ignored) continue;
      if (taken++ >= NEIGHBOURS) break;
      let shared = 0;
      for (const term of new Set(question.terms)) if (sets.has(term)) shared += this.#statistics.idf(term);
      const nearness = (2 * shared) / (weight + question.weight || 1);
      const vote = votes.get(question.owner) ?? { nearest: 0, near: 0, count: 0 };
      vote.nearest = Math.max(vote.nearest, nearness);
      if (vote.count < 3) vote.near += nearness / 3;
      vote.count += 1;
      votes.set(question.owner, vote);
    }
    return votes;
  }

  #coverage(name: Name | undefined, syllables: ReadonlySet<string>, _weight: number): number {
    if (!name || name.weight === 0) return 0;
    let shared = 0;
    for (const term of name.terms) if (syllables.has(term)) shared += this.#statistics.idf(term);
    return shared / name.weight;
  }

  #nameOf(terms: readonly string[]): Name {
    const bare = new Set(terms.filter((term) => !term.includes("_") && !term.startsWith("=")));
    return { terms: bare, weight: this.#weigh([...bare]) };
  }

  #weigh(terms: readonly string[]): number {
    let sum = 0;
    for (const term of new Set(terms)) sum += this.#statistics.idf(term);
    return sum;
  }
}

function termsOf(text: string): string[] {
  return searchTerms(stripChatFiller(normalize(text)));
}

function topBeliefs(
  model: TopicModel,
  beliefs: Float32Array,
  position: ReadonlyMap<string, number>,
): Map<number, number> {
  const best = model.labels
    .map((label, at) => ({ label, belief: beliefs[at] as number }))
    .sort((a, b) => b.belief - a.belief)
    .slice(0, TOPICS);
  return new Map(best.map(({ label, belief }) => [position.get(label) as number, belief]));
}
