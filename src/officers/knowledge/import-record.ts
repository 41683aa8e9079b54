/** One procedure as an import found it, whatever the form of the file was; and what every row must satisfy. */
import { z } from "zod";
import { DRAFT_LEVELS, type Facet, procedureCode } from "../../core/knowledge/index.ts";

/** The sides of a procedure that an import may carry. Never fees, never times: both lose their meaning in tables. */
export const IMPORTED_FACETS = [
  "steps",
  "required-documents",
  "applicants",
  "conditions",
  "result",
  "legal-basis",
] as const satisfies readonly Facet[];
export type ImportedFacet = (typeof IMPORTED_FACETS)[number];

export type DraftLevel = (typeof DRAFT_LEVELS)[number];

export const LEVEL_WORDS: Readonly<Record<DraftLevel, string>> = {
  commune: "cấp xã",
  province: "cấp thành phố",
  ministry: "cấp bộ",
  other: "cơ quan khác",
};

export const UNKNOWN_SECTOR = "Chưa phân lĩnh vực";

/** No page of the portal comes near this; what is longer is no procedure. */
const LONGEST_TEXT = 200_000;

export const importRecordSchema = z.object({
  /** Where it stands in the file, in words: “dòng 12”. */
  place: z.string(),
  code: procedureCode,
  title: z.string().min(1, { error: "để trống" }).max(5_000, { error: "dài quá 5.000 ký tự" }),
  sector: z.string().min(1),
  levels: z.array(z.enum(DRAFT_LEVELS)),
  /** Who carries it out; empty where the file does not say. */
  agency: z.string(),
  /** Who decides, where that is somebody else; empty otherwise. */
  competent: z.string(),
  applicants: z.string(),
  decision: z.string(),
  url: z.string(),
  /** Slug of the ministry or body that issued it; where the file does not say, of its sector. */
  scope: z.string(),
  /** Whether it can be filed online; undefined where the file does not say. */
  isOnline: z.boolean().optional(),
  texts: z.partialRecord(
    z.enum(IMPORTED_FACETS),
    z.string().max(LONGEST_TEXT, { error: "dài quá 200.000 ký tự" }),
  ),
  /** What an officer should know before trusting it. */
  warnings: z.array(z.string()),
});
export type ImportRecord = z.infer<typeof importRecordSchema>;

export interface RefusedRow {
  readonly place: string;
  /** Empty where none could be read. */
  readonly code: string;
  readonly reason: string;
}

/** What was read of a file. */
export interface ReadRecords {
  /** portal: the portal's pages in full; sheet: a table of an office. */
  readonly layout: "portal" | "sheet";
  readonly records: readonly ImportRecord[];
  readonly refused: readonly RefusedRow[];
  /** Rows of other provinces, which do not concern Hải Phòng. */
  readonly otherProvinces: number;
  /** The sides of a procedure for which the file has a place; what is empty in these is known to be empty. */
  readonly facets: readonly ImportedFacet[];
  /** What to say of the file as a whole. */
  readonly notes: readonly string[];
}

/** Checks one row; gives the reason, in words, where it is not in order. */
export function checkRecord(candidate: unknown): ImportRecord | string {
  const checked = importRecordSchema.safeParse(candidate, { error: () => "không đúng quy định" });
  return checked.success ? checked.data : sayIssues(checked.error);
}

const FIELD_WORDS: Readonly<Record<string, string>> = { code: "mã", title: "tên" };

/** What is wrong with a row, as an officer reads it. */
export function sayIssues(error: z.ZodError): string {
  const said = error.issues.map(({ path, message }) => {
    const field = path.map(String).join(".");
    return field ? `${FIELD_WORDS[field] ?? field}: ${message}` : message;
  });
  return [...new Set(said)].join("; ");
}

/** Keeps the first of several rows with one code. */
export function refuseRepeated(records: readonly ImportRecord[]): {
  records: ImportRecord[];
  refused: RefusedRow[];
} {
  const first = new Map<string, ImportRecord>();
  const refused: RefusedRow[] = [];
  for (const record of records) {
    const before = first.get(record.code);
    if (before)
      refused.push({
        place: record.place,
        code: record.code,
        reason: `mã này đã có ở ${before.place}; chỉ lấy dòng đầu`,
      });
    else first.set(record.code, record);
  }
  return { records: [...first.values()], refused };
}
