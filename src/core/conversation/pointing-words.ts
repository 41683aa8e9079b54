/** Words that point back to what was said, or carry no subject of their own. */
import type { Word } from "../../language/index.ts";

const POINTING = new Set(
  (
    "the con vay thi nay do kia day ay no cai viec thu tuc giay to a u nua luon ha nhi minh toi em anh chi chau bac co chu ong ba " +
    "la va voi cho can phai duoc khong ko muon hoi gi nao sao lam nhu neu ma roi cung chi ve o tren ban noi that xin biet ro lai " +
    "y sai nham khac quay tro vua luc nay hoi ban dau tien truoc nhan tien thoi ok uh vang da rang de chung neu het bao gom nhung may " +
    "mat dong nhieu it lau dat re nhanh cham gio hom ngay oi ha"
  ).split(" "),
);

/** True for a word that may name what a question is about. */
export function namesSubject(word: Word): boolean {
  return !POINTING.has(word.folded);
}
