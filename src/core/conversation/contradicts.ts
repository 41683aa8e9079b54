/** Whether a citizen says that the last answer was not what was meant. */
import { foldDiacritics } from "../../language/index.ts";

const CONTRADICTION =
  /^(?:a |o |oi |u |uh |thoi |the |nhung |ma )*(?:khong phai|ko phai|k phai|hong phai|khong dung|ko dung|sai roi|sai y|nham roi|bi nham|hieu nham|hieu sai|tra loi sai|y (?:em|toi|minh|chau|anh|chi|tui) (?:la|hoi|muon)|toi hoi .* (?:co|chu khong) phai)/u;

/**
 * @example contradicts("không phải, ý em là bản sao") // true
 * @example contradicts("không phải nộp tiền à") // false
 */
export function contradicts(text: string): boolean {
  const folded = foldDiacritics(text.toLowerCase())
    .replace(/[^\p{L}\d?]+/gu, " ")
    .trim();
  if (!CONTRADICTION.test(folded)) return false;
  // "Không phải nộp … à" asks whether something must be done.
  return !/^khong phai (?:nop|dong|mat|di|mang|lam|dien|khai|cho|co|xin|tra|ra)\b/u.test(folded);
}
