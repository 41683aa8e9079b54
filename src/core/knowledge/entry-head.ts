/** The schema of an entry's head: what an officer may write above the text, and what each field means. */
import { z } from "zod";

export const ENTRY_KINDS = ["procedure", "hotline", "portal", "feedback", "plan", "reform", "meta"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const CONFIDENCES = ["verified", "older-source", "unverified"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const lineOfText = z
  .string({ error: "phải là một dòng chữ" })
  .trim()
  .min(1, { error: "đang để trống" })
  .max(1_000, { error: "dài quá 1.000 ký tự" });

/** A calendar day as ISO text, between 1945 and 2100. */
export const isoDay = z.iso
  .date({ error: "phải là ngày dạng năm-tháng-ngày, ví dụ 2026-10-01" })
  .refine((day) => day >= "1945-01-01" && day < "2100-01-01", {
    error: "phải là một ngày từ năm 1945 đến 2099",
  });

export const webAddress = z.url({ protocol: /^https?$/, error: "phải là địa chỉ bắt đầu bằng https://" });

/** `1.001193` for a procedure with a national code, words joined by hyphens otherwise. Never changes. */
const entryId = z
  .string({ error: "phải là chữ, nhớ đặt trong ngoặc kép" })
  .regex(/^(\d\.\d{6}|[a-z0-9]+(-[a-z0-9]+)*)$/, {
    error: "phải là mã như 1.001193 hoặc chữ thường không dấu nối bằng gạch ngang",
  });

const sourceSchema = z.strictObject({
  title: lineOfText,
  number: lineOfText.optional(),
  date: isoDay,
  url: webAddress.optional(),
});
export type Source = z.infer<typeof sourceSchema>;

/** Where a file has its facts from, and how far they can be relied on. */
export const provenanceFields = {
  source: sourceSchema,
  furtherSources: z.array(sourceSchema).optional(),
  verifiedOn: isoDay,
  confidence: z.enum(CONFIDENCES, { error: `phải là một trong: ${CONFIDENCES.join(", ")}` }),
};

/** Nobody can have looked at a source before there was one. */
export function isVerifiedAfterSource(head: { source: Source; verifiedOn: string }): boolean {
  return head.source.date <= head.verifiedOn;
}

const feeSchema = z.strictObject({
  /** fee: phí; charge: lệ phí (two things in law, Luật Phí và lệ phí); none: nothing is taken. */
  kind: z.enum(["fee", "charge", "none"], {
    error: "phải là fee (phí), charge (lệ phí) hoặc none (không thu)",
  }),
  /** Whole đồng; null where no number is confirmed, and then none is said. */
  amountVnd: z
    .int({ error: "phải là số đồng nguyên, hoặc null khi chưa xác nhận" })
    .min(0, { error: "không được âm" })
    .max(1_000_000_000, { error: "lớn quá một tỷ đồng" })
    // YAML reads 8.000 as eight: no fee of this country is that small.
    .refine((amount) => amount === 0 || amount >= 500, {
      error: "nhỏ quá; viết liền, không có dấu chấm: 8000 chứ không phải 8.000",
    })
    .nullable(),
  per: lineOfText.optional(),
  case: lineOfText.optional(),
  basis: lineOfText.optional(),
});
export type Fee = z.infer<typeof feeSchema>;

export const TIME_UNITS = ["working-days", "days", "months", "same-day", "immediately"] as const;

const processingTimeSchema = z
  .strictObject({
    /** How many units; null where no time is confirmed, and then none is said. */
    amount: z
      .number({ error: "phải là số, hoặc null khi chưa xác nhận" })
      .min(0, { error: "không được âm" })
      .max(1_000, { error: "lớn quá 1.000" })
      .nullable(),
    unit: z.enum(TIME_UNITS, { error: `phải là một trong: ${TIME_UNITS.join(", ")}` }).optional(),
    case: lineOfText.optional(),
    basis: lineOfText.optional(),
  })
  .refine((time) => time.amount === null || time.unit !== undefined, {
    error: "có số thì phải có đơn vị (unit): ngày làm việc khác ngày thường",
  });
export type ProcessingTime = z.infer<typeof processingTimeSchema>;

const common = {
  id: entryId,
  title: lineOfText,
  /** For buttons; must tell the entry from its neighbours. */
  shortTitle: lineOfText.max(60, { error: "dài quá 60 ký tự, không vừa nút bấm" }).optional(),
  aliases: z
    .array(lineOfText, { error: "phải là danh sách, mỗi dòng bắt đầu bằng gạch ngang" })
    .min(1, { error: "cần ít nhất một tên gọi" }),
  /** As citizens ask, at least fifteen; used for search and, left out one by one, for judging. */
  questions: z
    .array(lineOfText, { error: "phải là danh sách, mỗi dòng bắt đầu bằng gạch ngang" })
    .min(15, { error: "cần ít nhất 15 câu hỏi mẫu" }),
  phones: z.array(z.strictObject({ label: lineOfText, number: lineOfText })).optional(),
  links: z.array(z.strictObject({ label: lineOfText, url: webAddress })).optional(),
  related: z.array(entryId).max(5, { error: "nhiều nhất 5 mục liên quan" }).optional(),
  ...provenanceFields,
  effectiveFrom: isoDay.optional(),
  effectiveUntil: isoDay.optional(),
  replacedBy: entryId.optional(),
};

const procedureHeadSchema = z.strictObject({
  ...common,
  kind: z.literal("procedure"),
  sector: lineOfText,
  level: z.enum(["commune", "province", "ministry", "several"], {
    error: "phải là commune (xã), province (thành phố), ministry (bộ) hoặc several (nhiều cấp)",
  }),
  /** Who decides it. */
  authority: lineOfText,
  onlineService: z.enum(["full", "partial", "available", "none", "unknown"], {
    error:
      "phải là full (toàn trình), partial (một phần), available (có, chưa rõ mức), none (không) hoặc unknown (chưa rõ)",
  }),
  fees: z.array(feeSchema).min(1, { error: "cần ít nhất một dòng; chưa biết thì amountVnd: null" }),
  processingTime: z
    .array(processingTimeSchema)
    .min(1, { error: "cần ít nhất một dòng; chưa biết thì amount: null" }),
  legalBasis: z.array(lineOfText),
});
export type ProcedureHead = z.infer<typeof procedureHeadSchema>;

function topicHeadSchema<Kind extends Exclude<EntryKind, "procedure">>(kind: Kind) {
  return z.strictObject({ ...common, kind: z.literal(kind) });
}

/** The head of every kind of entry; `kind` says which fields it may have. */
export const entryHeadSchema = z
  .discriminatedUnion(
    "kind",
    [
      procedureHeadSchema,
      topicHeadSchema("hotline"),
      topicHeadSchema("portal"),
      topicHeadSchema("feedback"),
      topicHeadSchema("plan"),
      topicHeadSchema("reform"),
      topicHeadSchema("meta"),
    ],
    { error: `kind phải là một trong: ${ENTRY_KINDS.join(", ")}` },
  )
  .refine(
    (head) => !head.effectiveFrom || !head.effectiveUntil || head.effectiveFrom <= head.effectiveUntil,
    {
      path: ["effectiveUntil"],
      error: "sớm hơn effectiveFrom",
    },
  )
  .refine(isVerifiedAfterSource, {
    path: ["verifiedOn"],
    error: "sớm hơn ngày của nguồn (source.date)",
  });
export type EntryHead = z.infer<typeof entryHeadSchema>;
