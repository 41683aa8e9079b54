/** Reads which of the numbered choices a citizen means: "2", "số 2", "cái đầu tiên", "cái cuối". */
import type { Word } from "../../language/index.ts";

const NUMBERS: Readonly<Record<string, number>> = {
  mot: 1,
  nhat: 1,
  hai: 2,
  nhi: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
};

/** Words that stand around a number when a choice is made. */
const POINTERS = new Set([
  "so",
  "thu",
  "cai",
  "muc",
  "y",
  "truong",
  "hop",
  "viec",
  "phuong",
  "an",
  "chon",
  "lua",
  "cau",
  "dong",
]);
const FILLER = new Set([
  "toi",
  "em",
  "minh",
  "chau",
  "muon",
  "hoi",
  "la",
  "con",
  "a",
  "khong",
  "phai",
  "co",
  "nhe",
  "di",
  "do",
  "kia",
  "thi",
  "cho",
  "lay",
  "u",
  "vang",
  "da",
  "ok",
]);

/**
 * The choice counted from 1, or undefined. A bare number counts only when it stands (nearly) alone.
 *
 * @param count how many choices there are
 */
export function readChoice(words: readonly Word[], count: number): number | undefined {
  const folded = words.map((word) => word.folded);
  const chosen = ordinal(folded, count);
  return chosen !== undefined && chosen >= 1 && chosen <= count ? chosen : undefined;
}

function ordinal(folded: readonly string[], count: number): number | undefined {
  for (let at = 0; at < folded.length; at++) {
    const word = folded[at] ?? "";
    const next = folded[at + 1] ?? "";
    if (
      word === "dau" &&
      (next === "tien" || POINTERS.has(folded[at - 1] ?? "")) &&
      POINTERS.has(folded[at - 1] ?? "")
    )
      return 1;
    if ((word === "cuoi" && POINTERS.has(folded[at - 1] ?? "")) || (word === "sau" && next === "cung"))
      return count;
    if ((word === "thu" || word === "so" || word === "muc" || word === "cai") && numberOf(next) !== undefined)
      return numberOf(next);
  }
  const rest = folded.filter((word) => !POINTERS.has(word) && !FILLER.has(word));
  return rest.length === 1 ? numberOf(rest[0] ?? "") : undefined;
}

function numberOf(word: string): number | undefined {
  if (/^[1-9]$/u.test(word)) return Number(word);
  return Object.hasOwn(NUMBERS, word) ? NUMBERS[word] : undefined;
}
