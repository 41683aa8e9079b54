/** A new entry as it was told, and the file that it becomes. */
import { Document, isScalar, Scalar, visit } from "yaml";
import {
  type Confidence,
  type EntryKind,
  FACET_HEADINGS,
  type Fee,
  type ProcedureHead,
  type ProcessingTime,
  type Risk,
  type Source,
} from "../../core/knowledge/index.ts";

export interface NewEntry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly shortTitle: string | undefined;
  readonly aliases: readonly string[];
  readonly questions: readonly string[];
  readonly procedure: NewProcedure | undefined;
  readonly phones: readonly { readonly label: string; readonly number: string }[];
  readonly source: Source;
  readonly verifiedOn: string;
  readonly confidence: Confidence;
  readonly summary: readonly string[];
  readonly further: readonly (readonly [heading: string, lines: readonly string[]])[];
}

export interface NewProcedure {
  readonly sector: string;
  readonly level: ProcedureHead["level"];
  readonly risk: Risk;
  readonly authority: string;
  readonly onlineService: ProcedureHead["onlineService"];
  readonly fees: readonly Fee[];
  readonly processingTime: readonly ProcessingTime[];
  readonly legalBasis: readonly string[];
  readonly papers: readonly string[];
  readonly steps: readonly string[];
  readonly ways: readonly string[];
  readonly result: readonly string[];
  readonly applicants: readonly string[];
}

/** Words of a closed list, which stand without quotes. */
const PLAIN_FIELDS = new Set([
  "kind",
  "level",
  "risk",
  "onlineService",
  "unit",
  "date",
  "verifiedOn",
  "confidence",
]);

const ASK = "anh/chị hỏi nơi nhận hồ sơ hoặc Tổng đài 1022";

export function composeEntry(entry: NewEntry): string {
  const { procedure } = entry;
  const head = withoutGaps({
    id: entry.id,
    kind: entry.kind,
    title: entry.title,
    shortTitle: entry.shortTitle,
    aliases: entry.aliases,
    questions: entry.questions,
    ...(procedure && {
      sector: procedure.sector,
      level: procedure.level,
      risk: procedure.risk,
      authority: procedure.authority,
      onlineService: procedure.onlineService,
      fees: procedure.fees.map(withoutGaps),
      processingTime: procedure.processingTime.map(withoutGaps),
      legalBasis: procedure.legalBasis,
    }),
    phones: entry.phones.length > 0 ? entry.phones : undefined,
    source: withoutGaps(entry.source),
    verifiedOn: entry.verifiedOn,
    confidence: entry.confidence,
  });
  const sections: (readonly [string, readonly string[], isList?: boolean])[] = [
    [FACET_HEADINGS.overview, entry.summary],
    ...(procedure ? procedureSections(entry, procedure) : []),
    ...entry.further.map(([heading, lines]) => [heading, lines] as const),
  ];
  const body = sections.map(
    ([heading, lines, isList]) =>
      `## ${heading}\n${lines.map((line) => (isList ? `- ${line}` : line)).join("\n")}\n`,
  );
  return `---\n${writeYaml(head)}---\n\n${body.join("\n")}`;
}

function procedureSections(
  { id, title }: NewEntry,
  procedure: NewProcedure,
): (readonly [string, readonly string[], boolean?])[] {
  const told = (lines: readonly string[], what: string): readonly [readonly string[], boolean] =>
    lines.length > 0 ? [lines, lines.length > 1] : [[`Chưa xác nhận được ${what}; ${ASK}.`], false];
  const byCode = /^\d/u.test(id) ? ` hoặc mã ${id}` : "";
  const online =
    procedure.onlineService === "none" || procedure.onlineService === "unknown"
      ? `Cần biết thêm thì ${ASK}.`
      : `Vào dichvucong.gov.vn hoặc VNeID, tìm theo tên “${title}”${byCode}.`;
  return [
    [FACET_HEADINGS["required-documents"], ...told(procedure.papers, "giấy tờ cần có")],
    [FACET_HEADINGS.steps, ...told(procedure.steps, "các bước")],
    [FACET_HEADINGS["submission-methods"], ...told(procedure.ways, "cách nộp")],
    [FACET_HEADINGS["online-service"], [online]],
    [FACET_HEADINGS.result, ...told(procedure.result, "kết quả")],
    [FACET_HEADINGS.applicants, ...told(procedure.applicants, "ai được làm")],
  ];
}

function writeYaml(head: object): string {
  const document = new Document(head, { schema: "core" });
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && isScalar(value) && PLAIN_FIELDS.has(String(key.value))) value.type = Scalar.PLAIN;
    },
  });
  return document.toString({ defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 });
}

function withoutGaps<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}
