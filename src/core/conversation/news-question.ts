/** Reads whether a message asks what is new or has changed, and about what; everything else is left to the other steps. */
import type { Word } from "../../language/index.ts";
import { type Period, readPeriod } from "./read-period.ts";

export interface NewsQuestion {
  /** The words that say what the news are to be about; empty when none does. */
  readonly subject: readonly Word[];
  readonly period: Period | undefined;
  /** Only what was repealed or replaced is asked for. */
  readonly isOfDead: boolean;
  /** It speaks of procedures, rules or a time: not of how somebody is. */
  readonly isOfRules: boolean;
  /** Whose news are meant is not said at all: "có gì mới không". */
  readonly isBare: boolean;
  /** Only a code is asked about: is it still in use, what came of it. */
  readonly isOfCode: boolean;
}

/** Longer messages tell a story, and ask something else with it. */
const MOST_WORDS = 18;
const MOST_BARE_WORDS = 7;

/** "Mới" before these is "only then" or "just now": "cần gì mới được cấp", "thủ tục mới sinh". */
const NEW = String.raw`moi(?= (?:khong|nhat|nua|ve|trong|o|tai|cua|so|nam|thang|ra|a|nhi|the|vay|roi|chua|hon|ban|cong|gan|dao|nay|hom|thoi|hay|va|de biet)\b|$)`;
const WHAT = "(?:gi|nao)";
const LAWS = "(?:quy dinh|luat|nghi dinh|thong tu|nghi quyet|chinh sach)";
const DEAD =
  "(?:bai bo|bi bo|huy bo|thay the|bi thay|het hieu luc|het han dung|khong con|gach bo|bi gach)\\b";
const MADE = "(?:ban hanh|cong bo|sua doi|sua|thay doi|bo sung|co hieu luc|ap dung|ra)\\b";

/** What asks for news; the first match is taken away, and what is left is what it is about. */
const CORES: readonly RegExp[] = [
  // "có gì mới không", "có gì thay đổi", "có những gì khác trước"
  new RegExp(
    String.raw`\bco (?:nhung |cai |dieu )?${WHAT} (?:la |bi |duoc )?(?:${NEW}|thay doi|doi moi|khac (?:so )?(?:voi )?(?:hoi |ngay )?(?:truoc|nam ngoai|cu)|sua doi)(?: khong)?`,
    "u",
  ),
  // "có thay đổi gì không", "có quy định nào mới"
  new RegExp(String.raw`\bco (?:su )?(?:thay doi|sua doi|doi moi|cap nhat) (?:${WHAT}|moi)(?: khong)?`, "u"),
  // "có thủ tục nào mới không", "thủ tục gì mới ban hành", "luật nào sắp có hiệu lực"
  new RegExp(
    String.raw`\b(?:co )?(?:thu tuc(?: hanh chinh)?|ma(?: thu tuc)?|${LAWS}) ${WHAT} (?:(?:la|bi|duoc|vua|moi|da|sap|se|con|co|dang) )*(?:${NEW}|${DEAD}|${MADE}|thay)(?: ${MADE})*(?: khong)?`,
    "u",
  ),
  // "bãi bỏ những thủ tục nào", "mới ban hành thủ tục gì"
  new RegExp(
    String.raw`\b(?:${DEAD}|(?:moi|vua|sap) ${MADE}|${MADE} moi) (?:nhung |cac |bao nhieu )?(?:thu tuc|ma|${LAWS})(?: hanh chinh)?(?: ${WHAT})?`,
    "u",
  ),
  // "danh sách thủ tục bị bãi bỏ", "các thủ tục mới"
  new RegExp(
    String.raw`\b(?:nhung|cac|danh sach|ds|danh muc|liet ke|ke|xem|cho biet) (?:cac |nhung )?thu tuc(?: hanh chinh)? (?:(?:bi|vua|moi|da|sap|duoc) )*(?:${NEW}|${DEAD}|${MADE})(?: ${MADE})*`,
    "u",
  ),
  new RegExp(
    `^thu tuc(?: hanh chinh)? (?:${NEW}|(?:moi|vua|bi|sap) (?:bi |duoc )?(?:${DEAD}|${MADE}))(?: khong)?`,
    "u",
  ),
  // "tin mới về thủ tục", "có gì cập nhật"
  /\b(?:tin tuc|tin|cap nhat|diem) moi(?: nhat)?\b/u,
  // "luật hộ tịch thay đổi những gì": of a law, or of what has just been changed
  new RegExp(
    String.raw`\b(?:${LAWS} )(?=.*\b(?:thay doi|sua doi|doi moi) (?:nhung |cac )?(?:${WHAT}|the nao|ra sao|nhu the nao)\b)`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:moi|vua|da|sap|se) (?:duoc |bi )?(?:thay doi|sua doi|doi moi) (?:nhung |cac )?(?:${WHAT}|the nao|ra sao)\b`,
    "u",
  ),
];

/** Who wants to change something, or asks what follows when something changes. */
const OWN_CHANGE =
  /\b(?:muon|xin|can|phai|duoc|(?<!quy |nghi )dinh|neu|khi|lo|nho|lieu|dang ky) (?:(?:co|lam|xin|dang ky) )*(?:gi |nao |su )?(?:thay doi|sua doi|doi|moi)\b|\b(?:neu|khi|sau khi|lo|nho) .*\b(?:thay doi|moi|sua doi)\b|\b(?:thay doi|moi|sua doi)(?: gi)? thi\b|\bbai bo (?:quyet dinh|hop dong|giay)/u;
/** Who asks where one looks such things up is told by the entry. */
const WHERE_TO_LOOK =
  /\b(?:lam sao|lam the nao|cach nao|o dau|cho nao|kieu gi|tra cuu|kiem tra|xem tren|xem o|trang nao|cong nao)\b/u;
const CODE_TALK =
  /\b(?:con (?:dung|hieu luc|lam|ap dung|xai|gia tri)|thay bang|thay the|thay thanh|doi thanh|bai bo|bi bo|het hieu luc|ma (?:nao|gi|moi)|thanh ma)\b/u;
const CODE = /^\d\.\d{6}$/u;

/** Turns of phrase that say nothing of what the news are about, wherever they stand. */
const TURNS_OF_PHRASE =
  /\b(?:so (?:voi )?(?:nam ngoai|nam truoc|hoi truoc|truoc day|truoc|cu)|thu tuc(?: hanh chinh)?|thong tu|nghi dinh|nghi quyet|quy dinh|chinh sach|tin tuc|tin moi|hai phong|thanh pho|linh vuc|gan day|dao nay|hien nay|bay gio|thoi gian qua|cho (?:toi|em|minh|chau) (?:hoi|biet)|liet ke|danh sach|cap nhat|ban hanh|sua doi|bo sung|bai bo|thay doi|dau nam)\b/gu;
/** Said before or behind a subject; in the midst of one they belong to it ("giấy phép lái xe"). */
const AROUND = new Set(
  (
    "ve cua o tai trong nam nay ngoai thang tuan hom qua vua moi bi duoc gi nao nhung cac muc xem muon biet truoc nhat khong chua a nhi the vay " +
    "thi la toi em anh chi minh chau bac co chu ad ban bot oi nhe voi xin hoi cho noi khac va hay sap se tren luat mang gio kia ay nua nhieu ke " +
    "giup den toi nua roi viec nguoi ma lam duoi phai"
  ).split(" "),
);
/** The same, of words that without their marks begin a subject: "căn cước", "đăng ký", "tư pháp", "đất đai". */
const AROUND_MARKED = new Set(["cần", "đang", "đã", "từ", "đây", "này", "đấy", "lại"]);

/** @param today ISO day in Hải Phòng */
export function readNewsQuestion(said: readonly Word[], today: string): NewsQuestion | undefined {
  if (said.length === 0 || said.length > MOST_WORDS) return undefined;
  const words = said.map((word, at) => withMonthNumber(word, said[at - 1], said[at + 1]));
  const folded = words.map((word) => word.folded).join(" ");
  if (WHERE_TO_LOOK.test(folded)) return undefined;
  const hasCode = words.some((word) => CODE.test(word.folded));
  const core = CORES.map((pattern) => pattern.exec(folded)?.[0]).find((match) => match !== undefined);
  if (core === undefined && !(hasCode && CODE_TALK.test(folded))) return undefined;
  if (OWN_CHANGE.test(folded)) return undefined;
  const phrases = [core ?? "", ...(folded.match(TURNS_OF_PHRASE) ?? [])];
  const comparison = folded.replace(/\bso (?:voi )?(?:nam ngoai|nam truoc)\b/u, "");
  const period = readPeriod(comparison, today);
  const rest = [period?.phrase ?? "", ...phrases].reduce(without, words);
  return {
    subject: trimmed(rest),
    period,
    isBare: said.length <= MOST_BARE_WORDS && !/\btin tuc\b/u.test(folded),
    isOfCode: core === undefined,
    isOfDead: core !== undefined && new RegExp(String.raw`\b${DEAD}\b`, "u").test(folded),
    isOfRules:
      period !== undefined ||
      hasCode ||
      new RegExp(String.raw`\b(?:thu tuc|${LAWS}|hanh chinh|le phi)\b`, "u").test(folded),
  };
}

function trimmed(words: readonly Word[]): readonly Word[] {
  const isAround = ({ text, folded }: Word) => AROUND.has(folded) || AROUND_MARKED.has(text);
  const from = words.findIndex((word) => !isAround(word));
  return from < 0 ? [] : words.slice(from, words.findLastIndex((word) => !isAround(word)) + 1);
}

/** Without its marks "tháng sáu" is the next month, and "tháng năm" a month of some year. */
function withMonthNumber(word: Word, before: Word | undefined, after: Word | undefined): Word {
  if (before?.folded !== "thang") return word;
  if (word.text === "sáu") return { text: "6", folded: "6" };
  const isFive = word.folded === "nam" && !/^(\d+|nay|ngoai|sau|toi|truoc)$/u.test(after?.folded ?? "");
  return isFive ? { text: "5", folded: "5" } : word;
}

/** The words without those of a phrase, wherever it stands. */
function without(words: readonly Word[], phrase: string): readonly Word[] {
  const parts = phrase.trim().split(" ");
  if (phrase.trim() === "") return words;
  const at = words.findIndex((_, from) => parts.every((part, of) => words[from + of]?.folded === part));
  return at < 0 ? words : [...words.slice(0, at), ...words.slice(at + parts.length)];
}
