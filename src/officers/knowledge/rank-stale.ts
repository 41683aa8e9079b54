/** What must be verified again first: by what is likely wrong by now, and by how many would be told it. */
import {
  daysBetween,
  displayTitle,
  type Entry,
  type EntryId,
  formatDay,
  type Risk,
  type ValiditySettings,
} from "../../core/knowledge/index.ts";
import { findDeadlines, wordsOf } from "./find-deadlines.ts";

export interface StaleEntry {
  readonly id: EntryId;
  readonly title: string;
  readonly sector: string;
  readonly score: number;
  /** Why it stands here, the weightiest first. Vietnamese. */
  readonly reasons: readonly string[];
  readonly risk: Risk | undefined;
  /** ISO day. */
  readonly verifiedOn: string;
  /** How often it was answered from; undefined when nobody knows. */
  readonly asked: number | undefined;
  /** The document, as one would look for it. */
  readonly source: string;
  readonly sourceUrl: string | undefined;
}

export interface StaleSettings {
  /** ISO day. */
  readonly today: string;
  readonly validity: ValiditySettings;
  /** How often each entry was answered from lately; undefined when there is no log. */
  readonly asked: ReadonlyMap<EntryId, number> | undefined;
  readonly askedDays: number;
}

interface Reason {
  readonly points: number;
  readonly words: string;
}

/** A date that comes within these days is looked at now. */
const NEAR_DAYS = 60;

const OF_RISK: Readonly<Record<Risk, Reason | undefined>> = {
  A: undefined,
  B: { points: 15, words: "rủi ro B: có văn bản mới hoặc dữ liệu còn thiếu" },
  C: { points: 30, words: "rủi ro C: đã hoặc đang thay đổi, chưa được nêu con số" },
};

/** Most urgent first; entries with nothing to look at again are left out. */
export function rankStale(entries: Iterable<Entry>, settings: StaleSettings): StaleEntry[] {
  const ranked = [...entries].flatMap((entry): StaleEntry[] => {
    const reasons = [
      // A plan of 2023 stays what it was, and its days have passed.
      ...(entry.kind === "plan"
        ? []
        : [...ageReasons(entry, settings), ...dateReasons(entry, settings.today)]),
      ...confidenceReasons(entry),
      ...riskReasons(entry),
    ].sort((a, b) => b.points - a.points);
    if (reasons.length === 0) return [];
    const asked = settings.asked && (settings.asked.get(entry.id) ?? 0);
    const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
    return [
      {
        id: entry.id,
        title: displayTitle(entry),
        sector: entry.kind === "procedure" ? entry.sector : KIND_NAMES[entry.kind],
        score: Math.round(points * weightOf(asked ?? 0)),
        reasons: [
          ...reasons.map(({ words }) => words),
          ...(asked ? [`dân hỏi ${asked} lần trong ${settings.askedDays} ngày qua`] : []),
        ],
        risk: entry.kind === "procedure" ? entry.risk : undefined,
        verifiedOn: entry.verifiedOn,
        asked,
        source: [entry.source.title, entry.source.number].filter(Boolean).join(", số "),
        sourceUrl: entry.source.url,
      },
    ];
  });
  return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** Asked ten times counts double, asked a hundred times threefold. */
function weightOf(asked: number): number {
  return 1 + Math.log10(1 + asked);
}

function ageReasons(entry: Entry, { today, validity }: StaleSettings): Reason[] {
  const age = daysBetween(entry.verifiedOn, today);
  if (age > validity.withholdAfterDays) {
    const silent = entry.kind === "procedure" ? "; máy đã thôi nêu phí và thời hạn" : "";
    return [{ points: 50, words: `đã ${age} ngày chưa đối chiếu${silent}` }];
  }
  if (age > validity.cautionAfterDays) {
    const span = validity.withholdAfterDays - validity.cautionAfterDays;
    const points = 20 + Math.round((20 * (age - validity.cautionAfterDays)) / Math.max(span, 1));
    return [{ points, words: `đã ${age} ngày chưa đối chiếu (quá ${validity.cautionAfterDays})` }];
  }
  return [];
}

function confidenceReasons({ confidence }: Entry): Reason[] {
  if (confidence === "unverified") return [{ points: 20, words: "chưa đối chiếu đủ (unverified)" }];
  if (confidence === "older-source") return [{ points: 12, words: "nguồn cũ (older-source)" }];
  return [];
}

function riskReasons(entry: Entry): Reason[] {
  if (entry.kind !== "procedure") return [];
  if (!entry.risk) return [{ points: 10, words: "chưa ghi mức rủi ro (risk)" }];
  return [OF_RISK[entry.risk]].filter((reason) => reason !== undefined);
}

function dateReasons(entry: Entry, today: string): Reason[] {
  const reasons: Reason[] = [];
  const { effectiveUntil, effectiveFrom, replacedBy } = entry;
  if (effectiveUntil) {
    const left = daysBetween(today, effectiveUntil);
    if (left < 0 && !replacedBy)
      reasons.push({
        points: 25,
        words: `hết hiệu lực từ ${formatDay(effectiveUntil)} mà chưa ghi mục thay thế`,
      });
    else if (left >= 0 && left <= NEAR_DAYS)
      reasons.push({ points: 30, words: `còn ${left} ngày là hết hiệu lực (${formatDay(effectiveUntil)})` });
  }
  if (effectiveFrom && isNear(today, effectiveFrom))
    reasons.push({ points: 15, words: `sắp có hiệu lực: ${formatDay(effectiveFrom)}` });
  const words = wordsOf(entry);
  for (const { day, kind } of findDeadlines(words)) {
    // What had passed when somebody looked at the source was looked at with it.
    if (day < entry.verifiedOn) continue;
    const left = daysBetween(today, day);
    if (kind === "ends" && left < 0)
      reasons.push({ points: 40, words: `trong mục có mốc “đến ${formatDay(day)}” đã qua` });
    else if (kind === "ends" && left <= NEAR_DAYS)
      reasons.push({ points: 25, words: `trong mục có mốc “đến ${formatDay(day)}”, còn ${left} ngày` });
    else if (kind === "begins" && left <= 0)
      reasons.push({ points: 35, words: `quy định “từ ${formatDay(day)}” đã bắt đầu sau lần đối chiếu` });
    else if (kind === "begins" && left <= NEAR_DAYS)
      reasons.push({ points: 20, words: `quy định mới từ ${formatDay(day)}, còn ${left} ngày` });
  }
  if (entry.kind === "procedure" && entry.legalBasis.some((line) => /hết hiệu lực|bị bãi bỏ/iu.test(line)))
    reasons.push({ points: 25, words: "căn cứ ghi là đã hết hiệu lực hoặc bị bãi bỏ" });
  return reasons;
}

function isNear(today: string, day: string): boolean {
  const left = daysBetween(today, day);
  return left >= 0 && left <= NEAR_DAYS;
}

/** What stands in place of a sector. */
const KIND_NAMES: Readonly<Record<Exclude<Entry["kind"], "procedure">, string>> = {
  hotline: "Điện thoại",
  portal: "Cổng, một cửa",
  feedback: "Phản ánh, khiếu nại",
  plan: "Kế hoạch",
  reform: "Cải cách hành chính",
  meta: "Về máy",
};
