/** Digits that are not written as digits: "không chín một hai", "O9l2", figures of other scripts. */

/** As people write them in lower case, with marks and without. "năm" is a year as well, "ba" a father: who asks must weigh. */
const SPOKEN: Readonly<Record<string, string>> = {
  không: "0",
  khong: "0",
  ko: "0",
  một: "1",
  mốt: "1",
  mot: "1",
  mười: "1",
  muoi: "1",
  hai: "2",
  ba: "3",
  bốn: "4",
  bon: "4",
  tư: "4",
  tu: "4",
  năm: "5",
  nam: "5",
  lăm: "5",
  lam: "5",
  nhăm: "5",
  sáu: "6",
  sau: "6",
  bảy: "7",
  bẩy: "7",
  bay: "7",
  tám: "8",
  tam: "8",
  chín: "9",
  chin: "9",
};
const LONGEST_FIRST = Object.keys(SPOKEN).sort((a, b) => b.length - a.length);
const ONE_SPOKEN = new RegExp(LONGEST_FIRST.join("|"), "gu");
/** Two words that are run together may be an ordinary word ("hainam"); four are none. */
const RUN_TOGETHER = new RegExp(`^(?:${LONGEST_FIRST.join("|")}){4,40}$`, "u");

/**
 * The digits that a word names, also where several are run together; undefined for any other word.
 *
 * @example spokenDigits("Chín") // "9"
 * @example spokenDigits("khongchinmothai") // "0912"
 * @example spokenDigits("chính") // undefined
 */
export function spokenDigits(word: string): string | undefined {
  const plain = word.toLowerCase();
  if (Object.hasOwn(SPOKEN, plain)) return SPOKEN[plain];
  if (plain.length < 8 || plain.length > 200 || !RUN_TOGETHER.test(plain)) return undefined;
  return plain.replace(ONE_SPOKEN, (found) => SPOKEN[found] ?? "");
}

/** Letters that are typed, or meant to be read, as 0 and 1. */
const ALIKE: Readonly<Record<string, string>> = { o: "0", O: "0", о: "0", О: "0", l: "1", I: "1", i: "1" };

/**
 * The digits that a few letters look like: o for 0, l and I for 1; undefined when one of them looks like no digit.
 *
 * @example lookalikeDigits("Ol") // "01"
 * @example lookalikeDigits("a") // undefined
 */
export function lookalikeDigits(letters: string): string | undefined {
  if (letters.length > 12) return undefined;
  const digits = [...letters].map((letter) => (Object.hasOwn(ALIKE, letter) ? ALIKE[letter] : undefined));
  return digits.includes(undefined) ? undefined : digits.join("");
}

/** The zero of each script whose figures a keyboard or a website may give. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0, 0x17e0, 0x1040];

/**
 * Full-width, circled, mathematical and foreign figures as 0 to 9; everything else stays.
 *
 * @example plainFigures("０９１２ ①") // "0912 1"
 */
export function plainFigures(text: string): string {
  return text.replace(/[\p{N}--[0-9]]/gv, (figure) => {
    const compatible = figure.normalize("NFKC");
    if (/^\d$/u.test(compatible)) return compatible;
    const code = figure.codePointAt(0) ?? 0;
    const zero = ZEROS.find((first) => code >= first && code <= first + 9);
    return zero === undefined ? figure : String(code - zero);
  });
}
