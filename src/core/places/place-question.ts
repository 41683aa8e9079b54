/** What is asked of a place, in a text that is about nothing else. */
import type { Word } from "../../language/index.ts";
import type { PlaceQuestion } from "./place.ts";

/** Words that stand in such a question and name no other subject. Folded. */
const ASKING = new Set(
  (
    "gio nay bay la o dau cho nao noi gi sap nhap vao doi thanh ten con khong ko k khg chua gom bao nhung cac may nhieu " +
    "dia chi so dien thoai sdt hotline lien he duong tru so uy ban nhan dan ubnd truoc thi di lam giay to nop ho so truc tiep xin " +
    "hoi thu tuc hanh chinh cong trung tam phuc vu mot cua phong xa phuong quan huyen thi tran don vi duoc bi bo het " +
    "roi sau khi hoac the sao nhi vay ha a oi ak ad moi nguoi giup voi cho em anh chi bac co chu chau minh tui toi " +
    "ra sao nhap hop goi biet nha que song va den tu xep co hien tai luc phai khac " +
    "qua thanh pho hai phong tinh vung khu vuc dia ban thuoc ve tim ranh can muon v z j mn ae"
  ).split(" "),
);

/** Made of the same syllables, and other subjects: "tạm trú" beside "trung tâm" and "trụ sở", "bán nhà", "sổ đỏ". */
const OTHER_SUBJECT =
  /\b(tam tru|thuong tru|so do|can bo|gi moi|phan anh|nhan (con|cha|nha)|ban (nha|do)|cho nha|con dau|thi cong|(lam|doi|mat) (the|so)|xin the|doi (dia chi|ten(?! (thanh|la|gi|moi|chua|roi|khong)\b)))\b/u;

/** @param beside the words of the text that belong to no place */
export function isAboutOthers(beside: readonly Word[]): boolean {
  return OTHER_SUBJECT.test(foldedText(beside));
}

export function isAskingWord(word: Word): boolean {
  return ASKING.has(word.folded);
}

const FILE =
  /\b(nop|ho so|lam (giay|thu tuc|o dau|dau)|giay to|thu tuc|xin (o|dau)|can den dau|(di|ra|den|len) (dau|cho nao))\b/u;
const WHERE =
  /\b(o dau|cho nao|noi nao|nam dau|dia chi|so dien thoai|dien thoai|sdt|hotline|lien he|tru so|duong nao|so may)\b/u;
const WHAT =
  /\b(la (gi|dau|phuong|xa|noi)|thanh (gi|dau|phuong|xa)|doi (ten|thanh)|ten (gi|moi|la)|goi la|sap nhap|nhap (vao|ve|voi)|thuoc (dau|phuong|xa|ve|noi)|thuoc|ve (dau|phuong|xa)|con (khong|ko|k|khg)|gom|nhung (phuong|xa|noi|don vi)|cac (phuong|xa)|bao nhieu|may (phuong|xa)|bo (roi|chua)|het|hop)\b/u;

/** @param beside the words of the text that belong to no place */
export function kindOfQuestion(beside: readonly Word[]): PlaceQuestion["asks"] {
  const folded = foldedText(beside);
  if (FILE.test(folded)) return "file";
  if (WHAT.test(folded)) return "what";
  return WHERE.test(folded) || /\bdau$/u.test(folded) ? "where" : "name";
}

function foldedText(words: readonly Word[]): string {
  return words.map((word) => word.folded).join(" ");
}
