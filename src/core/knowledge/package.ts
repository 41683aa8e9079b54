/** The schema of a package: what there is to do after an event of life, in order, as a list to tick. */
import { z } from "zod";
import { entryId, isVerifiedAfterSource, lineOfText, provenanceFields } from "./entry-head.ts";

/** With `tick:`, a number and a colon it must fit the 64 bytes of a button's payload. */
const packageId = z
  .string({ error: "phải là chữ" })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "phải là chữ thường không dấu nối bằng gạch ngang" })
  .max(40, { error: "dài quá 40 ký tự" });

const phrases = z.array(lineOfText, { error: "phải là danh sách, mỗi dòng bắt đầu bằng gạch ngang" });

const packageStepSchema = z.strictObject({
  /** The procedure; absent for what is no procedure of ours (a bank, a notary, the family). */
  entry: entryId.optional(),
  label: lineOfText.max(90, { error: "dài quá 90 ký tự, không đọc được trong danh sách" }),
  /** A deadline, in words and only where a source has it. */
  when: lineOfText.max(120, { error: "dài quá 120 ký tự" }).optional(),
  note: lineOfText.max(300, { error: "dài quá 300 ký tự; chi tiết để ở mục của thủ tục" }).optional(),
  /** Only for some: "nếu có". */
  optional: z.literal(true, { error: "chỉ viết optional: true, hoặc xóa dòng" }).optional(),
  /** Steps with the same word here can be done in one go, with `oneGo`. */
  together: packageId.optional(),
});
export type PackageStep = z.infer<typeof packageStepSchema>;

export const MOST_STEPS = 12;

export const packageSchema = z
  .strictObject({
    id: packageId,
    /** "Các việc khi sinh con": also what its button says. */
    title: lineOfText.max(40, { error: "dài quá 40 ký tự, không vừa nút bấm" }),
    /** The event in few words, as people say it: "sinh con", "có em bé". */
    aliases: phrases.min(1, { error: "cần ít nhất một tên gọi" }),
    /** Whole phrases that ask for the list: "sinh con cần làm những gì". */
    names: phrases.min(3, { error: "cần ít nhất ba cách hỏi" }),
    intro: lineOfText.max(400, { error: "dài quá 400 ký tự" }),
    /** The entry that this package stands for where one is asked for. */
    leads: entryId,
    /** The entry by which the steps marked `together` are done at once. */
    oneGo: z.strictObject({ entry: entryId, group: packageId, text: lineOfText.max(300) }).optional(),
    steps: z
      .array(packageStepSchema, { error: "phải là danh sách các việc" })
      .min(2, { error: "cần ít nhất hai việc" })
      .max(MOST_STEPS, { error: `nhiều nhất ${MOST_STEPS} việc` }),
    ...provenanceFields,
  })
  .refine(isVerifiedAfterSource, { path: ["verifiedOn"], error: "sớm hơn ngày của nguồn (source.date)" });

export type LifePackage = z.infer<typeof packageSchema>;
export type PackageId = string;
