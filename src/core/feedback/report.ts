/** What is sealed: the words of the citizen. Read again by the reception unit only, so its form is checked there. */
import { z } from "zod";
import { CATEGORIES } from "./categories.ts";

const words = z.string().min(1).max(20_000);

/** What was reported, as it stood in the summary that the citizen sent. */
export const reportSchema = z.strictObject({
  kind: z.enum(["misconduct", "praise"]),
  category: z.enum(CATEGORIES),
  /** Word by word, every message of it. */
  story: words,
  /** As the citizen named it, and the name we know it by. */
  office: words.optional(),
  officeName: words.optional(),
  officeId: z.string().max(100).optional(),
  happened: words.optional(),
  /** Code of the dossier that it is about. */
  dossier: words.optional(),
  /** How the unit may reach the citizen; absent: by the chat only. */
  contact: words.optional(),
  /** How many photos and files were sent with it. */
  files: z.int().nonnegative(),
  /** When the citizen agreed to the notice, milliseconds since 1970. */
  consentAt: z.int(),
  /** Which notice it was. */
  consentVersion: z.int(),
});
export type Report = z.infer<typeof reportSchema>;

/** One sealed entry of a ticket: the report, then what the citizen added. */
export const entrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("report"), report: reportSchema }),
  z.strictObject({ kind: z.literal("addition"), text: words }),
  /** To a question of the unit's. */
  z.strictObject({ kind: z.literal("answer"), text: words }),
  z.strictObject({ kind: z.literal("withdrawal"), text: words.optional() }),
]);
export type Entry = z.infer<typeof entrySchema>;
export type EntryKind = Entry["kind"];
