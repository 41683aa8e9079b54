/** A question whose right answer is known. */
import { z } from "zod";
import { FACETS, type Facet, procedureCode } from "../../core/knowledge/index.ts";

/** What must come out where no entry is the answer. */
export const EXPECTATIONS = [
  "answered",
  "clarified",
  "not-answered",
  "small-talk",
  "emergency",
  "feedback",
  /** Whatever else comes out, it is not taken for a report on officials. */
  "not-feedback",
] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

export interface Question {
  readonly id: string;
  readonly text: string;
  /** The right entries, or codes of the directory; any of them will do. */
  readonly entries: readonly string[];
  /** No entry is right, only a procedure of the directory. */
  readonly isOfDirectory?: boolean;
  /** The sides that are asked for; the first one said must be among them. */
  readonly facets: readonly Facet[];
  readonly expect: Expectation;
  /** How it is put: keyword, story, follow-up … */
  readonly kind: string;
  /** Questions of the same session are one conversation. */
  readonly session?: string | undefined;
}

const ownSchema = z.object({
  id: z.string(),
  text: z.string().min(1),
  entry: z.array(z.string()).optional(),
  /** Codes of the directory that would be right. */
  directory: z.array(procedureCode).optional(),
  facet: z.enum(FACETS).optional(),
  expect: z.enum(EXPECTATIONS).optional(),
  kind: z.string(),
  session: z.string().optional(),
});

/** Names of facets in collections that others made. */
const FOREIGN_FACETS: Readonly<Record<string, readonly Facet[]>> = {
  fee: ["fees"],
  time: ["processing-time"],
  documents: ["required-documents"],
  steps: ["steps"],
  place: ["authority", "submission-methods"],
  agency: ["authority"],
  methods: ["submission-methods", "online-service"],
  online: ["online-service", "submission-methods"],
  legal_basis: ["legal-basis"],
  result: ["result"],
  conditions: ["conditions", "applicants"],
  forms: ["forms"],
  form: ["forms"],
  applicants: ["applicants", "conditions"],
  explanation: ["overview"],
};

const foreignSchema = z.object({
  id: z.string(),
  text: z.string().min(1),
  relevant: z.array(z.string()),
  kind: z.string(),
  facet: z.array(z.string()).optional(),
  expect: z.string().optional(),
  in_catalogue: z.boolean().optional(),
  equivalent_in_catalogue: z.array(z.string()).optional(),
  catalogue_answer: z.array(z.string()).optional(),
  oos_reason: z.string().optional(),
  history: z.array(z.object({ text: z.string() })).optional(),
});

/**
 * Reads a file of questions, ours or one that others labelled with procedure codes.
 *
 * @throws Error naming the line that cannot be read
 */
export function parseQuestions(file: string, text: string): Question[] {
  return text
    .split("\n")
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => line.trim())
    .flatMap(({ line, at }) => {
      let raw: unknown;
      try {
        raw = JSON.parse(line);
      } catch {
        throw new Error(`${file}:${at + 1}: không phải JSON`);
      }
      const own = ownSchema.safeParse(raw);
      if (own.success) return [fromOwn(own.data)];
      const foreign = foreignSchema.safeParse(raw);
      if (foreign.success) return fromForeign(foreign.data);
      const issue = own.error.issues[0];
      throw new Error(`${file}:${at + 1}: ${issue?.path.join(".")} ${issue?.message}`);
    });
}

function fromOwn(row: z.infer<typeof ownSchema>): Question {
  return {
    id: row.id,
    text: row.text,
    entries: [...(row.entry ?? []), ...(row.directory ?? [])],
    isOfDirectory: row.entry === undefined && row.directory !== undefined,
    facets: row.facet ? [row.facet] : [],
    expect: row.expect ?? "answered",
    kind: row.kind,
    session: row.session,
  };
}

/** A foreign follow-up carries its history: that becomes turns of its own, which are not judged. */
function fromForeign(row: z.infer<typeof foreignSchema>): Question[] {
  const entries = [...row.relevant, ...(row.equivalent_in_catalogue ?? []), ...(row.catalogue_answer ?? [])];
  const isOutside = row.kind === "out-of-scope" || row.expect === "out-of-scope";
  const isSmallTalk = row.oos_reason === "small-talk";
  if (isOutside && row.catalogue_answer) return [];
  if (!isOutside && !row.in_catalogue) return [];
  const session = row.history ? row.id : undefined;
  const history = (row.history ?? []).map(
    ({ text }, at): Question => ({
      id: `${row.id}-${at}`,
      text,
      entries: [],
      facets: [],
      expect: "answered",
      kind: HISTORY,
      session,
    }),
  );
  return [
    ...history,
    {
      id: row.id,
      text: row.text,
      entries,
      facets: (row.facet ?? []).flatMap((facet) => FOREIGN_FACETS[facet] ?? []),
      expect: isSmallTalk
        ? "small-talk"
        : isOutside
          ? "not-answered"
          : row.kind === "clarify"
            ? "clarified"
            : "answered",
      kind: row.kind,
      session,
    },
  ];
}

/** A turn that only leads up to the next one. */
export const HISTORY = "history";
