/** The line under every answer: which document, of which day, how sure, where to check. */
import type { Entry } from "./entry.ts";
import type { Confidence, Provenance, Source } from "./entry-head.ts";
import type { Standing } from "./validity.ts";
import { formatDay } from "./vietnamese-format.ts";

export const HOW_SURE: Readonly<Record<Confidence, string>> = {
  verified: "",
  "older-source": "Nguồn này có thể đã thay đổi; xin kiểm tra lại trước khi làm.",
  unverified: "Nội dung này chưa được đối chiếu đầy đủ; xin hỏi lại trước khi làm.",
};

/** What is said besides when a procedure has not been looked at for long. */
const HOW_OLD: Readonly<Record<Standing, string>> = {
  current: "",
  ageing: "Đã hơn ba tháng chưa đối chiếu lại; phí và thời hạn có thể đã đổi.",
  stale: "Đã hơn một năm chưa đối chiếu lại.",
  "not-yet-in-force": "",
  ended: "",
};

export const WHERE_TO_CHECK = "Cổng Dịch vụ công quốc gia dichvucong.gov.vn hoặc Tổng đài 1022";

export function sourceLine(entry: Entry, standing: Standing): string {
  const source = nameSource(entry.source);
  const seen = entry.kind === "procedure" ? ` Đối chiếu lần cuối: ${formatDay(entry.verifiedOn)}.` : "";
  const doubts = [HOW_SURE[entry.confidence], HOW_OLD[standing]].filter(Boolean).join(" ");
  const check = ` Kiểm tra tại: ${entry.source.url ?? WHERE_TO_CHECK}`;
  return `Nguồn: ${source}.${seen}${doubts ? ` ${doubts}` : ""}${check}`;
}

/** The same line for what stands in a file that is no entry. It does not age by itself: a table of places stays what it was. */
export function sourceLineOfFile({ source, confidence }: Provenance): string {
  const doubt = HOW_SURE[confidence];
  return `Nguồn: ${nameSource(source)}.${doubt ? ` ${doubt}` : ""} Kiểm tra tại: ${source.url ?? WHERE_TO_CHECK}`;
}

/** @example nameSource({ title: "Nghị định 301/2026/NĐ-CP", number: "301/2026/NĐ-CP", date: "2026-07-30" }) // "Nghị định 301/2026/NĐ-CP, ngày 30/07/2026" */
export function nameSource(source: Source): string {
  const number = source.number && !source.title.includes(source.number) ? `, số ${source.number}` : "";
  return `${source.title}${number}, ngày ${formatDay(source.date)}`;
}
