/** Reads words whose tone and letter keys (Telex, VNI) were typed but not turned into marks: "ddawng kys". */
import { changeWords, isCode } from "./split-words.ts";
import { parseSyllable, type ToneMark, writeSyllable } from "./syllable.ts";

const TELEX_TONES: Readonly<Record<string, ToneMark>> = {
  f: "\u0300",
  s: "\u0301",
  r: "\u0309",
  x: "\u0303",
  j: "\u0323",
};
const VNI_TONES: Readonly<Record<string, ToneMark>> = {
  "2": "\u0300",
  "1": "\u0301",
  "3": "\u0309",
  "4": "\u0303",
  "5": "\u0323",
};
const TELEX_LETTERS: readonly (readonly [RegExp, string])[] = [
  [/dd/gu, "đ"],
  [/uow|uwow|uwo/gu, "ươ"],
  [/aa/gu, "â"],
  [/aw/gu, "ă"],
  [/ee/gu, "ê"],
  [/oo/gu, "ô"],
  [/ow/gu, "ơ"],
  [/uw/gu, "ư"],
];
const VNI_LETTERS: readonly (readonly [RegExp, string])[] = [
  [/d9/gu, "đ"],
  [/uo7/gu, "ươ"],
  [/a6/gu, "â"],
  [/a8/gu, "ă"],
  [/e6/gu, "ê"],
  [/o6/gu, "ô"],
  [/o7/gu, "ơ"],
  [/u7/gu, "ư"],
];

/** Words that everybody writes, most of them from other languages, and that would read as Telex by chance. */
const LOANWORDS = new Set(
  "gas visa test bus post form fax max taxi user was is as of or for us reset poster xoong boong goong mooc".split(
    " ",
  ),
);

/** Keys that nobody types in a word by accident: a doubled letter, a letter with w, a digit inside a word. */
const SURE_KEYS = /dd|aa|ee|aw|ow|uw/u;
const SURE_DIGITS = /^[a-z]+[6-9]\d?[a-z]|^(?=.{4})[a-z]+\d[a-z]/u;

/**
 * Turns each word that only makes sense as Telex or VNI keys into the syllable that was meant.
 * A word that already is a syllable, a number or a code stays as it is; a lone word that might be Telex
 * by chance ("gas"), or a letter with a number ("to6" for "tổ 6"), stays too. Expects lower-case NFC.
 *
 * @example undoTypingLeftovers("ddawng kys khai sinh") // "đăng ký khai sinh"
 * @example undoTypingLeftovers("d9a8ng ky1 ke6t1 ho6n") // "đăng ký kết hôn"
 * @example undoTypingLeftovers("mở cửa hàng gas, mẫu ct07, lop6") // "mở cửa hàng gas, mẫu ct07, lop6"
 */
export function undoTypingLeftovers(text: string): string {
  if (!/[a-z]/u.test(text)) return text;
  const readings = new Map<string, string>();
  changeWords(text, (word) => {
    const meant = readTelex(word) ?? readVni(word);
    if (meant) readings.set(word, meant);
    return word;
  });
  const isHabit = readings.size >= 2;
  return changeWords(text, (word) => {
    const isSure = isHabit || (isCode(word) ? SURE_DIGITS : SURE_KEYS).test(word);
    return isSure ? (readings.get(word) ?? word) : word;
  });
}

function readTelex(word: string): string | undefined {
  if (!/^[a-z]{2,10}$/u.test(word) || LOANWORDS.has(word)) return undefined;
  // "oo" is ô on these keys far oftener than the vowel of "xoong".
  if (parseSyllable(word) && !word.includes("oo")) return undefined;
  const readings: [string, ToneMark][] = [[word, ""]];
  // The tone key may stand anywhere after the first letter: "giaays", "giasay".
  for (let at = word.length - 1; at > 0; at--) {
    const tone = TELEX_TONES[word[at] ?? ""];
    if (tone) readings.push([word.slice(0, at) + word.slice(at + 1), tone]);
  }
  return firstSyllable(readings, TELEX_LETTERS);
}

function readVni(word: string): string | undefined {
  if (!/^(?=.*\d)[a-z][a-z0-9]{2,8}$/u.test(word)) return undefined;
  const tones = [...word].filter((key) => VNI_TONES[key]);
  if (tones.length > 1) return undefined;
  const tone = VNI_TONES[tones[0] ?? ""] ?? "";
  return firstSyllable([[word.replace(/[1-5]/u, ""), tone]], VNI_LETTERS);
}

/** The first reading that is a syllable with at least one vowel mark, tone or đ won by the keys. */
function firstSyllable(
  candidates: readonly (readonly [string, ToneMark])[],
  letters: readonly (readonly [RegExp, string])[],
): string | undefined {
  for (const [keys, tone] of candidates) {
    const readings = letters.reduce(
      (word, [pattern, letter]) => word.replace(pattern, letter),
      moveLetterKeys(keys),
    );
    if (/\d/u.test(readings)) continue;
    const syllable = parseSyllable(readings);
    if (syllable && (tone || readings !== keys))
      return writeSyllable({ ...syllable, tone: tone || syllable.tone });
  }
  return undefined;
}

/** Brings a letter key that was typed at the end of the word to its vowel: "dangw" → "dawng", "ket6" → "ke6t". */
function moveLetterKeys(keys: string): string {
  return keys
    .replace(/^(.*?)(uo)([a-z]+)([w7])$/u, "$1$2$4$3")
    .replace(/^(.*?)([aou])([a-z]+)([w78])$/u, "$1$2$4$3")
    .replace(/^(.*?)([aeo])([a-z]+)(6)$/u, "$1$2$4$3")
    .replace(/^d(.*)(d|9)(.*)$/u, "d$2$1$3");
}
