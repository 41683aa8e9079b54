/** Reads which month or year is meant: "tháng 9", "tháng 9/2026", "tháng trước", "năm nay", "sang năm". */

export interface Period {
  /** How its days begin as ISO text: "2026-09" or "2026". */
  readonly prefix: string;
  /** As it is said: "tháng 9/2026". */
  readonly label: string;
  /** The words that named it, as they stood in the folded text. */
  readonly phrase: string;
}

/** Without its marks "sáu" is "sau", the next one; that is commoner. */
const SPELLED: Readonly<Record<string, number>> = {
  gieng: 1,
  mot: 1,
  hai: 2,
  ba: 3,
  tu: 4,
  bon: 4,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
  "muoi mot": 11,
  "muoi hai": 12,
  chap: 12,
};

const NAMED_MONTH =
  /\bthang (?<month>1[0-2]|0?[1-9]|muoi mot|muoi hai|muoi|gieng|chap|mot|hai|ba|tu|bon|bay|tam|chin)(?![\d.])(?:[ /-](?:nam )?(?<year>20\d\d)| nam (?<relative>nay|ngoai|sau|toi)| (?<next>toi|sap toi))?\b/u;
const RELATIVE_MONTH = /\bthang (?<which>nay|truoc|qua|vua roi|vua qua|sau|toi|sap toi)\b/u;
const NAMED_YEAR = /(?<![\d.])\b(?:nam )?(?<year>20[2-4]\d)\b(?![\d.])/u;
const RELATIVE_YEAR = /\b(?:nam (?<which>nay|ngoai|truoc|sau|toi)|sang nam)\b/u;

const STEPS: Readonly<Record<string, number>> = {
  nay: 0,
  truoc: -1,
  qua: -1,
  "vua roi": -1,
  "vua qua": -1,
  ngoai: -1,
};

/**
 * @param folded the words without marks, joined by blanks
 * @param today ISO day in Hải Phòng
 * @example readPeriod("thang 9 co gi moi", "2026-11-28") // { prefix: "2026-09", label: "tháng 9/2026", phrase: "thang 9" }
 */
export function readPeriod(folded: string, today: string): Period | undefined {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const named = NAMED_MONTH.exec(folded);
  if (named?.groups) {
    const { month: text = "", year: yearText, relative, next } = named.groups;
    const meant = SPELLED[text] ?? Number(text);
    const isNextYear = next !== undefined && meant < month;
    const ofYear = yearText
      ? Number(yearText)
      : year + (relative ? (STEPS[relative] ?? 1) : isNextYear ? 1 : 0);
    return monthOf(ofYear, meant, named[0]);
  }
  const relative = RELATIVE_MONTH.exec(folded);
  if (relative) {
    const at = year * 12 + (month - 1) + (STEPS[relative.groups?.which ?? ""] ?? 1);
    return monthOf(Math.floor(at / 12), (at % 12) + 1, relative[0]);
  }
  const ofYear = NAMED_YEAR.exec(folded);
  if (ofYear) return yearOf(Number(ofYear.groups?.year), ofYear[0]);
  const relativeYear = RELATIVE_YEAR.exec(folded);
  return relativeYear
    ? yearOf(year + (STEPS[relativeYear.groups?.which ?? ""] ?? 1), relativeYear[0])
    : undefined;
}

/** The period that a button carries. @example periodOfPrefix("2026-09") // { prefix: "2026-09", label: "tháng 9/2026", phrase: "" } */
export function periodOfPrefix(prefix: string): Period | undefined {
  const match = /^(?<year>20\d\d)(?:-(?<month>0[1-9]|1[0-2]))?$/u.exec(prefix);
  if (!match) return undefined;
  const year = Number(match.groups?.year);
  const { month } = match.groups ?? {};
  return month === undefined ? yearOf(year, "") : monthOf(year, Number(month), "");
}

function monthOf(year: number, month: number, phrase: string): Period {
  return { prefix: `${year}-${String(month).padStart(2, "0")}`, label: `tháng ${month}/${year}`, phrase };
}

function yearOf(year: number, phrase: string): Period {
  return { prefix: String(year), label: `năm ${year}`, phrase };
}
