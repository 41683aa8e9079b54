/** Counts of a batch for the sheet that may be passed on: no words of citizens, nobody's name, no code. */
import { CATEGORIES, CATEGORY_LABELS } from "../../core/feedback/index.ts";
import { CHANNEL_NAMES } from "../../core/messaging/citizen.ts";
import { CHANNEL_LABELS, FOLLOW_UP_LABELS, REPORT_KIND_LABELS } from "./columns.ts";
import type { HandedEntry } from "./handed-entry.ts";

export interface Statistics {
  add(entry: HandedEntry): void;
  /** Heading, label, count; in an order that depends on the counted things only. */
  rows(): readonly (readonly [heading: string, label: string, count: number])[];
  readonly reports: () => number;
  readonly followUps: () => number;
}

const UNKNOWN_OFFICE = "Chưa xác định được cơ quan";

export function createStatistics(): Statistics {
  const counts = new Map<string, number>();
  const offices = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => void map.set(key, (map.get(key) ?? 0) + 1);
  const of = (key: string) => counts.get(key) ?? 0;
  return {
    add: (entry) => {
      count(counts, `entry:${entry.kind}`);
      if (entry.kind !== "report") return;
      count(counts, `category:${entry.category}`);
      count(counts, `channel:${entry.channel}`);
      if (entry.files.length > 0) count(counts, "with-files");
      if (entry.entry?.kind !== "report") return;
      const { report } = entry.entry;
      count(counts, `kind:${report.kind}`);
      if (report.contact !== undefined) count(counts, "with-contact");
      count(offices, report.officeName ?? UNKNOWN_OFFICE);
    },
    reports: () => of("entry:report"),
    followUps: () => of("entry:addition") + of("entry:answer") + of("entry:withdrawal"),
    rows: () => [
      ["Tổng số", "Phiếu mới", of("entry:report")],
      ...(["addition", "answer", "withdrawal"] as const).map(
        (kind) => ["Tổng số", FOLLOW_UP_LABELS[kind], of(`entry:${kind}`)] as const,
      ),
      ["Tổng số", "Phiếu mới có tệp đính kèm", of("with-files")],
      ["Tổng số", "Phiếu mới có để lại cách liên hệ", of("with-contact")],
      ...(["misconduct", "praise"] as const).map(
        (kind) => ["Loại phiếu", REPORT_KIND_LABELS[kind], of(`kind:${kind}`)] as const,
      ),
      ...CATEGORIES.map((name) => ["Nhóm việc", CATEGORY_LABELS[name], of(`category:${name}`)] as const),
      ...CHANNEL_NAMES.map((name) => ["Kênh", CHANNEL_LABELS[name], of(`channel:${name}`)] as const),
      ...[...offices]
        .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
        .map(([name, number]) => ["Cơ quan", name, number] as const),
    ],
  };
}
