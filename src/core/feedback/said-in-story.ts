/** What a story says by itself of when it happened and of which dossier: proposed to the citizen, not asked twice. */
import { composeUnicode, foldDiacritics } from "../../language/index.ts";
import { formatDay, isoDayInHaiPhong } from "../knowledge/index.ts";

const DAY_MS = 86_400_000;
const MOST_PARTS = 3;

/** Days that mean another day tomorrow. In folded text; "tôi qua" is not "tối qua", so evenings need their mark. */
const RELATIVE_DAY =
  /(?<![\p{L}\d])(?:(?:sang|trua|chieu|dem) (?<part>nay|qua|hom qua|hom nay|hom kia)|hom (?<day>nay|qua|kia))(?![\p{L}\d])/u;
const RELATIVE_EVENING = /(?<![\p{L}\d])tối (?<part>nay|qua|hôm qua|hôm nay)(?![\p{L}\d])/u;

const OTHER_TIMES: readonly RegExp[] = [
  /(?<![\p{L}\d./-])(?:ngay )?(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])(?:[/.-](?:20)?\d\d)?(?![\p{L}\d/-]|\.\d)/u,
  /(?<![\p{L}\d])ngay (?:0?[1-9]|[12]\d|3[01]) thang (?:0?[1-9]|1[0-2])(?: nam 20\d\d)?(?!\d)/u,
  /(?<!(?:lan|cai|nguoi|tang|vong|cua) )(?<![\p{L}\d])(?:(?:sang|chieu) )?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?: tuan (?:truoc|nay|roi)| vua roi)?(?![\p{L}\d])/u,
  /(?<![\p{L}\d])(?:(?:tuan|thang|hom) truoc|cach day (?:\d{1,3}|mot|hai|ba|bon|nam|may) (?:ngay|hom|tuan|thang)|(?:\d{1,3}|hai|ba|bon|nam) (?:hom|ngay|tuan|thang) truoc)(?![\p{L}\d])/u,
  /(?<![\p{L}\d])(?:luc )?(?:[01]?\d|2[0-3])(?:h\d{0,2}| gio(?: \d{1,2})?)(?: (?:sang|chieu|trua))?(?![\p{L}\d])/u,
];

/**
 * The times named in a story, as written, with the day that "yesterday" was.
 * @example spotHappened("sáng qua tôi ra phường lúc 9h", new Date("2026-11-22T02:00:00Z")) // "sáng qua (21/11/2026), lúc 9h"
 */
export function spotHappened(story: string, now: Date): string | undefined {
  const { text, folded } = bothForms(story);
  const relative = RELATIVE_EVENING.exec(text.toLowerCase()) ?? RELATIVE_DAY.exec(folded);
  const matches = [relative, ...OTHER_TIMES.map((time) => time.exec(folded))]
    .flatMap((match) => (match ? [{ at: match.index, length: match[0].length, match }] : []))
    .sort((a, b) => a.at - b.at || b.length - a.length);
  const parts: string[] = [];
  let end = 0;
  for (const { at, length, match } of matches) {
    if (at < end || parts.length >= MOST_PARTS) continue;
    end = at + length;
    const words = text.slice(at, end);
    parts.push(match === relative ? `${words} (${dayOf(match, now)})` : words);
  }
  return parts.length > 0 ? parts.join(", ") : undefined;
}

/** @example withDay("hôm qua", new Date("2026-11-22T02:00:00Z")) // "hôm qua (21/11/2026)" */
export function withDay(answer: string, now: Date): string {
  const { text, folded } = bothForms(answer);
  const relative = RELATIVE_EVENING.exec(text.toLowerCase()) ?? RELATIVE_DAY.exec(folded);
  return relative ? `${answer} (${dayOf(relative, now)})` : answer;
}

/** Codes as one-stop shops write them, or what stands behind "mã hồ sơ". */
const DOSSIER_CODE =
  /(?<![\p{L}\d])(?:\d{3}\.\d\d\.\d\d\.)?[a-z]{1,2}\d\d(?:\.\d{1,3}){0,4}-\d{6}-\d{3,6}(?![\p{L}\d])/iu;
const NAMED_DOSSIER = /(?:ma|so) (?:ho so|hs)(?: la| so|:)*\s*(?<code>[\p{L}\d][\p{L}\d./-]{4,40})/u;

/** @example spotDossier("mã hồ sơ H24.16-251120-0012 nộp hai tháng rồi") // "H24.16-251120-0012" */
export function spotDossier(story: string): string | undefined {
  const { text, folded } = bothForms(story);
  const plain = DOSSIER_CODE.exec(text);
  if (plain) return plain[0];
  const named = NAMED_DOSSIER.exec(folded);
  const code = named?.groups?.code ?? "";
  if (!named || !/\d/u.test(code)) return undefined;
  const at = named.index + named[0].length - code.length;
  return text.slice(at, at + code.length).replace(/[./-]+$/u, "");
}

/** The text and the same folded, sign by sign: what is found in one stands at the same place in the other. */
function bothForms(written: string): { readonly text: string; readonly folded: string } {
  const text = composeUnicode(written).normalize("NFC");
  const folded = foldDiacritics(text).toLowerCase();
  return folded.length === text.length ? { text, folded } : { text: folded, folded };
}

function dayOf(match: RegExpExecArray, now: Date): string {
  const word = foldDiacritics(match.groups?.part ?? match.groups?.day ?? "");
  const back = word.endsWith("nay") ? 0 : word.endsWith("qua") ? 1 : 2;
  return formatDay(isoDayInHaiPhong(new Date(now.getTime() - back * DAY_MS)));
}
