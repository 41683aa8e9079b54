/** Which official names are near to a message: told apart are what names its subject and what stands around it. */
import type { Word } from "../../language/index.ts";
import type { NameHit } from "../ports.ts";
import type { Brain } from "./turn.ts";

/** Words around a question that name nothing, beside the cues of facets. */
const NOISE = new Set(
  (
    "toi em minh chau bac anh chi co chu ong ba con muon can xin hoi ve lam cho a nhe nay thi the voi di giup ho va la " +
    "o dau khi nao gi sao nhu bao nhieu phai duoc khong ko k thu tuc ho so cua nha de ma o ben kia day ay oi da vang cai may nhung roi thuc hien giai quyet quy trinh"
  ).split(" "),
);

const LOOKED_AT = 12;

/**
 * @param whole every word of the message: an official name may hold what is filler in a chat
 * @param words the words without the chat around them
 */
export function findNames(brain: Brain, whole: readonly Word[], words: readonly Word[]): readonly NameHit[] {
  const named = subjectOf(brain, words);
  return brain.directorySearch.find(whole, named.length > 0 ? named : words, LOOKED_AT);
}

/** The words that name what a question is about. */
export function subjectOf({ facets }: Pick<Brain, "facets">, words: readonly Word[]): Word[] {
  return facets.withoutCues(words).filter(({ folded }) => !NOISE.has(folded));
}
