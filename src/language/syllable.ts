/** Takes a Vietnamese syllable apart (onset, vowels, coda, tone) and knows which syllables can exist. */

/** The five written tones by their combining mark; the level tone has none. */
const TONE_MARKS = ["\u0300", "\u0301", "\u0309", "\u0303", "\u0323"] as const;
export type ToneMark = (typeof TONE_MARKS)[number] | "";

const TONES = /[\u0300\u0301\u0309\u0303\u0323]/gu;
const ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x";
const VOWELS = "[aăâeêioôơuưy]+";
const CODA = "ng|nh|ch|c|m|n|p|t";
const SHAPE = new RegExp(`^(${ONSET})?(${VOWELS})(${CODA})?$`, "u");

/** Vowel groups that Vietnamese has; what precedes (qu, gi) is counted to the onset. */
const VOWEL_GROUPS = new Set(
  (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oai oao oay oă oe oeo oi ôi ơi oo ua uâ uây ue uê " +
    "ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu"
  ).split(" "),
);
const FOLDED_VOWEL_GROUPS = new Set(
  [...VOWEL_GROUPS].map((group) => group.normalize("NFD").replace(/\p{M}/gu, "")),
);

export interface Syllable {
  readonly onset: string;
  readonly vowels: string;
  readonly coda: string;
  readonly tone: ToneMark;
}

/**
 * Takes one lower-case word apart. Undefined when it is no Vietnamese syllable, with marks or without.
 *
 * @example parseSyllable("thủy") // { onset: "th", vowels: "uy", coda: "", tone: "\u0309" }
 * @example parseSyllable("xyz") // undefined
 */
export function parseSyllable(word: string): Syllable | undefined {
  const decomposed = word.normalize("NFD");
  const tones = decomposed.match(TONES) ?? [];
  if (tones.length > 1) return undefined;
  const toneless = decomposed.replace(TONES, "").normalize("NFC");
  const shape = SHAPE.exec(toneless);
  if (!shape) return undefined;
  const onset = shape[1] ?? "";
  const vowels = shape[2] ?? "";
  const coda = shape[3] ?? "";
  if (!VOWEL_GROUPS.has(vowels) && !FOLDED_VOWEL_GROUPS.has(vowels)) return undefined;
  return { onset, vowels, coda, tone: (tones[0] ?? "") as ToneMark };
}

/**
 * Puts a syllable together again with the tone in its one canonical place (old style: "hòa", "thủy", "quý").
 *
 * @example writeSyllable({ onset: "h", vowels: "oa", coda: "", tone: "\u0300" }) // "hòa"
 */
export function writeSyllable(syllable: Syllable): string {
  const { onset, vowels, coda, tone } = syllable;
  if (!tone) return onset + vowels + coda;
  const at = tonePosition(vowels, coda);
  const marked = vowels.slice(0, at + 1) + tone + vowels.slice(at + 1);
  return (onset + marked + coda).normalize("NFC");
}

function tonePosition(vowels: string, coda: string): number {
  const hatted = [...vowels].findLastIndex((vowel) => "ăâêôơư".includes(vowel));
  if (hatted >= 0) return hatted;
  if (coda) return vowels.length - 1;
  return vowels.length === 3 ? 1 : 0;
}
