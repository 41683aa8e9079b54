/** The rule of risk C: of a procedure that is changing, no fee and no time is said as a fact. */
import type { Entry } from "./entry.ts";
import type { CaseOutcome } from "./entry-head.ts";

export interface StatedNumber {
  /** The field of the head, such as `fees.0.amountVnd`, or the heading. */
  readonly field: string;
  readonly found: string;
  /** It stands in words, where it may also be something else than a fee or a time limit. */
  readonly isWritten: boolean;
}

const MONEY = /\d[\d.]*(?:,\d+)?\s*(?:đồng|đ(?![\p{L}])|vnđ|vnd|nghìn|ngàn|triệu)/giu;
const TIME =
  /(?:\d+(?:[.,]\d+)?|(?<![\p{L}])(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi))\s*(?:ngày|tuần|tháng|giờ)(?![\p{L}]|\s*\d)/giu;

/** Fields that are not said as an answer about money or time: names, what citizens ask, titles of documents. */
const NOT_SAID = new Set([
  "id",
  "title",
  "shortTitle",
  "aliases",
  "questions",
  "legalBasis",
  "source",
  "furtherSources",
  "phones",
  "links",
  "sections",
  // A condition that the citizen recognises their case by, such as "quá 60 ngày".
  "label",
  "words",
  "ask",
  "note",
]);

/** Nothing is taken online of what this resolution of the city names: read in full, and in force. */
const NOTHING_ONLINE = /23\/2026/u;

/** What an entry of risk C states and must not; empty for every other entry. */
export function numbersAgainstRisk(entry: Entry): StatedNumber[] {
  if (entry.kind !== "procedure" || entry.risk !== "C") return [];
  return [
    ...inHead(entry, ""),
    ...entry.sections.flatMap(({ heading, text }) =>
      inWords(text).map((found) => ({ field: heading, found, isWritten: true })),
    ),
  ];
}

/** What an outcome of guided questions states of the entry it leads to, and must not; fields from the outcome on. */
export function outcomeAgainstRisk(outcome: CaseOutcome, target: Entry): StatedNumber[] {
  return target.kind === "procedure" && target.risk === "C" ? inHead(outcome, "") : [];
}

function inHead(value: unknown, path: string): StatedNumber[] {
  if (typeof value === "string")
    return inWords(value).map((found) => ({ field: path, found, isWritten: true }));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): StatedNumber[] => {
    if (NOT_SAID.has(key)) return [];
    const field = path ? `${path}.${key}` : key;
    const isNumber = (key === "amountVnd" || key === "amount") && typeof inner === "number";
    if (!isNumber) return inHead(inner, field);
    if (key === "amountVnd" && inner === 0 && NOTHING_ONLINE.test(JSON.stringify(value))) return [];
    return [{ field, found: String(inner), isWritten: false }];
  });
}

function inWords(text: string): string[] {
  return [...text.matchAll(MONEY), ...text.matchAll(TIME)].map(([found]) => found);
}
