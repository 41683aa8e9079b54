/** Finds procedures by their official names: long, much alike, and never what a citizen would say. */
import type { DirectorySearch, NameHit } from "../core/ports.ts";
import { normalize, type Word } from "../language/index.ts";

export interface NamedThing {
  readonly code: string;
  readonly name: string;
}

/** Of a long message the rarest words say what it is about; the others only cost time. */
const MOST_WORDS = 40;
/** So many of the likeliest names are looked at word by word. */
const LOOKED_AT = 60;
/** The same syllable with other marks is most likely another word. */
const OTHER_MARKS_WORTH = 0.25;

/** Words of all names as numbers: thousands of names then take a few megabytes. Plain data, can be stored. */
export interface NameIndex {
  readonly codes: readonly string[];
  /** Numbers of the syllables of all names, one name after the other. */
  readonly syllables: Uint32Array;
  /** Numbers of the marked forms, beside them. */
  readonly forms: Uint32Array;
  /** Where each name begins; one more for the end. */
  readonly begins: Uint32Array;
  readonly weights: Float32Array;
  readonly numberOf: ReadonlyMap<string, number>;
  readonly formOf: ReadonlyMap<string, number>;
  /** The names in which each syllable stands. */
  readonly postings: readonly Uint32Array[];
  readonly idf: Float32Array;
}

/** Words that every second name begins with say little even where they are rare. */
const FORMAL = new Set(["thu", "tuc"]);

export function createDirectorySearch(names: NameIndex): DirectorySearch {
  const unknownIdf = Math.log(1 + names.codes.length);
  const idfOf = (word: Word): number => {
    const number = names.numberOf.get(word.folded);
    return number === undefined ? unknownIdf : (names.idf[number] ?? 0);
  };
  return {
    find: (question, subject, limit) => {
      const words = rarest(meaningful(question), idfOf);
      const about = rarest(meaningful(subject), idfOf);
      const aboutWeight = about.reduce((sum, word) => sum + idfOf(word), 0);
      if (aboutWeight === 0) return [];
      const likely = likeliest(names, words, aboutWeight);
      const pairs = pairsOf(subject, idfOf);
      return likely
        .map((at) => look(names, at, words, about, pairs, aboutWeight, idfOf))
        .sort((a, b) => worth(b) - worth(a) || (a.code < b.code ? -1 : 1))
        .slice(0, limit);
    },
    among: (codes, words) => {
      const about = meaningful(words);
      const weight = about.reduce((sum, word) => sum + idfOf(word), 0);
      const wanted = new Set(codes);
      return names.codes
        .flatMap((code, at) =>
          wanted.has(code) && weight > 0
            ? [look(names, at, about, about, pairsOf(words, idfOf), weight, idfOf)]
            : [],
        )
        .sort((a, b) => b.asked - a.asked || b.together - a.together || (a.code < b.code ? -1 : 1));
    },
  };
}

/** How well a name fits, for the order: both shares count, the citizen's words more. */
function worth({ asked, named, together }: NameHit): number {
  return asked * (1 + together) * (0.35 + named);
}

/** Reads every name. */
export function indexNames(things: readonly NamedThing[]): NameIndex {
  const numberOf = new Map<string, number>();
  const formOf = new Map<string, number>();
  const numbered = (map: Map<string, number>, key: string) => {
    const known = map.get(key);
    if (known !== undefined) return known;
    map.set(key, map.size);
    return map.size - 1;
  };
  const words = things.map(({ name }) => normalize(name).filter(({ folded }) => !FORMAL.has(folded)));
  const begins = new Uint32Array(things.length + 1);
  words.forEach((list, at) => {
    begins[at + 1] = (begins[at] ?? 0) + list.length;
  });
  const syllables = new Uint32Array(begins.at(-1) ?? 0);
  const forms = new Uint32Array(syllables.length);
  const gathered: number[][] = [];
  words.forEach((list, at) => {
    list.forEach((word, place) => {
      const number = numbered(numberOf, word.folded);
      syllables[(begins[at] ?? 0) + place] = number;
      forms[(begins[at] ?? 0) + place] = numbered(formOf, word.text);
      let posting = gathered[number];
      if (!posting) {
        posting = [];
        gathered[number] = posting;
      }
      if (posting.at(-1) !== at) posting.push(at);
    });
  });
  const idf = Float32Array.from(gathered, ({ length }) =>
    Math.log(1 + (things.length - length + 0.5) / (length + 0.5)),
  );
  const weights = Float32Array.from(things, (_, at) => {
    const once = new Set(syllables.subarray(begins[at], begins[at + 1]));
    return [...once].reduce((sum, number) => sum + (idf[number] ?? 0), 0);
  });
  return {
    codes: things.map(({ code }) => code),
    syllables,
    forms,
    begins,
    weights,
    numberOf,
    formOf,
    postings: gathered.map((posting) => Uint32Array.from(posting)),
    idf,
  };
}

function meaningful(words: readonly Word[]): Word[] {
  const seen = new Set<string>();
  return words.filter(({ folded }) => !FORMAL.has(folded) && !seen.has(folded) && seen.add(folded));
}

function rarest(words: readonly Word[], idfOf: (word: Word) => number): Word[] {
  if (words.length <= MOST_WORDS) return [...words];
  return [...words].sort((a, b) => idfOf(b) - idfOf(a)).slice(0, MOST_WORDS);
}

/** Places of the names that hold most of the question, for their length. */
function likeliest(names: NameIndex, words: readonly Word[], aboutWeight: number): number[] {
  const held = new Float32Array(names.codes.length);
  for (const { folded } of words) {
    const number = names.numberOf.get(folded);
    if (number === undefined) continue;
    const idf = names.idf[number] ?? 0;
    for (const at of names.postings[number] ?? []) held[at] = (held[at] ?? 0) + idf;
  }
  const found: { at: number; worth: number }[] = [];
  held.forEach((weight, at) => {
    if (weight === 0) return;
    const asked = Math.min(1, weight / aboutWeight);
    found.push({ at, worth: asked * (0.35 + weight / (names.weights[at] || 1)) });
  });
  return found
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .slice(0, LOOKED_AT)
    .map(({ at }) => at);
}

interface Pair {
  readonly first: string;
  readonly second: string;
  readonly weight: number;
}

function pairsOf(subject: readonly Word[], idfOf: (word: Word) => number): Pair[] {
  const words = subject.filter(({ folded }) => !FORMAL.has(folded));
  return words.slice(1).flatMap((word, at) => {
    const before = words[at];
    return before ? [{ first: before.folded, second: word.folded, weight: idfOf(before) + idfOf(word) }] : [];
  });
}

function look(
  names: NameIndex,
  at: number,
  words: readonly Word[],
  about: readonly Word[],
  pairs: readonly Pair[],
  aboutWeight: number,
  idfOf: (word: Word) => number,
): NameHit {
  const [begin, end] = [names.begins[at] ?? 0, names.begins[at + 1] ?? 0];
  const formsBySyllable = new Map<number, number[]>();
  const neighbours = new Set<number>();
  for (let place = begin; place < end; place++) {
    const syllable = names.syllables[place] ?? 0;
    const known = formsBySyllable.get(syllable);
    if (known) known.push(names.forms[place] ?? 0);
    else formsBySyllable.set(syllable, [names.forms[place] ?? 0]);
    if (place > begin) neighbours.add((names.syllables[place - 1] ?? 0) * 1_048_576 + syllable);
  }
  /** 1 when the word stands in the name as typed or was typed without marks; less when only its letters do. */
  const standsIn = ({ text, folded }: Word): number => {
    const forms = formsBySyllable.get(names.numberOf.get(folded) ?? -1);
    if (!forms) return 0;
    return text === folded || forms.includes(names.formOf.get(text) ?? -1) ? 1 : OTHER_MARKS_WORTH;
  };
  const weigh = (list: readonly Word[]) => list.reduce((sum, word) => sum + idfOf(word) * standsIn(word), 0);
  const pairWeight = pairs.reduce((sum, { weight }) => sum + weight, 0);
  const heldPairs = pairs.reduce((sum, { first, second, weight }) => {
    const key =
      (names.numberOf.get(first) ?? 1_048_575) * 1_048_576 + (names.numberOf.get(second) ?? 1_048_575);
    return neighbours.has(key) ? sum + weight : sum;
  }, 0);
  return {
    code: names.codes[at] ?? "",
    asked: Math.min(1, weigh(about) / aboutWeight),
    named: Math.min(1, weigh(words) / (names.weights[at] || 1)),
    together: pairWeight === 0 ? 1 : heldPairs / pairWeight,
  };
}
