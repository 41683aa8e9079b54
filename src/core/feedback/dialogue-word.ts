/** The words by which a citizen steers the dialogue: "bỏ qua", "quay lại", "thôi không gửi nữa", "sửa nơi xảy ra", "2". */
import { isOneSlip, normalize, stripChatFiller, type Word } from "../../language/index.ts";
import type { IntakeField } from "./intake.ts";

export type DialogueWord =
  | { readonly kind: "yes" | "no" | "skip" | "back" | "drop" | "done" | "send" | "clear" }
  /** "Thôi": enough, whatever that means where it is said. */
  | { readonly kind: "enough" }
  /** `field` undefined: something is to be corrected, but what? `rest`: the right words, where they were given at once. */
  | { readonly kind: "edit"; readonly field: IntakeField | undefined; readonly rest: string }
  | { readonly kind: "number"; readonly number: number };

type PlainKind = Exclude<DialogueWord["kind"], "edit" | "number">;

/** Longer messages tell something, whatever words are in them. */
const MOST_WORDS = 8;

/** Said around a word, meaning nothing. */
const AROUND = new Set(
  "a da nhe nha di oi em anh chi toi minh chau con bac co chu ban bot voi luon the vay thi cho giup muon xin duoc ma day do ha nhi roi".split(
    " ",
  ),
);

/** Folded; compared whole, after what stands around was taken away. */
const PHRASES: Readonly<Record<PlainKind, readonly string[]>> = {
  yes: [
    "co",
    "vang",
    "u",
    "uh",
    "uhm",
    "um",
    "ok",
    "oke",
    "okie",
    "oki",
    "dong y",
    "toi dong y",
    "duoc",
    "phai",
    "dung",
    "chinh xac",
    "chuan",
    "nhat tri",
    "xac nhan",
    "yes",
    "co chu",
    "co dung",
    "tat nhien",
    "tiep tuc",
    "lam",
    "lam luon",
    "co gui",
    "co muon",
    "gui phan anh nay",
    "co gui phan anh",
    "gui phan anh",
  ],
  no: [
    "khong",
    "khong co",
    "khong can",
    "khong phai",
    "khong dung",
    "khong dong y",
    "khong muon",
    "khong co gi",
    "khong co anh",
    "khong de lai",
    "khong nho",
    "khong biet",
    "khong ro",
    "chua",
    "chua co",
    "no",
    "sai",
    "hong",
    "khoi can",
    "chang",
  ],
  skip: [
    "bo qua",
    "bo",
    "bo qua muc nay",
    "bo qua cau nay",
    "qua",
    "cau sau",
    "cau khac",
    "muc sau",
    "skip",
    "next",
    "tiep",
    "khoi",
    "de sau",
  ],
  back: [
    "quay lai",
    "tro lai",
    "lui lai",
    "lui",
    "cau truoc",
    "muc truoc",
    "buoc truoc",
    "quay lai cau truoc",
    "quay lai buoc truoc",
    "ve cau truoc",
    "back",
  ],
  drop: [
    "huy",
    "huy bo",
    "huy phan anh",
    "huy ban nhap",
    "xoa nhap",
    "xoa ban nhap",
    "bo ban nhap",
    "bo phan anh",
    "khong gui",
    "khong phan anh",
    "khoi gui",
    "dung lai",
    "ngung lai",
    "thoat",
    "stop",
    "cancel",
  ],
  done: [
    "xong",
    "xong het",
    "da xong",
    "het",
    "het y",
    "du",
    "khong con",
    "khong con gi",
    "khong con gi nua",
    "khong them",
    "khong them gi",
    "khong them gi nua",
    "chi co the",
    "chi the",
    "vay thoi",
    "the thoi",
    "co the thoi",
    "chi vay thoi",
    "chi the thoi",
    "done",
    "finish",
  ],
  send: [
    "gui",
    "gui ngay",
    "dong y gui",
    "ok gui",
    "co gui",
    "gui phan anh",
    "vang gui",
    "xac nhan gui",
    "gui don vi tiep nhan",
    "send",
  ],
  clear: ["xoa", "xoa muc nay", "de trong", "xoa het", "bo trong"],
  enough: ["thoi", "thoi khoi", "thoi khong", "thoi khong can", "khong can nua", "thoi bo"],
};

const BY_PHRASE = new Map<string, Set<PlainKind>>();
for (const [kind, phrases] of Object.entries(PHRASES) as [PlainKind, readonly string[]][])
  for (const phrase of phrases) BY_PHRASE.set(phrase, (BY_PHRASE.get(phrase) ?? new Set()).add(kind));
const LONG_PHRASES = [...BY_PHRASE.keys()].filter((phrase) => phrase.length >= 6);

/** "Thôi em không gửi nữa đâu", "đừng gửi", "không muốn phản ánh nữa". "Dừng" without its mark is "đúng" as well. */
const DROPPING =
  /^(thoi )?(toi |em |minh |chau |con |anh |chi )?(khong|khoi|dung|chang|dung co)( muon| can| dam| thich)? (gui|phan anh|bao cao|to)( di| phan anh| nua| dau)*$/u;

const FIELD_NAMES: readonly (readonly [IntakeField, RegExp])[] = [
  ["office", /^(noi xay ra|noi do|co quan|dia diem|cho xay ra|noi|xa phuong|phuong xa|don vi|quay)\b/u],
  ["happened", /^(thoi gian|ngay gio|gio giac|luc xay ra|khi nao|ngay|gio|hom)\b/u],
  ["dossier", /^(ma ho so|so ho so|ma hs|ho so|ma)\b/u],
  ["contact", /^(lien he|cach lien he|so dien thoai|dien thoai|sdt|email|thu dien tu|ten)\b/u],
  ["files", /^(anh tep|anh va tep|hinh anh|anh|tep|file|hinh)\b/u],
  ["story", /^(noi dung|loi ke|su viec|cau chuyen|chuyen|viec xay ra)\b/u],
];
const EDITING =
  /^(toi |em |minh |chau )?(muon |can |xin )?(sua|sua lai|chinh|chinh sua|chinh lai|doi|doi lai|thay|thay doi)\b/u;

/**
 * What a message wants of the dialogue; undefined when it tells something instead. A word may mean two things
 * ("gửi phản ánh"): `wanted` says which kind is looked for first where it is said.
 *
 * @example readDialogueWord("thôi ko gửi nữa đâu") // { kind: "drop" }
 * @example readDialogueWord("sửa nơi xảy ra thành phường Lê Chân") // { kind: "edit", field: "office", rest: "phường Lê Chân" }
 */
export function readDialogueWord(text: string, wanted: readonly PlainKind[] = []): DialogueWord | undefined {
  const words = normalize(text);
  if (words.length === 0) return undefined;
  const edit = readEdit(text, words);
  if (edit) return edit;
  if (words.length > MOST_WORDS) return undefined;
  const marked = words.map((word) => word.text).join(" ");
  const folded = words.map((word) => word.folded).join(" ");
  if (/^dừng\b/u.test(marked)) return { kind: "drop" };
  if (DROPPING.test(folded) && !/^đúng\b/u.test(marked)) return { kind: "drop" };
  const inner = stripped(words);
  const behindEnough = inner.replace(/^thoi (?=\S)/u, "");
  for (const candidate of [
    folded,
    withoutTail(words),
    inner,
    stripped(stripChatFiller(words)),
    behindEnough,
  ]) {
    const kinds = BY_PHRASE.get(candidate);
    if (kinds) return { kind: preferred(kinds, wanted) };
  }
  const number = readNumber(words);
  if (number !== undefined) return { kind: "number", number };
  const slip = bySlip(stripped(words));
  return slip && { kind: preferred(slip, wanted) };
}

function preferred(kinds: ReadonlySet<PlainKind>, wanted: readonly PlainKind[]): PlainKind {
  const [first = "yes"] = kinds;
  return wanted.find((kind) => kinds.has(kind)) ?? first;
}

/** Without what is said around it; but never nothing. */
function stripped(words: readonly Word[]): string {
  const folded = withoutTail(words).split(" ");
  let from = 0;
  while (folded.length - from > 1 && AROUND.has(folded[from] ?? "")) from++;
  return folded.slice(from).join(" ");
}

function withoutTail(words: readonly Word[]): string {
  const folded = words.map((word) => word.folded);
  let to = folded.length;
  while (to > 1 && (AROUND.has(folded[to - 1] ?? "") || folded[to - 1] === "nua")) to--;
  return folded.slice(0, to).join(" ");
}

function bySlip(typed: string): ReadonlySet<PlainKind> | undefined {
  if (typed.length < 5) return undefined;
  const near = LONG_PHRASES.find((phrase) => isOneSlip(typed, phrase));
  return near === undefined ? undefined : BY_PHRASE.get(near);
}

const SPELLED: Readonly<Record<string, number>> = { mot: 1, hai: 2, ba: 3, bon: 4, nam: 5, sau: 6 };
const POINTERS = new Set(["so", "muc", "cau", "cai", "thu", "chon", "y", "phuong", "an", "sao"]);

function readNumber(words: readonly Word[]): number | undefined {
  const rest = words.map((word) => word.folded).filter((word) => !POINTERS.has(word) && !AROUND.has(word));
  const [only = ""] = rest;
  if (rest.length !== 1) return undefined;
  return /^\d{1,2}$/u.test(only) ? Number(only) : words.length <= 3 ? SPELLED[only] : undefined;
}

const FIELD_OF_NUMBER: readonly IntakeField[] = [
  "story",
  "office",
  "happened",
  "dossier",
  "contact",
  "files",
];

function readEdit(text: string, words: readonly Word[]): DialogueWord | undefined {
  const folded = words.map((word) => word.folded).join(" ");
  const verb = EDITING.exec(folded);
  if (!verb) return undefined;
  const behind = folded
    .slice(verb[0].length)
    .trim()
    .replace(/^(lai|muc|phan|cau|cai|so|o)\s+(?!lien)/u, "")
    .replace(/^(lai|muc|phan|so)\s+/u, "");
  const number = /^(?<number>[1-6])(?: (?:a|nhe|di|voi|giup|em|toi|cho))*$/u.exec(behind)?.groups?.number;
  if (number) return { kind: "edit", field: FIELD_OF_NUMBER[Number(number) - 1], rest: "" };
  for (const [field, name] of FIELD_NAMES) {
    const found = name.exec(behind);
    if (!found) continue;
    const after = behind.slice(found[0].length).trim();
    if (after === "" || after.split(" ").every((word) => AROUND.has(word) || word === "lai"))
      return { kind: "edit", field, rest: "" };
    const rest = /(?:thành|thanh|sang|là|lại là|:)\s*(?<rest>\S.*)$/isu.exec(text.normalize("NFC"))?.groups
      ?.rest;
    if (/^(lai )?(thanh|sang|la)\b/u.test(after) || /^[^:]{1,40}:/u.test(text))
      return { kind: "edit", field, rest: rest?.trim() ?? "" };
  }
  const isBare = behind.split(" ").every((word) => word === "" || word === "lai" || AROUND.has(word));
  return isBare ? { kind: "edit", field: undefined, rest: "" } : undefined;
}
