/** Who is called what: tells a name of one entry from a word that many entries have in their names. */
import { normalize, type Word } from "../../language/index.ts";
import type { EntryId, Knowledge } from "./entry.ts";

export interface NameBook {
  /** Entries that have exactly these words as a name. */
  called(words: readonly Word[]): readonly EntryId[];
  /** Entries in one of whose names these words stand next to each other. */
  mentioning(words: readonly Word[]): readonly EntryId[];
  /** Whether a word stands in a name or an example question of an entry: with the same marks, or asked for without any. */
  isWordOf(id: EntryId, word: Word): boolean;
  /** The same of two words side by side. */
  isPairOf(id: EntryId, first: Word, second: Word): boolean;
  /** Whether so many entries know a word that it tells none from another: "nộp", "giấy", "xã". */
  isCommon(word: Word): boolean;
}

/** A word that this share of all entries know is common. */
const COMMON_SHARE = 0.48;

export function createNameBook(knowledge: Knowledge): NameBook {
  const names = [...knowledge.values()].flatMap((entry) =>
    [entry.title, entry.shortTitle ?? entry.title, ...entry.aliases].map((name) => ({
      id: entry.id,
      text: bareText(normalize(name)),
    })),
  );
  const find = (fits: (name: string) => boolean) => [
    ...new Set(names.filter(({ text }) => fits(text)).map(({ id }) => id)),
  ];
  const vocabularies = new Map<EntryId, ReadonlySet<string>>();
  const vocabularyOf = (id: EntryId) => {
    const known = vocabularies.get(id);
    if (known) return known;
    const entry = knowledge.get(id);
    const texts = entry ? [entry.title, ...entry.aliases, ...entry.questions] : [];
    const words = new Set<string>();
    for (const text of texts) {
      let before: Word | undefined;
      for (const word of normalize(text)) {
        words.add(word.text).add(word.folded);
        if (before) words.add(`${before.text} ${word.text}`).add(`${before.folded} ${word.folded}`);
        before = word;
      }
    }
    vocabularies.set(id, words);
    return words;
  };
  let common: ReadonlySet<string> | undefined;
  return {
    isCommon: ({ text }) => {
      common ??= commonWords(knowledge);
      return common.has(text);
    },
    isWordOf: (id, { text }) => vocabularyOf(id).has(text),
    isPairOf: (id, first, second) => vocabularyOf(id).has(`${first.text} ${second.text}`),
    called: (words) => {
      const wanted = bareText(words);
      return find((name) => name === wanted);
    },
    mentioning: (words) => {
      const wanted = bareText(words);
      return wanted.trim() ? find((name) => name.includes(wanted)) : [];
    },
  };
}

function commonWords(knowledge: Knowledge): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { title, aliases, questions } of knowledge.values()) {
    const words = new Set<string>();
    for (const text of [title, ...aliases, ...questions])
      for (const word of normalize(text)) words.add(word.text).add(word.folded);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const least = knowledge.size * COMMON_SHARE;
  return new Set([...counts].filter(([, count]) => count >= least).map(([word]) => word));
}

function bareText(words: readonly Word[]): string {
  return ` ${words.map((word) => word.folded).join(" ")} `;
}
