/** Makes questions from titles, as somebody asks who knows about what but not the official name. */
import { contentWords } from "./content-words.ts";
import { fold } from "./folding.ts";
import { groupBy } from "./group-by.ts";
import type { Question } from "./passages.ts";
import type { Passage } from "./peers/search-peer.ts";
import { pick, seededRandom, shuffled } from "./random.ts";

/** The share of the content words that the asker remembers. */
const REMEMBERED = 0.6;
const FEWEST_WORDS = 2;

const WRAPPERS: readonly ((asked: string) => string)[] = [
  (asked) => `cho em hỏi ${asked} thì phải làm sao ạ, nộp ở đâu`,
  (asked) => `anh chị ơi cho em hỏi về ${asked} với ạ`,
  (asked) => `mình muốn ${asked} thì cần chuẩn bị những gì vậy ad`,
  (asked) => `dạ cho tôi hỏi chút, ${asked} bao lâu thì xong ạ`,
  (asked) => `${asked} hết bao nhiêu tiền hả bạn, nộp online được không`,
  (asked) => `alo cán bộ cho hỏi ${asked} làm thế nào nhỉ, em cảm ơn`,
];

/**
 * Four questions for each of some titles: `full` (the whole title), `part` (60 % of its content words),
 * `typo` (the same part with one letter dropped), `chat` (the same part wrapped in chat). Every passage
 * with the same title is right.
 */
export function questionsFromTitles(passages: readonly Passage[], titles: number, seed: number): Question[] {
  const random = seededRandom(seed);
  const sameTitle = groupBy(passages, (passage) => fold(passage.title));
  const asked = passages.filter((passage) => contentWords(passage.title).length > FEWEST_WORDS);
  return shuffled(asked, random)
    .slice(0, titles)
    .flatMap(({ id, title }) => {
      const relevant = (sameTitle.get(fold(title)) ?? []).map((passage) => passage.id);
      const part = rememberedPart(contentWords(title), random);
      const texts = {
        full: `${title} cần giấy tờ gì?`,
        part: part.join(" "),
        typo: dropLetter(part, random).join(" "),
        chat: pick(WRAPPERS, random)(part.join(" ")),
      };
      return Object.entries(texts).map(([kind, text]) => ({ id: `${id}/${kind}`, text, relevant, kind }));
    });
}

/** Some of the words, in their order. */
function rememberedPart(words: readonly string[], random: () => number): string[] {
  const count = Math.max(FEWEST_WORDS, Math.round(words.length * REMEMBERED));
  const kept = new Set(shuffled([...words.keys()], random).slice(0, count));
  return words.filter((_, at) => kept.has(at));
}

/** The words with one letter less in one of them, a longer one where there is one. */
function dropLetter(words: readonly string[], random: () => number): string[] {
  const long = [...words.keys()].filter((at) => (words[at]?.length ?? 0) >= 4);
  const changed = pick(long.length > 0 ? long : [...words.keys()], random);
  return words.map((word, at) => {
    if (at !== changed) return word;
    const dropped = Math.floor(random() * word.length);
    return word.slice(0, dropped) + word.slice(dropped + 1);
  });
}
