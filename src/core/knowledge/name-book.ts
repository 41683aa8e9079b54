/** Who is called what: tells a name of one entry from a word that many entries have in their names. */
import { normalize, type Word } from "../../language/index.ts";
import type { EntryId, Knowledge } from "./entry.ts";

export interface NameBook {
  /** Entries that have exactly these words as a name. */
  called(words: readonly Word[]): readonly EntryId[];
  /** Entries in one of whose names these words stand next to each other. */
  mentioning(words: readonly Word[]): readonly EntryId[];
}

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
  return {
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

function bareText(words: readonly Word[]): string {
  return ` ${words.map((word) => word.folded).join(" ")} `;
}
