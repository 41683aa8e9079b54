/** Messages of citizens with invented personal numbers in them, in all the forms in which people write them. */

import { composeUnicode, foldDiacritics } from "../../src/language/index.ts";

export interface PlantedNumber {
  readonly text: string;
  /** The sentence with `{}` where the number stands. */
  readonly sentence: string;
  /** The number as bare digits. */
  readonly digits: string;
  readonly kind: string;
  readonly form: string;
}

const SENTENCES = [
  "em muốn làm khai sinh cho bé, số của em là {} ạ",
  "Cho tôi hỏi thủ tục đổi căn cước, tôi là Nguyễn Văn A, {}, xin cảm ơn",
  "alo {} gọi lại cho bác với nhé",
  "toi can xac nhan tinh trang hon nhan {} tra loi giup",
  "{}",
  "giấy tờ của tôi {} bị mất thì làm lại ở đâu",
  "Hồ sơ đứng tên vợ tôi ({}) nộp rồi mà chưa có kết quả",
  "chuyển tiền vào {} đúng không ạ?",
  "bố em ({}), mẹ em đều trên 80 tuổi thì trợ cấp thế nào",
  "thủ tục 1.001193, lệ phí 150.000 đồng, liên hệ: {}",
  "đăng ký kết hôn\n{}\nxin hướng dẫn",
  "Từ ngày 22/11/2026 tôi chuyển đến, nhắn {} giúp",
];

const WORDS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const PLAIN_WORDS = ["khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"];

type Chance = (below: number) => number;

const KINDS: Readonly<Record<string, (chance: Chance) => string>> = {
  mobile: (chance) => `0${"35789"[chance(5)]}${figures(chance, 8)}`,
  "mobile with country": (chance) => `84${"35789"[chance(5)]}${figures(chance, 8)}`,
  "mobile with 0084": (chance) => `0084${"35789"[chance(5)]}${figures(chance, 8)}`,
  "old mobile": (chance) => `01${"26"[chance(2)]}${figures(chance, 8)}`,
  landline: (chance) => `02253${figures(chance, 6)}`,
  "identity card": (chance) => `031${figures(chance, 6)}`,
  "identity card elsewhere": (chance) => `1${figures(chance, 7)}${1 + chance(9)}`,
  "citizen number": (chance) => `031${figures(chance, 9)}`,
  "social insurance": (chance) => `3${figures(chance, 9)}`,
  "tax code": (chance) => `8${figures(chance, 9)}`,
  "tax code with branch": (chance) => `8${figures(chance, 12)}`,
  "bank account": (chance) => `${1 + chance(9)}${figures(chance, 10 + chance(8))}`,
  card: (chance) => `9704${figures(chance, 12)}`,
};

const FORMS: Readonly<Record<string, (digits: string, chance: Chance) => string>> = {
  plain: (digits) => digits,
  dotted: (digits) => grouped(digits, "."),
  dashed: (digits) => grouped(digits, "-"),
  spaced: (digits) => grouped(digits, " "),
  slashed: (digits) => grouped(digits, "/"),
  "line breaks": (digits) => grouped(digits, "\n"),
  "dots and blanks": (digits) => grouped(digits, " . "),
  "one by one": (digits) => [...digits].join(" "),
  "one by one with dots": (digits) => [...digits].join("."),
  "zero width": (digits) => [...digits].join("\u200b"),
  "full width": (digits) =>
    [...digits].map((figure) => String.fromCodePoint(0xff10 + Number(figure))).join(""),
  words: (digits) => [...digits].map((figure) => WORDS[Number(figure)]).join(" "),
  "words without marks": (digits) => [...digits].map((figure) => PLAIN_WORDS[Number(figure)]).join(" "),
  "words in NFD": (digits) =>
    [...digits]
      .map((figure) => WORDS[Number(figure)])
      .join(" ")
      .normalize("NFD"),
  "words and figures": (digits, chance) =>
    [...digits].map((figure) => (chance(2) ? figure : WORDS[Number(figure)])).join(" "),
  "letters for 0 and 1": (digits) => digits.replaceAll("0", "O").replaceAll("1", "l"),
  "small letter o": (digits) => grouped(digits.replaceAll("0", "o"), "."),
  "glued to a word": (digits) => `sđt${digits}nhé`,
  bracketed: (digits) => `(${digits.slice(0, 4)}) ${digits.slice(4)}`,
  "with a plus": (digits) => `+${digits}`,
};

/** The same messages for the same seed. */
export function plantNumbers(count: number, seed: number): PlantedNumber[] {
  const chance = chanceOf(seed);
  const kinds = Object.keys(KINDS);
  const forms = Object.keys(FORMS);
  return Array.from({ length: count }, (_, at) => {
    const kind = kinds[at % kinds.length] ?? "";
    const form = forms[Math.floor(at / kinds.length) % forms.length] ?? "";
    const digits = KINDS[kind]?.(chance) ?? "";
    const sentence = SENTENCES[chance(SENTENCES.length)] ?? "{}";
    const text = sentence.replace("{}", FORMS[form]?.(digits, chance) ?? "");
    return { text, sentence, digits, kind, form };
  });
}

function figures(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => chance(10)).join("");
}

/** 0912 345 678: the first four, then by threes. */
function grouped(digits: string, joint: string): string {
  return [digits.slice(0, 4), ...(digits.slice(4).match(/.{1,3}/gu) ?? [])].join(joint);
}

function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SPOKEN: Readonly<Record<string, string>> = {
  khong: "0",
  mot: "1",
  hai: "2",
  ba: "3",
  bon: "4",
  tu: "4",
  nam: "5",
  lam: "5",
  sau: "6",
  bay: "7",
  tam: "8",
  chin: "9",
};

/** Every digit that is left, however it is written. */
export function digitsIn(text: string): string {
  const plain = foldDiacritics(composeUnicode(text).normalize("NFKC")).toLowerCase();
  return (plain.match(/\d|[a-z]+/gu) ?? [])
    .map((piece) => (Object.hasOwn(SPOKEN, piece) ? SPOKEN[piece] : piece.replace(/[a-z]+/gu, "")))
    .join("");
}
