/** The directory: name, code and office of every procedure of the national portal. It holds no fee and no time. */
import { z } from "zod";
import type { Draft } from "./draft.ts";
import { isoDay, isVerifiedAfterSource, lineOfText, provenanceFields } from "./entry-head.ts";
import { procedureCode } from "./procedure-code.ts";

export interface DirectoryRow {
  readonly code: string;
  /** The official name. */
  readonly name: string;
  /** Who made the procedure public: a ministry, the city. */
  readonly issuer: string | undefined;
  /** Who handles it; undefined where the list names nobody of this city. */
  readonly handler: string | undefined;
  readonly sector: string | undefined;
  readonly url: string | undefined;
}

/** A procedure that the portal may still list, and that is over. */
const endedSchema = z.strictObject({
  code: procedureCode,
  name: lineOfText.optional(),
  /** What to do instead: codes of entries or of the list. */
  replacedBy: z
    .array(procedureCode)
    .min(1, { error: "không có thủ tục thay thế thì xóa dòng này" })
    .optional(),
  /** One more sentence for the citizen. */
  note: lineOfText.optional(),
  source: z.strictObject({ title: lineOfText, number: lineOfText.optional(), date: isoDay.optional() }),
});
export type EndedProcedure = z.infer<typeof endedSchema>;

/** What is said of a list: `danh-muc-2026-07.yaml` beside `danh-muc-2026-07.csv`. */
export const directoryNoteSchema = z
  .strictObject({
    /** As in "danh mục tháng 7/2026". */
    label: lineOfText,
    ...provenanceFields,
    ended: z.array(endedSchema).optional(),
  })
  .refine(isVerifiedAfterSource, { path: ["verifiedOn"], error: "sớm hơn ngày của nguồn (source.date)" });
export type DirectoryNote = z.infer<typeof directoryNoteSchema>;

export interface Directory {
  /** "tháng 7/2026"; undefined when there is no list. */
  readonly label: string | undefined;
  /** Rows of the list, and of drafts whose codes are not in it. */
  readonly rows: ReadonlyMap<string, DirectoryRow>;
  readonly ended: ReadonlyMap<string, EndedProcedure>;
  /** What was imported of a procedure, if anything. */
  draft(code: string): Draft | undefined;
}

export const EMPTY_DIRECTORY: Directory = {
  label: undefined,
  rows: new Map(),
  ended: new Map(),
  draft: () => undefined,
};
