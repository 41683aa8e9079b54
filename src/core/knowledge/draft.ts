/** A draft: what the national portal says of a procedure, imported and read by nobody yet. It is no entry. */
import { z } from "zod";
import type { Section } from "./entry.ts";
import { CONFIDENCES, isoDay, lineOfText, webAddress } from "./entry-head.ts";
import { procedureCode } from "./procedure-code.ts";

export const DRAFT_LEVELS = ["commune", "province", "ministry", "other"] as const;

/** Names on the portal are longer than any that an officer would write. */
export const officialName = z
  .string({ error: "phải là một dòng chữ" })
  .trim()
  .min(1, { error: "đang để trống" })
  .max(3_000, { error: "dài quá 3.000 ký tự" });

/** A draft holds neither a fee nor a time: the schema has no place for them. */
export const draftHeadSchema = z.strictObject({
  kind: z.literal("draft", { error: "phải là draft" }),
  id: procedureCode,
  title: officialName,
  sector: officialName,
  levels: z.array(z.enum(DRAFT_LEVELS, { error: `phải là một trong: ${DRAFT_LEVELS.join(", ")}` })),
  authority: officialName,
  applicants: officialName.optional(),
  /** Number of the decision by which the procedure was made public. */
  decision: lineOfText.optional(),
  url: webAddress.optional(),
  source: z.strictObject({ title: lineOfText, date: isoDay, url: webAddress.optional() }),
  importedOn: isoDay,
  confidence: z.enum(CONFIDENCES, { error: `phải là một trong: ${CONFIDENCES.join(", ")}` }),
});
export type DraftHead = z.infer<typeof draftHeadSchema>;
export type Draft = DraftHead & { readonly sections: readonly Section[] };
