/** What citizens want, as officers keep it in `intents/`: one intent per file with example utterances. */
import { z } from "zod";
import { CATEGORIES } from "../feedback/categories.ts";
import { FEEDBACK_KINDS, type FeedbackKind } from "../feedback/recogniser.ts";
import { FACETS } from "../knowledge/facet.ts";

/** What the core does with an intent; a closed list, since each group has its own step of the turn. */
export const INTENT_GROUPS = [
  "ask",
  "facet",
  "small-talk",
  /** Officials' misconduct is reported. One intent only. */
  "feedback",
  /** What resembles such a report; the field `feedback` says in which way. */
  "near-feedback",
  "emergency",
  "hand-over",
  "out-of-scope",
] as const;
export type IntentGroup = (typeof INTENT_GROUPS)[number];

const line = z.string({ error: "phải là một dòng chữ" }).trim().min(1, { error: "đang để trống" });

export const intentSchema = z
  .strictObject({
    id: line.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "phải là chữ thường không dấu nối bằng gạch ngang" }),
    group: z.enum(INTENT_GROUPS, { error: `phải là một trong: ${INTENT_GROUPS.join(", ")}` }),
    /** The side of an entry that is asked for; always in the group "facet", may be in the group "ask". */
    facet: z.enum(FACETS, { error: `phải là một trong: ${FACETS.join(", ")}` }).optional(),
    /** Short phrases that show the facet wherever they stand; only in the group "facet". */
    cues: z.array(line).optional(),
    /** In which way it resembles a report; only in the group "near-feedback". */
    feedback: z.enum(FEEDBACK_KINDS, { error: `phải là một trong: ${FEEDBACK_KINDS.join(", ")}` }).optional(),
    /** Short phrases by what a report with them is filed under; only in the group "feedback". */
    signs: z.partialRecord(z.enum(CATEGORIES), z.array(line)).optional(),
    /** The entry that the intent is answered from; what is said may then stand in that entry only. */
    entry: line.optional(),
    description: line,
    /** As citizens write; the classifier learns from these. */
    utterances: z.array(line, { error: "phải là danh sách" }).min(10, { error: "cần ít nhất 10 câu mẫu" }),
    /** What the bot says; one of them is taken in turn. Intents that lead to an entry have none. */
    replies: z.array(line).optional(),
  })
  .refine((intent) => intent.group === "ask" || (intent.group === "facet") === (intent.facet !== undefined), {
    path: ["facet"],
    error: "nhóm facet phải có trường facet, nhóm khác (trừ ask) thì không",
  })
  .refine((intent) => (intent.group === "near-feedback") === (intent.feedback !== undefined), {
    path: ["feedback"],
    error: "nhóm near-feedback phải có trường feedback, nhóm khác thì không",
  });
export type Intent = z.infer<typeof intentSchema>;

/** The intent of reports on officials, of which there is one. */
export function reportIntentOf(intents: Iterable<Intent>): Intent | undefined {
  return [...intents].find(({ group }) => group === "feedback");
}

/** What a message of this intent is to the recogniser of reports; undefined: it resembles none. */
export function feedbackKindOf(intent: Intent): FeedbackKind | undefined {
  return intent.group === "feedback" ? "misconduct" : intent.feedback;
}
