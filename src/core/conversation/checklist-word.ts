/** The words by which a citizen uses a list: "xong 1", "đã làm 2 rồi", "bỏ đánh dấu 1", "xem danh sách". */

export type ChecklistWord =
  | { readonly kind: "tick" | "untick" | "open"; readonly numbers: readonly number[] }
  | { readonly kind: "show" | "next" | "forget" };

const MOST_WORDS = 12;
/** Beyond four their letters without marks are other words as well: "sau", "nam", "bay". */
const SPELLED: Readonly<Record<string, number>> = { mot: 1, hai: 2, ba: 3, bon: 4 };

const NUMBER = `(?:\\d{1,2}|${Object.keys(SPELLED).join("|")})`;
const POINT = "(?:viec |muc |so |cai |buoc |thu |y )*";
const NUMBERS = `${POINT}(?<numbers>${NUMBER}(?: (?:va |voi |ca |cung )?${POINT}${NUMBER})*)`;
const WHO = "(?:toi |em |minh |chau |con |anh |chi |bac |nha |a |da |vang |ok )*";
const TAIL = "(?: (?:roi|xong|xong roi|a|nhe|nha|nay|do|di|day|luon|giup|voi|em|ban|duoc))*";
const LIST =
  "(?:cai )?(?:danh sach|checklist|bang|list)(?: (?:viec|cac viec|nay|do|cua toi|cua em|cua minh))*";

const PATTERNS: readonly (readonly [ChecklistWord["kind"], RegExp])[] = [
  [
    "untick",
    new RegExp(
      `^${WHO}(?:bo (?:danh dau|dau|tich|tick|chon)|chua (?:xong|lam)(?: xong)?|huy danh dau) ${NUMBERS}${TAIL}$`,
      "u",
    ),
  ],
  [
    "tick",
    new RegExp(
      `^${WHO}(?:(?:(?:da|vua|moi) )*(?:lam |nop )*(?:xong|hoan thanh|danh dau|tich|tick)|(?:da|vua|moi) (?:lam|nop))(?: (?:xong|duoc|het|ca))* ${NUMBERS}${TAIL}$`,
      "u",
    ),
  ],
  [
    "tick",
    new RegExp(`^${WHO}${NUMBERS} (?:da |thi |la )*(?:xong|lam xong|lam roi|hoan thanh)${TAIL}$`, "u"),
  ],
  [
    "open",
    new RegExp(
      `^${WHO}(?:xem|mo|chi tiet|hoi|noi ro|huong dan)(?: ro| them| chi tiet| ve)* (?:viec|muc|buoc) (?<numbers>${NUMBER})${TAIL}$`,
      "u",
    ),
  ],
  ["forget", new RegExp(`^${WHO}(?:muon )?(?:xoa|bo|huy)(?: het| luon)? ${LIST}${TAIL}$`, "u")],
  [
    "show",
    new RegExp(
      `^${WHO}(?:cho )?${WHO}(?:muon )?(?:(?:xem|mo|coi|hien)(?: lai)? )?${LIST}(?: dau)?${TAIL}$`,
      "u",
    ),
  ],
  [
    "show",
    new RegExp(
      `^${WHO}con (?:nhung |lai )?(?:viec|thu) (?:gi|nao)(?: (?:chua|phai|can) ?(?:lam|xong)?)?(?: nua)?${TAIL}$`,
      "u",
    ),
  ],
  [
    "next",
    new RegExp(
      `^${WHO}(?:viec |buoc )?(?:tiep theo|ke tiep|tiep den)(?: (?:la|thi|phai|can|lam|se))*(?: (?:gi|viec gi|viec nao))?(?: nua)?${TAIL}$`,
      "u",
    ),
  ],
];

/**
 * @param folded the words without marks, joined by blanks
 * @example readChecklistWord("da lam 2 roi") // { kind: "tick", numbers: [2] }
 * @example readChecklistWord("dang ky ket hon") // undefined
 */
export function readChecklistWord(folded: string): ChecklistWord | undefined {
  if (folded.split(" ").length > MOST_WORDS) return undefined;
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(folded);
    if (!match) continue;
    if (kind === "tick" || kind === "untick" || kind === "open") {
      const numbers = (match.groups?.numbers ?? "")
        .split(" ")
        .flatMap((word) => (/^\d+$/u.test(word) ? Number(word) : (SPELLED[word] ?? [])));
      return { kind, numbers: [...new Set(numbers)] };
    }
    return { kind };
  }
  return undefined;
}
