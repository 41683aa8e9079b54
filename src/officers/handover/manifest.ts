/** What lies in a batch's folder, and the proof of it: counts, hashes, and the audit log's line of that moment. */
import { createHash } from "node:crypto";
import { z } from "zod";
import {
  type BatchRow,
  CATEGORY_LABELS,
  STATUS_LABELS,
  type TicketFilter,
} from "../../core/feedback/index.ts";
import { batchName } from "./columns.ts";
import { isoInVietnam, spokenMoment } from "./moment.ts";
import type { WrittenFile } from "./whole-folder.ts";

export const MANIFEST_NAME = "danh-muc.json";

export const manifestSchema = z.strictObject({
  format: z.literal(1),
  batch: z.string().regex(/^lo-\d{6,}$/u),
  number: z.int().positive(),
  createdAt: z.string(),
  createdBy: z.string(),
  filter: z.string(),
  entries: z.int().nonnegative(),
  reports: z.int().nonnegative(),
  followUps: z.int().nonnegative(),
  /** Entries that were erased after the batch was made. */
  erased: z.int().nonnegative(),
  audit: z.strictObject({ seq: z.int().nonnegative(), hash: z.string() }),
  files: z.array(
    z.strictObject({
      path: z.string(),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/u),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface ManifestCounts {
  readonly entries: number;
  readonly reports: number;
  readonly followUps: number;
  readonly erased: number;
}

export function manifestOf(batch: BatchRow, counts: ManifestCounts, files: readonly WrittenFile[]): Manifest {
  return {
    format: 1,
    batch: batchName(batch.number),
    number: batch.number,
    createdAt: isoInVietnam(batch.createdAt),
    createdBy: batch.createdBy,
    filter: describeFilter(batch.filter),
    ...counts,
    audit: { seq: batch.auditSeq, hash: batch.auditHash },
    files: [...files],
  };
}

/** The very bytes that are hashed and kept. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, "utf8");
}

export function sha256Of(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** @example describeFilter({ category: "money" }) // "nhóm việc: Gợi ý, đòi tiền hoặc quà" */
export function describeFilter({ since, until, office, category, status }: TicketFilter): string {
  const parts = [
    since !== undefined && `từ ${spokenMoment(since)}`,
    until !== undefined && `trước ${spokenMoment(until)}`,
    office !== undefined && `cơ quan: ${office}`,
    category !== undefined && `nhóm việc: ${CATEGORY_LABELS[category]}`,
    status !== undefined && `trạng thái: ${STATUS_LABELS[status]}`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join("; ") : "tất cả";
}
