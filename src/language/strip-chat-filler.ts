/** Takes away what wraps a question in a chat and says nothing about it: "cho em hỏi ... với ạ". */
import { foldDiacritics, hasDiacritics } from "./fold-diacritics.ts";
import type { Word } from "./normalize.ts";

/** What may follow "cho em hỏi", "xin hỏi" and the like. */
const HOI_ENDINGS = ["chut", "ti", "xiu", "voi"];

/**
 * Phrases without marks, which match with any marks; a word that is written here with its marks ("chỉ em")
 * matches with these or with none. Longer ones are tried first; single words only where they can mean nothing else.
 */
const PHRASES: readonly (readonly string[])[] = [
  "xin cho em hoi",
  "xin cho toi hoi",
  "cho em hoi",
  "cho chau hoi",
  "cho toi hoi",
  "cho minh hoi",
  "cho hoi",
  "cho anh hoi",
  "cho chi hoi",
  "cho bac hoi",
  "cho co hoi",
  "cho chu hoi",
  "cho ba hoi",
  "cho con hoi",
  "xin hoi",
  "muon hoi",
  "can hoi",
  "hoi chut",
  "hoi ti",
  "lam on cho",
  "lam on",
  "vui long",
  "giup em voi",
  "giup toi voi",
  "giup minh voi",
  "giup chau voi",
  "giup em",
  "giup toi",
  "giup minh",
  "giup chau",
  "huong dan em",
  "huong dan toi",
  "huong dan minh",
  "huong dan giup",
  "chỉ em",
  "tu van giup",
  "tu van cho em",
  "tu van cho toi",
  "noi cho toi biet",
  "cho toi biet",
  "cho em biet",
  "cho minh biet",
  "em muon biet",
  "toi muon biet",
  "minh muon biet",
  "anh chi oi",
  "anh chi cho",
  "anh chi",
  "ad oi",
  "admin oi",
  "shop oi",
  "ban oi",
  "bot oi",
  "em oi",
  "anh oi",
  "chi oi",
  "ai biet",
  "moi nguoi oi",
  "moi nguoi cho",
  "xin chao",
  "chao ad",
  "chao anh chi",
  "chao anh",
  "chao chi",
  "chao ban",
  "em chao",
  "alo",
  "ad",
  "admin",
]
  .flatMap((phrase) =>
    phrase.endsWith(" hoi") ? [phrase, ...HOI_ENDINGS.map((ending) => `${phrase} ${ending}`)] : [phrase],
  )
  .map((phrase) => phrase.split(" "))
  .sort((a, b) => b.length - a.length);

const PHRASES_BY_FIRST_WORD = new Map<string, (readonly string[])[]>();
for (const phrase of PHRASES) {
  const first = foldDiacritics(phrase[0] ?? "");
  PHRASES_BY_FIRST_WORD.set(first, [...(PHRASES_BY_FIRST_WORD.get(first) ?? []), phrase]);
}

/** Words that are filler only with these very marks, or bare at the end of the text. */
const PARTICLES = new Set(["ạ", "dạ", "vâng", "nhé", "nhỉ", "hả", "hử", "thưa", "ơi", "oi", "à", "ừ", "ờ"]);
const FINAL_PARTICLES = new Set(["a", "voi", "nhe", "di", "với", "vậy", "thế"]);
/** Bare at the end they may be nhà, thẻ, vay, hà, dạy or nhi: filler only after a word that ends a question. */
const DOUBTFUL_PARTICLES = new Set(["nha", "the", "vay", "ha", "day", "nhi"]);
const QUESTION_ENDS = new Set("khong gi dau nao sao nhieu lau may chua nhi voi a on hong".split(" "));

/**
 * The words without the wrapping. When nothing else is left, nothing is taken away.
 *
 * @example stripChatFiller(normalize("cho em hỏi làm khai sinh với ạ")).map((w) => w.text) // ["làm", "khai", "sinh"]
 * @example stripChatFiller(normalize("xin phep xay nha")).map((w) => w.text) // ["xin", "phep", "xay", "nha"]
 * @example stripChatFiller(normalize("cảm ơn ạ")).map((w) => w.text) // ["cảm", "ơn"]
 * @example stripChatFiller(normalize("dạ alo")).map((w) => w.text) // ["dạ", "alo"]
 */
export function stripChatFiller(words: readonly Word[]): Word[] {
  const kept: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = PHRASES_BY_FIRST_WORD.get(words[at]?.folded ?? "")?.find((candidate) =>
      candidate.every((part, i) => matches(words[at + i], part)),
    );
    if (phrase) {
      at += phrase.length;
      continue;
    }
    const word = words[at];
    if (word && !PARTICLES.has(word.text)) kept.push(word);
    at += 1;
  }
  while (kept.length > 1 && isFinalParticle(kept.at(-1), kept.at(-2))) kept.pop();
  return kept.length > 0 ? kept : [...words];
}

function matches(word: Word | undefined, part: string): boolean {
  if (!word || word.folded !== foldDiacritics(part)) return false;
  return word.text === part || !hasDiacritics(part) || word.text === word.folded;
}

function isFinalParticle(word: Word | undefined, before: Word | undefined): boolean {
  if (!word) return false;
  if (DOUBTFUL_PARTICLES.has(word.text)) return QUESTION_ENDS.has(before?.folded ?? "");
  return FINAL_PARTICLES.has(word.text);
}
