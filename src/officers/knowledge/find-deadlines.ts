/** Dates in an entry's own words that end or begin something: what is true today is not true after them. */
import type { Entry } from "../../core/knowledge/index.ts";

export interface Deadline {
  /** ISO day. */
  readonly day: string;
  /** ends: what is said holds until then. begins: something else holds from then on. */
  readonly kind: "ends" | "begins";
}

const DAY = String.raw`(\d{1,2})\/(\d{1,2})\/(\d{4})`;
const ENDS = new RegExp(String.raw`(?:đến|tới)(?:\s+hết)?(?:\s+ngày)?\s+${DAY}`, "giu");
const ENDS_WITH_YEAR = /(?:đến|tới)\s+hết\s+năm\s+(\d{4})/giu;
const BEGINS = new RegExp(
  String.raw`(?:kể từ|từ|có hiệu lực|hiệu lực)(?:\s+từ)?(?:\s+ngày)?\s+${DAY}|(?<=hiệu lực[^.]{0,120}từ\s+)${DAY}`,
  "giu",
);

/** @example findDeadlines("giảm một nửa đến hết 31/12/2026") // [{ day: "2026-12-31", kind: "ends" }] */
export function findDeadlines(text: string): Deadline[] {
  const found: Deadline[] = [];
  const add = (kind: Deadline["kind"], ...parts: readonly (string | undefined)[]) => {
    const [day, month, year] = parts.filter((part) => part !== undefined);
    const iso = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
    if (Number.isNaN(Date.parse(iso)) || found.some((one) => one.day === iso && one.kind === kind)) return;
    found.push({ day: iso, kind });
  };
  for (const [, ...parts] of text.matchAll(ENDS)) add("ends", ...parts);
  for (const [, year] of text.matchAll(ENDS_WITH_YEAR)) add("ends", "31", "12", year);
  for (const [, ...parts] of text.matchAll(BEGINS)) add("begins", ...parts);
  return found;
}

/** All that an entry says of itself to officers and citizens, but for names, questions and where it is from. */
export function wordsOf(entry: Entry): string {
  const { questions, aliases, source, furtherSources, sections, links, ...rest } = entry;
  return [stringsIn(rest), ...sections.map(({ text }) => text)].join("\n");
}

function stringsIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(stringsIn).filter(Boolean).join("\n");
}
