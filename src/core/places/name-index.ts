/** Finds where names stand in a text: as written, without marks, run together, or with one slip. */
import { hasDiacritics, isOneSlip, type Word } from "../../language/index.ts";
import type { RegisteredName } from "./name-register.ts";

/**
 * exact: with its marks, and none where it has none. bare: no marks were typed. loose: the marks typed are other ones, or the words are run
 * together. slip: one syllable is a slip away.
 */
export type Likeness = "exact" | "bare" | "loose" | "slip";

export interface Finding {
  readonly name: RegisteredName;
  /** The first word, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly likeness: Likeness;
}

/** Shorter syllables have too many neighbours: "an" and "am". */
const SHORTEST_SLIPPED = 3;
/** A name run together must be long enough not to be a word of its own. */
const SHORTEST_RUN = 5;
const RUN_PREFIX = /^(?:phuong|thitran|dackhu|huyen|quan|xa|p)(?=\p{L}{5})/u;

interface ReadText {
  readonly words: readonly Word[];
  readonly folded: readonly string[];
  /** Somewhere in it marks were typed. */
  readonly isMarked: boolean;
}

export interface NameIndex {
  findAll(words: readonly Word[]): readonly Finding[];
}

export function createNameIndex(names: readonly RegisteredName[]): NameIndex {
  const byWords = new Map<string, RegisteredName[]>();
  const byGap = new Map<string, { readonly name: RegisteredName; readonly gap: number }[]>();
  const byRun = new Map<string, RegisteredName[]>();
  const syllables = new Set<string>();
  let longest = 0;
  for (const name of names) {
    const folded = name.words.map((word) => word.folded);
    if (folded.length < 2) continue;
    longest = Math.max(longest, folded.length);
    for (const syllable of folded) syllables.add(syllable);
    push(byWords, folded.join(" "), name);
    const run = folded.join("");
    if (run.length >= SHORTEST_RUN) push(byRun, run, name);
    folded.forEach((syllable, gap) => {
      if (syllable.length >= SHORTEST_SLIPPED) push(byGap, withGap(folded, gap), { name, gap });
    });
  }

  /** The names that stand in so many words, as they are or with one slip. */
  const findSpan = ({ words, folded, isMarked }: ReadText, start: number, end: number): Finding[] => {
    const found: Finding[] = [];
    const span = folded.slice(start, end);
    const strangers = span.filter((syllable) => !syllables.has(syllable)).length;
    // With two syllables that stand in no name it is no slip of one either.
    if (strangers > 1) return found;
    if (strangers === 0) {
      for (const name of byWords.get(span.join(" ")) ?? [])
        found.push({ name, start, end, likeness: likenessOf(words.slice(start, end), name.words, isMarked) });
    }
    span.forEach((syllable, at) => {
      if (syllable.length < SHORTEST_SLIPPED || (strangers === 1 && syllables.has(syllable))) return;
      for (const { name, gap } of byGap.get(withGap(span, at)) ?? []) {
        const meant = name.words[gap]?.folded ?? "";
        if (syllable !== meant && isOneSlip(syllable, meant))
          found.push({ name, start, end, likeness: "slip" });
      }
    });
    return found;
  };

  const findAt = (text: ReadText, start: number): Finding[] => {
    const found: Finding[] = [];
    for (let end = start + 2; end <= Math.min(text.words.length, start + longest); end++)
      found.push(...findSpan(text, start, end));
    const word = text.folded[start] ?? "";
    for (const run of new Set([word, word.replace(RUN_PREFIX, "")])) {
      for (const name of byRun.get(run) ?? []) found.push({ name, start, end: start + 1, likeness: "loose" });
    }
    return found;
  };

  return {
    findAll: (words) => {
      const folded = words.map((word) => word.folded);
      const text = { words, folded, isMarked: words.some((word) => hasDiacritics(word.text)) };
      return words.flatMap((_, start) => findAt(text, start));
    },
  };
}

/**
 * Marks are evidence, their absence is none: "xã Cẩm Giang" and "xã Cẩm Giàng" are two communes.
 *
 * @param isMarked somewhere in the text marks were typed, so that a syllable without any is meant so
 */
function likenessOf(typed: readonly Word[], name: readonly Word[], isMarked: boolean): Likeness {
  if (isMarked && typed.every((word, at) => word.text === name[at]?.text)) return "exact";
  return typed.some((word) => hasDiacritics(word.text)) ? "loose" : "bare";
}

function withGap(folded: readonly string[], gap: number): string {
  return folded.map((syllable, at) => (at === gap ? "*" : syllable)).join(" ");
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
