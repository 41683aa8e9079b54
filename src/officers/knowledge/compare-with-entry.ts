/** What a list has that an entry's head lacks or contradicts, in words for the officer who keeps the entry. */
import { formatDay, type ProcedureEntry } from "../../core/knowledge/index.ts";
import { levelWords, titleWords } from "./changed-sides.ts";
import type { ImportRecord } from "./import-record.ts";
import { shortLine } from "./official-text.ts";

const LEVELS: Readonly<Record<ProcedureEntry["level"], string>> = {
  commune: "cấp xã",
  province: "cấp thành phố",
  ministry: "cấp bộ",
  several: "nhiều cấp",
};

/**
 * @param date ISO day of the list
 * @returns one phrase for each difference; empty when they agree
 */
export function compareWithEntry(
  record: ImportRecord,
  entry: ProcedureEntry,
  date: string,
): readonly string[] {
  const found: string[] = [];
  const names = [entry.title, ...entry.aliases].map(titleWords);
  if (!names.includes(titleWords(record.title)))
    found.push(`tên khác: ${sayNames(record.title, entry.title)}`);
  if (record.levels.length > 0 && !fitsLevel(record, entry))
    found.push(`cấp thực hiện: danh sách ghi ${levelWords(record.levels)}, mục ghi ${LEVELS[entry.level]}`);
  if (record.decision && !citesDecision(entry, record.decision)) {
    const cited = entry.source.number ?? "không ghi số";
    found.push(
      `quyết định công bố trong danh sách là ${record.decision}, mục không dẫn (nguồn của mục: ${cited})`,
    );
  }
  const isOnline = ["full", "partial", "available"].includes(entry.onlineService);
  if (record.isOnline === true && !isOnline)
    found.push("danh sách ghi nộp trực tuyến được, mục ghi không hoặc chưa rõ");
  if (record.isOnline === false && isOnline)
    found.push("danh sách không ghi nộp trực tuyến, mục ghi nộp được");
  if (entry.effectiveUntil && entry.effectiveUntil < date)
    found.push(`mục ghi đã hết hiệu lực ngày ${formatDay(entry.effectiveUntil)}, danh sách vẫn còn`);
  if (found.length > 0 && date > entry.verifiedOn)
    found.push(`danh sách mới hơn lần đối chiếu của mục (${formatDay(entry.verifiedOn)})`);
  return found;
}

/** An entry for one level may stand beside a list that names more: the entry says where citizens of this city go. */
function fitsLevel({ levels }: ImportRecord, { level }: ProcedureEntry): boolean {
  return level === "several" ? levels.length > 1 : levels.includes(level);
}

function citesDecision(entry: ProcedureEntry, decision: string): boolean {
  const sources = [entry.source, ...(entry.furtherSources ?? [])];
  const cited = [...sources.flatMap(({ title, number = "" }) => [title, number]), ...entry.legalBasis];
  return cited.some((text) => text.includes(decision) || numberOf(text) === numberOf(decision));
}

/** “QĐ2338-BTP” and “2338/QĐ-BTP” are one decision. */
function numberOf(decision: string): string {
  const digits = /\d+/u.exec(decision)?.[0] ?? "";
  const letters = /[\p{L}]+$/u.exec(decision.trim())?.[0] ?? "";
  return `${digits} ${letters.toUpperCase()}`;
}

const SHOWN = 90;

/** Long names are shown from a little before the place at which they part. */
function sayNames(listed: string, own: string): string {
  let at = 0;
  while (at < listed.length && listed[at] === own[at]) at += 1;
  const from = at < SHOWN / 2 ? 0 : listed.lastIndexOf(" ", at - SHOWN / 3) + 1;
  const show = (name: string) => `“${from > 0 ? "… " : ""}${shortLine(name.slice(from), SHOWN)}”`;
  return `danh sách ghi ${show(listed)}, mục ghi ${show(own)}`;
}
