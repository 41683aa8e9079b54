/** Finds procedures by their official names: long, much alike, and never what a citizen would say. */
import type { DirectorySearch, NameHit } from "../core/ports.ts";
import { normalize, type Word } from "../language/index.ts";

export interface NamedThing {
  readonly code: string;
  readonly name: string;
}

/** Of a long message the rarest words say what it is about; the others only cost time. */
const MOST_WORDS = 24;
/** So many of the likeliest names are looked at word by word. */
const LOOKED_AT = 40;
/** What is so much worse than the best at first sight is not looked at. */
const LEAST_WORTH = 0.4;
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
  return {
    find: (question, subject, limit) => {
      const query = readQuery(names, question, subject);
      if (query.aboutWeight === 0) return [];
      return likeliest(names, query)
        .map((at) => look(names, query, at))
        .sort((a, b) => worth(b) - worth(a) || (a.code < b.code ? -1 : 1))
        .slice(0, limit);
    },
    share: (words, isKnown) => {
      const { words: asked, aboutWeight } = readQuery(names, words, words);
      const known = asked.reduce((sum, { word, idf }) => (isKnown(word) ? sum + idf : sum), 0);
      return aboutWeight === 0 ? 0 : known / aboutWeight;
    },
    shareOfPairs: (words, isKnown) => {
      const { words: asked, pairs, pairWeight } = readQuery(names, words, words);
      let known = 0;
      for (const [pair, weight] of pairs) {
        const first = asked[Math.floor(pair / MOST_PLACES)];
        const second = asked[pair % MOST_PLACES];
        if (first && second && isKnown(first.word, second.word)) known += weight;
      }
      return pairWeight === 0 ? 0 : known / pairWeight;
    },
    among: (codes, words) => {
      const query = readQuery(names, words, words);
      if (query.aboutWeight === 0) return [];
      const wanted = new Set(codes);
      return names.codes
        .flatMap((code, at) => (wanted.has(code) ? [look(names, query, at)] : []))
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

/** One word of a question, as the index knows it. */
interface AskedWord {
  readonly word: Word;
  /** Its syllable's number; -1 where no name has it. */
  readonly number: number;
  /** Its marked form's number; -1 where no name has it or no marks were typed. */
  readonly form: number;
  readonly isMarked: boolean;
  readonly idf: number;
  readonly isAbout: boolean;
}

interface Query {
  /** Each syllable once. */
  readonly words: readonly AskedWord[];
  /** Places in `words` by the number of a syllable; -1 where it is not asked for. */
  readonly placeOf: Int32Array;
  readonly aboutWeight: number;
  /** Weights of neighbours in the subject, by both their places. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly pairWeight: number;
  /** Numbers of all words in their order, for a question that is a name. */
  readonly whole: readonly number[];
}

const MOST_PLACES = 4_096;

function readQuery(names: NameIndex, question: readonly Word[], subject: readonly Word[]): Query {
  const unknownIdf = Math.log(1 + names.codes.length);
  const numberOf = ({ folded }: Word) => names.numberOf.get(folded) ?? -1;
  const asked = (words: readonly Word[]) => words.filter(({ folded }) => !FORMAL.has(folded));
  const about = asked(subject);
  const isAbout = new Set(about.map(({ folded }) => folded));
  const place = new Map<string, number>();
  const words: AskedWord[] = [];
  for (const word of [...about, ...asked(question)]) {
    if (place.has(word.folded)) continue;
    place.set(word.folded, words.length);
    const number = numberOf(word);
    words.push({
      word,
      number,
      form: names.formOf.get(word.text) ?? -1,
      isMarked: word.text !== word.folded,
      idf: names.idf[number] ?? unknownIdf,
      isAbout: isAbout.has(word.folded),
    });
  }
  const placeOf = new Int32Array(names.idf.length).fill(-1);
  words.forEach(({ number }, at) => {
    if (number >= 0) placeOf[number] = at;
  });
  const pairs = new Map<number, number>();
  about.slice(1).forEach((word, at) => {
    const [first, second] = [place.get(about[at]?.folded ?? "") ?? 0, place.get(word.folded) ?? 0];
    pairs.set(first * MOST_PLACES + second, (words[first]?.idf ?? 0) + (words[second]?.idf ?? 0));
  });
  return {
    words,
    placeOf,
    aboutWeight: words.reduce((sum, word) => (word.isAbout ? sum + word.idf : sum), 0),
    pairs,
    pairWeight: [...pairs.values()].reduce((sum, weight) => sum + weight, 0),
    whole: asked(question).map(numberOf),
  };
}

/** Places of the names that hold most of the question, for their length. */
function likeliest(names: NameIndex, { words, aboutWeight }: Query): number[] {
  const known = words.filter(({ number }) => number >= 0).sort((a, b) => b.idf - a.idf);
  const held = new Float32Array(names.codes.length);
  for (const { number, idf } of known.slice(0, MOST_WORDS))
    for (const at of names.postings[number] ?? []) held[at] = (held[at] ?? 0) + idf;
  const worthOf = (at: number) => {
    const weight = held[at] ?? 0;
    return Math.min(1, weight / aboutWeight) * (0.35 + weight / (names.weights[at] || 1));
  };
  let best = 0;
  for (let at = 0; at < held.length; at++) if (held[at] !== 0) best = Math.max(best, worthOf(at));
  const found: number[] = [];
  for (let at = 0; at < held.length; at++)
    if (held[at] !== 0 && worthOf(at) >= best * LEAST_WORTH) found.push(at);
  return found.sort((a, b) => worthOf(b) - worthOf(a) || a - b).slice(0, LOOKED_AT);
}

/** Reads one name word by word. */
function look(names: NameIndex, query: Query, at: number): NameHit {
  const [begin, end] = [names.begins[at] ?? 0, names.begins[at + 1] ?? 0];
  /** Of each word of the question: 1 when it stands in the name as typed, less when only its letters do. */
  const stands = new Float32Array(query.words.length);
  const pairsFound = new Set<number>();
  let before = -1;
  for (let place = begin; place < end; place++) {
    const asked = query.placeOf[names.syllables[place] ?? 0] ?? -1;
    const word = query.words[asked];
    if (word) {
      const fits = !word.isMarked || word.form === names.forms[place] ? 1 : OTHER_MARKS_WORTH;
      stands[asked] = Math.max(stands[asked] ?? 0, fits);
      const pair = before * MOST_PLACES + asked;
      if (before >= 0 && query.pairs.has(pair)) pairsFound.add(pair);
    }
    before = asked;
  }
  let told = 0;
  let held = 0;
  query.words.forEach(({ idf, isAbout }, one) => {
    held += idf * (stands[one] ?? 0);
    if (isAbout) told += idf * (stands[one] ?? 0);
  });
  const together = [...pairsFound].reduce((sum, pair) => sum + (query.pairs.get(pair) ?? 0), 0);
  return {
    code: names.codes[at] ?? "",
    asked: Math.min(1, told / query.aboutWeight),
    named: Math.min(1, held / (names.weights[at] || 1)),
    together: query.pairWeight === 0 ? 1 : together / query.pairWeight,
    told: told / Math.log(1 + names.codes.length),
    isWhole:
      query.whole.length === end - begin &&
      query.whole.every((number, place) => number === names.syllables[begin + place]),
  };
}
