/** Which official names are near to a message: told apart are what names its subject and what stands around it. */
import type { Word } from "../../language/index.ts";
import type { KnowledgeHit, NameHit } from "../ports.ts";
import type { Brain, Turn } from "./turn.ts";

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

/** How near a name must be, by the shares that `NameHit` tells. */
export type Nearness = Pick<NameHit, "asked" | "named" | "together" | "told">;

export function isNear(hit: NameHit, least: Nearness): boolean {
  return (
    hit.asked >= least.asked &&
    hit.named >= least.named &&
    hit.together >= least.together &&
    hit.told >= least.told
  );
}

const MOST_CHOICES = 5;
export const MOST_ROWS_BESIDE = 2;
/** Near enough to stand among choices that are not sure themselves. */
const WORTH_OFFERING: Nearness = { asked: 0.33, named: 0.2, together: 0, told: 1.3 };

/** Where entries are offered, the nearest names stand among them: nobody knows yet what is meant. */
export function besideChoices(turn: Turn, choices: readonly KnowledgeHit[]): readonly KnowledgeHit[] {
  const { knowledge, directory } = turn.brain;
  const rows = turn.nearNames
    .filter(({ code }) => !knowledge.has(code) && !directory.ended.has(code))
    .filter((hit) => isNear(hit, WORTH_OFFERING))
    .slice(0, MOST_ROWS_BESIDE);
  const entries = choices.slice(0, MOST_CHOICES - rows.length);
  return [...entries, ...rows.map(({ code }) => ({ entry: code, score: 0 }))];
}
