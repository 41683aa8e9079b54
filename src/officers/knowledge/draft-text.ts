/** A draft as the text of a file: written with a seal by which one can tell later whether an officer has changed it. */
import { createHash } from "node:crypto";
import { parse, stringify } from "yaml";
import {
  type DraftHead,
  draftHeadSchema,
  FACET_HEADINGS,
  type Facet,
  facetOfHeading,
} from "../../core/knowledge/index.ts";
import { IMPORTED_FACETS, type ImportRecord, LEVEL_WORDS } from "./import-record.ts";
import { shortLine } from "./official-text.ts";

/** Where a draft has its words from. */
export interface DraftSource {
  readonly title: string;
  /** ISO day of the export or list. */
  readonly date: string;
  /** ISO day of the import. */
  readonly importedOn: string;
}

const SEAL_NOTE =
  "# Máy viết từ bản nhập, chưa ai kiểm tra. Sửa một chữ nào trong tệp này thì máy không ghi đè nữa. Dấu:";
const SEAL_LINE = new RegExp(`^${SEAL_NOTE.replaceAll(".", "\\.")} (?<seal>[\\w-]{43})\n`, "mu");
const LONGEST_LINE = 1_000;
/** What the schema of drafts allows for names. */
const LONGEST_NAME = 3_000;
const UNKNOWN_AUTHORITY = "Chưa rõ, xin xem trên Cổng Dịch vụ công quốc gia";

/** The whole text of a draft's file. */
export function writeDraft(record: ImportRecord, source: DraftSource): string {
  const head = draftHead(record, source);
  const yaml = stringify(head, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 });
  const body = draftSections(record)
    .map(({ facet, text }) => `## ${FACET_HEADINGS[facet]}\n${text}\n`)
    .join("\n");
  const text = `---\n${yaml}---\n\n${body}`;
  return text.replace("---\n", `---\n${SEAL_NOTE} ${sealOf(text)}\n`);
}

/** The head of a record's draft. */
export function draftHead(record: ImportRecord, source: DraftSource): DraftHead {
  const { code, title, sector, levels, agency, competent, applicants, decision, url } = record;
  return {
    kind: "draft",
    id: code,
    title: shortLine(title, LONGEST_NAME),
    sector: shortLine(sector, LONGEST_NAME),
    levels,
    authority: shortLine(agency || competent || UNKNOWN_AUTHORITY, LONGEST_NAME),
    ...(applicants && { applicants: shortLine(applicants, LONGEST_NAME) }),
    ...(decision && { decision: shortLine(decision, LONGEST_LINE) }),
    ...(isAddress(url) && { url }),
    source: {
      title: shortLine(source.title, LONGEST_LINE),
      date: source.date,
      ...(isAddress(url) && { url }),
    },
    importedOn: source.importedOn,
    confidence: "unverified",
  };
}

/** The sections of a record's draft; those for which the record has no words are left out. */
export function draftSections(
  record: ImportRecord,
): readonly { readonly facet: Facet; readonly text: string }[] {
  const told = IMPORTED_FACETS.flatMap((facet) => {
    const text = record.texts[facet];
    return text ? [{ facet, text }] : [];
  });
  return [{ facet: "overview", text: summaryOf(record) }, ...told];
}

/** Only what the head says, as sentences: nobody has read the rest. */
function summaryOf({ sector, levels, agency, competent }: ImportRecord): string {
  const where = levels.map((level) => LEVEL_WORDS[level]).join(", ");
  const who = shortLine(agency || competent, LONGEST_LINE);
  const sentences = [
    `Thủ tục thuộc lĩnh vực ${shortLine(sector, LONGEST_LINE)}${where ? `, thực hiện ở ${where}` : ""}.`,
    ...(who ? [`Cơ quan thực hiện: ${who.replace(/\.$/u, "")}.`] : []),
  ];
  return sentences.join(" ");
}

/** What a file of a draft says, if it can be read at all. */
export interface ReadDraft {
  /** Undefined where an officer has left something that is no head of a draft. */
  readonly head: DraftHead | undefined;
  readonly texts: ReadonlyMap<Facet, string>;
  /** True while nobody has changed a letter since it was written by an import. */
  readonly isUntouched: boolean;
}

/** Never throws: an officer may have left anything. */
export function readDraft(raw: string): ReadDraft {
  const text = sameForm(raw);
  const seal = SEAL_LINE.exec(text)?.groups?.seal;
  const isUntouched = seal !== undefined && sealOf(text.replace(SEAL_LINE, "")) === seal;
  const parts = /^---\n(?<head>[\s\S]*?\n)---\n(?<body>[\s\S]*)$/u.exec(text);
  const texts = new Map<Facet, string>();
  for (const part of (parts?.groups?.body ?? "").split(/^## /mu).slice(1)) {
    const [heading = "", ...lines] = part.split("\n");
    const facet = facetOfHeading(heading);
    if (facet) texts.set(facet, lines.join("\n").trim());
  }
  return { head: readHead(parts?.groups?.head ?? ""), texts, isUntouched };
}

function readHead(yaml: string): DraftHead | undefined {
  try {
    return draftHeadSchema.safeParse(parse(yaml, { schema: "core", maxAliasCount: 0, logLevel: "error" }))
      .data;
  } catch {
    return undefined;
  }
}

function sealOf(text: string): string {
  return createHash("sha256").update(sameForm(text)).digest("base64url");
}

/** What editors and version control change without anybody's will: line ends, a byte order mark, the last line's end. */
function sameForm(text: string): string {
  return `${text
    .replace(/^\uFEFF/u, "")
    .replace(/\r\n?/gu, "\n")
    .normalize("NFC")
    .trimEnd()}\n`;
}

function isAddress(url: string): boolean {
  return draftHeadSchema.shape.url.safeParse(url).success && url !== "";
}
