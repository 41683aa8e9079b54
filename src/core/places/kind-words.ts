/** The words that say what kind of place a name is: "phường", "p.", "huyện". */
import { foldDiacritics, type Word } from "../../language/index.ts";

/** district: a level of its own until 1/7/2025, whatever it was called in its time. */
export const RANKS = ["ward", "commune", "town", "zone", "district"] as const;
export type Rank = (typeof RANKS)[number];

/** As they stand after `normalize`. Longer ones come first: "thị xã" is no "xã". */
const KIND_WORDS = (
  [
    ["huyện đảo", "district"],
    ["thành phố", "district"],
    ["thị xã", "district"],
    ["thị trấn", "town"],
    ["đặc khu", "zone"],
    ["phường", "ward"],
    ["quận", "district"],
    ["huyện", "district"],
    ["xã", "commune"],
    ["tx", "district"],
    ["p", "ward"],
    ["x", "commune"],
    ["q", "district"],
    ["h", "district"],
  ] as const satisfies readonly (readonly [string, Rank])[]
).map(([words, rank]) => ({
  rank,
  written: words.split(" ").map((text) => ({ text, folded: foldDiacritics(text) })),
}));

export interface FoundKindWord {
  readonly rank: Rank;
  /** The index of its first word. */
  readonly at: number;
}

/** The kind word that ends right before the word at `before`. */
export function findKindWord(words: readonly Word[], before: number): FoundKindWord | undefined {
  for (const { rank, written } of KIND_WORDS) {
    const at = before - written.length;
    if (at < 0) continue;
    // "xá", "quán" and "phương" are other words than "xã", "quận", "phường"; without marks all are possible.
    const fits = written.every(({ text, folded }, offset) => {
      const found = words[at + offset]?.text;
      return found === text || found === folded;
    });
    const isCoQuan = words[at]?.text === "quan" && words[at - 1]?.folded === "co";
    if (fits && !isCoQuan) return { rank, at };
  }
  return undefined;
}

/** The rank that the first words of an officer's name say, and the name after them: "thị trấn Núi Đối". */
export function splitKindWord(fullName: string): { readonly rank: Rank; readonly name: string } {
  for (const { rank, written } of KIND_WORDS) {
    const prefix = `${written.map(({ text }) => text).join(" ")} `;
    if (fullName.startsWith(prefix)) return { rank, name: fullName.slice(prefix.length) };
  }
  return { rank: "commune", name: fullName };
}
