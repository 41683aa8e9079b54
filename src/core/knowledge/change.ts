/** The schema of a change: a procedure, a fee or a law that is new, amended, replaced or repealed, and since when. */
import { z } from "zod";
import { isoDay, isVerifiedAfterSource, lineOfText, provenanceFields } from "./entry-head.ts";

export const CHANGE_KINDS = ["added", "amended", "replaced", "repealed"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A national code, or the id of an entry that has none. */
const codeText = z
  .string({ error: "phải là chữ, nhớ đặt trong ngoặc kép" })
  .regex(/^(\d\.\d{6}|[a-z0-9]+(-[a-z0-9]+)*)$/, {
    error: "phải là mã như 1.001193 hoặc mã của một mục, chữ thường nối bằng gạch ngang",
  });
const codeList = z.array(codeText, { error: 'phải là danh sách, ví dụ ["1.001193"]' });

export const changeSchema = z
  .strictObject({
    kind: z.enum(CHANGE_KINDS, {
      error: "phải là added (mới), amended (sửa đổi), replaced (thay thế) hoặc repealed (bãi bỏ)",
    }),
    /** What it is about. Empty only where `sectors` says it. */
    codes: codeList,
    /** Whole sectors, as entries name them: where a source does not say which procedures. */
    sectors: z.array(lineOfText, { error: "phải là danh sách, ví dụ [Giao thông]" }).optional(),
    /** Codes that are dead by it. */
    replaces: codeList.min(1, { error: "để trống thì xóa dòng này" }).optional(),
    title: lineOfText.max(160, { error: "dài quá 160 ký tự; phần còn lại viết vào text" }),
    /** What changes for the citizen, in one to four sentences. */
    text: lineOfText,
    effectiveFrom: isoDay.optional(),
    decidedOn: isoDay.optional(),
    ...provenanceFields,
  })
  .refine((change) => change.codes.length > 0 || (change.sectors ?? []).length > 0, {
    path: ["codes"],
    error: "phải có ít nhất một mã, hoặc một lĩnh vực ở sectors",
  })
  .refine(isVerifiedAfterSource, { path: ["verifiedOn"], error: "sớm hơn ngày của nguồn (source.date)" });

export type ChangeHead = z.infer<typeof changeSchema>;

/** One file of `knowledge/changes`. */
export interface Change extends ChangeHead {
  /** The file's name: the day and words, such as `2026-09-08-lien-thong-khai-sinh`. */
  readonly id: string;
}

/** Since when it holds, else when it was decided; undefined where no source tells either. */
export function dayOfChange(change: ChangeHead): string | undefined {
  return change.effectiveFrom ?? change.decidedOn;
}
