/** Reads words that the content does not know as the nearest ones that it does: "khaisinh", "lệ phú", "ket hnn". */
import { isCode, isOneSlip, type Word } from "../language/index.ts";
import type { TermStatistics } from "./term-statistics.ts";

const SHORTEST_TYPO = 3;
const LONGEST_SYLLABLE = 7;
const LONGEST_RUN = 40;

export class Spelling {
  readonly #statistics: TermStatistics;
  readonly #isKnown: (word: string) => boolean;
  /** Known syllables by each form that they have with one letter left out. */
  readonly #byDeletion = new Map<string, string[]>();

  /**
   * @param statistics terms of the content: bare syllables, and pairs joined by an underscore
   * @param known words that are right besides, as those of long texts
   */
  constructor(statistics: TermStatistics, known: (word: string) => boolean = () => false) {
    this.#statistics = statistics;
    this.#isKnown = (word) => statistics.has(word) || known(word);
    for (const term of statistics.terms()) {
      if (!/^[a-z]{2,7}$/u.test(term)) continue;
      for (const form of [term, ...deletions(term)]) {
        const known = this.#byDeletion.get(form);
        if (known) known.push(term);
        else this.#byDeletion.set(form, [term]);
      }
    }
  }

  /** The words with each unknown one read as what was probably meant; known words and codes stay. */
  correct(words: readonly Word[]): Word[] {
    return words.flatMap((word, at) => {
      if (word.folded.length < SHORTEST_TYPO || isCode(word.text) || this.#isKnown(word.folded))
        return [word];
      const halves = this.#split(word.folded);
      if (halves) return halves.map(bareWord);
      const meant = this.#nearest(word.folded, words[at - 1]?.folded, words[at + 1]?.folded);
      return [meant ? bareWord(meant) : word];
    });
  }

  /** Several words written as one ("dangkykhaisinh"), when each neighbour pair is known. */
  #split(word: string): string[] | undefined {
    if (word.length < 5 || word.length > LONGEST_RUN) return undefined;
    // best[end]: the likeliest way to cut the first `end` letters, by the syllable it ends with.
    const best: Map<string, { worth: number; parts: string[] }>[] = Array.from(
      { length: word.length + 1 },
      () => new Map(),
    );
    for (let end = 1; end <= word.length; end++) {
      for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start++) {
        const part = word.slice(start, end);
        if (part.length < 2 || !this.#statistics.has(part)) continue;
        if (start === 0) best[end]?.set(part, { worth: 0, parts: [part] });
        for (const [before, cut] of best[start] ?? []) {
          const frequency = this.#statistics.frequency(`${before}_${part}`);
          if (frequency === 0) continue;
          const worth = cut.worth + Math.log(1 + frequency) - 1;
          if (worth > (best[end]?.get(part)?.worth ?? Number.NEGATIVE_INFINITY)) {
            best[end]?.set(part, { worth, parts: [...cut.parts, part] });
          }
        }
      }
    }
    const cuts = [...(best[word.length]?.values() ?? [])].filter((cut) => cut.parts.length > 1);
    return cuts.sort((a, b) => b.worth - a.worth)[0]?.parts;
  }

  /** The known syllable one slip away that goes best with its neighbours. */
  #nearest(word: string, before: string | undefined, after: string | undefined): string | undefined {
    let best: string | undefined;
    let bestWorth = 0;
    const candidates = new Set(
      [word, ...deletions(word)].flatMap((form) => this.#byDeletion.get(form) ?? []),
    );
    for (const candidate of candidates) {
      if (!isOneSlip(word, candidate)) continue;
      const pairs =
        (before ? this.#statistics.frequency(`${before}_${candidate}`) : 0) +
        (after ? this.#statistics.frequency(`${candidate}_${after}`) : 0);
      const worth = pairs * 20 + Math.sqrt(this.#statistics.frequency(candidate));
      if (worth > bestWorth) {
        best = candidate;
        bestWorth = worth;
      }
    }
    return best;
  }
}

function bareWord(folded: string): Word {
  return { text: folded, folded };
}

function deletions(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
}
