/** "Sinh con cần làm những gì", "gói mua nhà": the whole list is asked for, and no single procedure. */
import type { Word } from "../../../language/index.ts";
import { namesSubject } from "../pointing-words.ts";
import type { Step } from "../turn.ts";
import { listPackages } from "./keep-checklist.ts";
import { showPackage } from "./show-package.ts";

/** Longer messages tell a story: what is asked there is a procedure. */
const MOST_WORDS = 16;
/** Beside a phrase that asks for the list by itself there may stand so many words of their own. */
const MOST_WORDS_BESIDE = 2;

/** Only who asks for all of it: "giấy tờ gì", "thủ tục gì" alone is a question about one procedure. */
const WHOLE_LIST = [
  /\b(?:tat ca|toan bo|tron bo|day du|du het|du cac|het cac|cac|nhung) (?:cac |nhung )?(?:thu tuc|viec|buoc|dau viec|giay to phai lam)\b/u,
  /\b(?:danh sach|checklist|check list|liet ke|tron goi)\b/u,
  /\b(?:lam|lo) (?:lai )?(?:nhung|cac) (?:gi|chi|viec gi|viec nao|viec chi|thu tuc gi|thu tuc nao|thu gi)\b/u,
  /\b(?:lan luot|theo thu tu|tu dau den cuoi|tu a den z)\b/u,
];
const ALL_PACKAGES =
  /^(?:(?:co|xem|cho xem|danh sach|cac|nhung|liet ke) )*goi(?: (?:viec|thu tuc))?(?: (?:nao|gi|co san|nhung gi))*$/u;

const FILLING = new Set(
  (
    "khi luc sau truoc xong cac nhung tat ca toan bo tron day du het thu tuc viec buoc dau lam lo danh sach checklist check list liet ke goi " +
    "lan luot theo tu den cuoi muon xem hoi can phai thi moi chuan bi giup lai hanh chinh o tai hai phong gom co cong dong nha vo chong " +
    "sap vua con be ra minh gia dinh nam nay va cho"
  ).split(" "),
);

/** Stands between the words of an event. */
const BETWEEN = new Set(["toi", "em", "minh", "chau", "vua", "moi", "da", "cua", "nha", "ruot"]);

export const askForPackage: Step = (turn) => {
  const { words, brain } = turn;
  if (words.length === 0 || words.length > MOST_WORDS || brain.packages.all.length === 0) return undefined;
  const folded = words.map((word) => word.folded).join(" ");
  const isPack = asksForPack(words);
  if (isPack && ALL_PACKAGES.test(folded)) return listPackages(turn);
  const named = brain.packages.named(folded) ?? brain.packages.named(thinned(words));
  if (!named) return undefined;
  const event = new Set(named.phrase.split(" "));
  const own = words.filter(
    (word) => !event.has(word.folded) && namesSubject(word) && !FILLING.has(word.folded),
  );
  if (named.isAsked) return own.length <= MOST_WORDS_BESIDE ? showPackage(turn, named.package) : undefined;
  const asksForAll = isPack || WHOLE_LIST.some((pattern) => pattern.test(folded));
  return asksForAll && own.length === 0 ? showPackage(turn, named.package) : undefined;
};

/** "Bố tôi mới mất" is "bố mất". */
function thinned(words: readonly Word[]): string {
  return words
    .filter(({ folded }) => !BETWEEN.has(folded))
    .map(({ folded }) => folded)
    .join(" ");
}

/** "Gói" without its mark is "gọi" as well: then only as the first word. */
function asksForPack(words: readonly Word[]): boolean {
  return words.some(
    ({ text, folded }, at) => text === "gói" || (folded === "goi" && text === "goi" && at === 0),
  );
}
