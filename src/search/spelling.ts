/** Reads words that the content does not know as the nearest ones that it does: "khaisinh", "lệ phú", "ket hnn". */
import { foldDiacritics, isCode, type Word } from "../language/index.ts";
import type { TermStatistics } from "./term-statistics.ts";

const SHORTEST_TYPO = 3;

export class Spelling {
  readonly #statistics: TermStatistics;
  /** Known syllables by each form that they have with one letter left out. */
  readonly #byDeletion = new Map<string, string[]>();

  /** @param statistics terms of the content: bare syllables, and pairs joined by an underscore */
  constructor(statistics: TermStatistics) {
    this.#statistics = statistics;
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
      if (word.folded.length < SHORTEST_TYPO || isCode(word.text) || this.#statistics.has(word.folded))
        return [word];
      const halves = this.#split(word.folded);
      if (halves) return halves.map(bareWord);
      const meant = this.#nearest(word.folded, words[at - 1]?.folded, words[at + 1]?.folded);
      return [meant ? bareWord(meant) : word];
    });
  }

  /** Two words written as one, when they are known as neighbours. */
  #split(word: string): [string, string] | undefined {
    let best: [string, string] | undefined;
    let bestFrequency = 0;
    for (let at = 2; at <= word.length - 2; at++) {
      const left = word.slice(0, at);
      const right = word.slice(at);
      const frequency = this.#statistics.frequency(`${left}_${right}`);
      if (frequency > bestFrequency) {
        best = [left, right];
        bestFrequency = frequency;
      }
    }
    return best;
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
  return { text: foldDiacritics(folded), folded };
}

function deletions(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** One letter too many, too few, another one, or two neighbours swapped. */
function isOneSlip(typed: string, known: string): boolean {
  if (typed === known) return true;
  if (Math.abs(typed.length - known.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === known[start]) start++;
  const restTyped = typed.slice(start);
  const restKnown = known.slice(start);
  return (
    restTyped.slice(1) === restKnown.slice(1) ||
    restTyped.slice(1) === restKnown ||
    restTyped === restKnown.slice(1) ||
    (restTyped[0] === restKnown[1] &&
      restTyped[1] === restKnown[0] &&
      restTyped.slice(2) === restKnown.slice(2))
  );
}
