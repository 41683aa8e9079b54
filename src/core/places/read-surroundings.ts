/** What stands around a name in a text: the kind word, the office it is named with, "cũ", and what it is instead of a place. */
import { normalize, type Word } from "../../language/index.ts";
import { type FoundKindWord, findKindWord } from "./kind-words.ts";

export interface Surroundings {
  readonly kindWord: FoundKindWord | undefined;
  /** The part of the authority named right before: "Công an". */
  readonly body: string | undefined;
  /** The first word that belongs to the naming of the place. */
  readonly from: number;
  /** It was said that the place is one of before ("cũ") or of today ("mới"). */
  readonly era: "former" | "today" | undefined;
  /** The word before tells that somebody is, or goes, there. */
  readonly isLocated: boolean;
  /** The word before tells that a street, a person or another province is meant. */
  readonly isOtherThing: boolean;
}

export interface Body {
  readonly name: string;
  readonly words: readonly Word[];
}

/** Longest first, so that "trung tâm phục vụ hành chính công" is not read as "hành chính công". */
export function namesOfBodies(
  bodies: readonly { readonly name: string; readonly aliases?: readonly string[] | undefined }[],
): readonly Body[] {
  return bodies
    .flatMap(({ name, aliases }) =>
      [name, ...(aliases ?? [])].map((called) => ({ name, words: normalize(called) })),
    )
    .sort((a, b) => b.words.length - a.words.length);
}

const FORMER = phrases("cũ", "trước đây", "trước kia", "hồi trước", "ngày trước", "trước sáp nhập", "xưa");
const TODAY = phrases("mới", "hiện nay", "bây giờ", "sau sáp nhập");
const LOCATION = phrases(
  "ở",
  "tại",
  "về",
  "ra",
  "lên",
  "đến",
  "xuống",
  "sang",
  "qua",
  "bên",
  "dưới",
  "trên",
  "thuộc",
  "từ",
  "nhánh",
);
const OTHER_THING = phrases(
  ..."đường phố ngõ ngách hẻm chợ cầu trường thôn xóm làng tổ khu cụm sông núi chùa đền tỉnh ông bà anh chị cô chú bác tên".split(
    " ",
  ),
  "công ty",
  "bệnh viện",
  "khách sạn",
  "nhà hàng",
);

function phrases(...texts: string[]): readonly (readonly Word[])[] {
  return texts.map((text) => normalize(text));
}

export function readSurroundings(
  words: readonly Word[],
  start: number,
  end: number,
  bodies: readonly Body[],
): Surroundings {
  const kindWord = findKindWord(words, start);
  const place = kindWord?.at ?? start;
  // Not the "cua" of "mot cua": that is "cửa".
  const isOf =
    words[place - 1]?.text === "của" ||
    (words[place - 1]?.text === "cua" && words[place - 2]?.folded !== "mot");
  const afterOf = isOf ? place - 1 : place;
  const body = bodies.find((one) => standsBefore(words, afterOf, one.words));
  const from = body ? afterOf - body.words.length : place;
  const saysBefore = (all: readonly (readonly Word[])[]) => all.some((one) => standsBefore(words, from, one));
  const saysAfter = (all: readonly (readonly Word[])[]) =>
    all.some((one) => standsBefore(words, end + one.length, one));
  return {
    kindWord,
    body: body?.name,
    from,
    era: saysAfter(FORMER) ? "former" : saysAfter(TODAY) ? "today" : undefined,
    isLocated: body !== undefined || saysBefore(LOCATION),
    isOtherThing: kindWord === undefined && body === undefined && saysBefore(OTHER_THING),
  };
}

/** True when the phrase is what ends right before the word at `end`, with its marks or without any. */
function standsBefore(words: readonly Word[], end: number, phrase: readonly Word[]): boolean {
  const start = end - phrase.length;
  return (
    start >= 0 &&
    phrase.every(({ text, folded }, at) => {
      const found = words[start + at]?.text;
      return found === text || found === folded;
    })
  );
}

/** Words that say no more than a place's name does. */
const NEUTRAL = new Set(
  (
    "hai phong thanh pho o tai ra den len xuong sang cu moi truoc day kia nay gio thuoc ben cho la dia ban khu vuc va hoac " +
    "voi a da vang em toi minh anh chi nhe nha do noi co quan bo phan uy ban nhan dan chac hinh nhu thi cua vi viet nam"
  ).split(" "),
);

/** True when nothing but places is named: the answer to "ở đâu?". */
export function isNeutral(word: Word): boolean {
  return NEUTRAL.has(word.folded);
}
