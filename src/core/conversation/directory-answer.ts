/** What is said of a procedure that is no entry: what the directory knows, and what was imported of it. Never a fee, never a time. */
import { normalize } from "../../language/index.ts";
import {
  type Directory,
  type DirectoryRow,
  type Draft,
  FACET_HEADINGS,
  type Facet,
  formatDay,
  hideAmounts,
  isNumeric,
} from "../knowledge/index.ts";
import type { Button, Reply } from "./reply.ts";
import type { Turn } from "./turn.ts";
import { WORDING } from "./wording.ts";

const LONGEST_NAME = 320;
const LONGEST_LABEL = 40;
/** What is longer is read better on the portal's page. */
const LONGEST_SECTION = 1_200;
const LONGEST_SUMMARY = 500;
/** Offices that one line can take. */
const MOST_OFFICES = 4;
const MOST_FACET_BUTTONS = 3;
/** What is offered of a draft, in this order. */
const DRAFT_FACETS: readonly Facet[] = [
  "required-documents",
  "steps",
  "applicants",
  "conditions",
  "result",
  "legal-basis",
];

/** @example writeRowPayload("1.000123", "steps") // "dir:1.000123:steps" */
export function writeRowPayload(code: string, facet?: Facet): string {
  return `dir:${code}${facet ? `:${facet}` : ""}`;
}

/** @example shortened("Cấp giấy phép xây dựng", 12) // "Cấp giấy…" */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const blank = cut.lastIndexOf(" ");
  return `${cut.slice(0, blank > most / 2 ? blank : cut.length).replace(/[\s,;:(]+$/u, "")}…`;
}

export function rowLabel(row: DirectoryRow): string {
  return shortened(row.name, LONGEST_LABEL);
}

/** A name among others to choose from, with who handles it: often that is the only difference. */
export function rowLine({ name, code, handler }: DirectoryRow): string {
  const office = handler ? `, ${shortened(handler, 60)}` : "";
  return `${shortened(name, 160)} (mã ${code}${office})`;
}

/** The sides that the message asks for; words that the procedure is called by ask for none. */
export function sidesAsked(turn: Turn, row: DirectoryRow): Facet[] {
  const inName = turn.brain.facets.spot(normalize(row.name));
  return turn.brain.facets.spot(turn.words).filter((facet) => !inName.includes(facet));
}

/** @param facets the sides asked for, the first one first */
export function composeRow(row: DirectoryRow, facets: readonly Facet[], directory: Directory): Reply {
  const draft = directory.draft(row.code);
  const asked = facets.filter((facet) => facet !== "overview");
  const said = asked.flatMap((facet) => sayFacet(facet, row, draft));
  const parts = asked.length === 0 ? overview(row, draft) : said;
  const isDraftSaid =
    draft !== undefined && (asked.length === 0 || asked.some((facet) => holds(draft, facet)));
  const text = [
    `${shortened(row.name, LONGEST_NAME)} (mã ${row.code})`,
    ...parts,
    ...(isDraftSaid ? [WORDING.draft(formatDay(draft.source.date))] : []),
    directory.label === undefined ? WORDING.notListed : WORDING.listed(directory.label),
  ].join("\n\n");
  return { text, buttons: buttonsOf(row, draft, asked) };
}

function overview(row: DirectoryRow, draft: Draft | undefined): string[] {
  const facts = [
    officeLine(row),
    ...(row.sector ? [`Lĩnh vực: ${shortened(row.sector, LONGEST_NAME)}`] : []),
  ].join("\n");
  const summary = draft && sectionOf(draft, "overview");
  return summary ? [facts, summary] : [facts];
}

function officeLine({ handler, issuer }: DirectoryRow): string {
  if (handler) {
    const offices = handler.split("; ");
    const more = offices.length > MOST_OFFICES ? "; …" : "";
    return `Nơi giải quyết: ${shortened(offices.slice(0, MOST_OFFICES).join("; "), LONGEST_NAME)}${more}`;
  }
  return issuer
    ? `Danh mục không ghi nơi giải quyết. Cơ quan công bố: ${issuer}`
    : "Danh mục không ghi nơi giải quyết.";
}

function sayFacet(facet: Facet, row: DirectoryRow, draft: Draft | undefined): string[] {
  if (isNumeric(facet)) return [WORDING.noNumberHere(FACET_HEADINGS[facet].toLowerCase())];
  const text = draft && sectionOf(draft, facet);
  if (text) return [`${FACET_HEADINGS[facet]}:\n${text}`];
  if (facet === "authority" || facet === "submission-methods") return [officeLine(row)];
  return [WORDING.notHere(FACET_HEADINGS[facet].toLowerCase())];
}

function holds(draft: Draft, facet: Facet): boolean {
  return !isNumeric(facet) && draft.sections.some((section) => section.facet === facet);
}

/** The text of a side as far as it fits, without the amounts that nobody has compared. */
function sectionOf(draft: Draft, facet: Facet): string | undefined {
  const text = draft.sections.find((section) => section.facet === facet)?.text;
  if (!text) return undefined;
  const safe = hideAmounts(text);
  const most = facet === "overview" ? LONGEST_SUMMARY : LONGEST_SECTION;
  return safe.length > most ? `${shortened(safe, most)} ${WORDING.restOnPortal}` : safe;
}

function buttonsOf(row: DirectoryRow, draft: Draft | undefined, said: readonly Facet[]): Button[] {
  const facets = draft
    ? DRAFT_FACETS.filter((facet) => holds(draft, facet) && !said.includes(facet)).slice(
        0,
        MOST_FACET_BUTTONS,
      )
    : [];
  return [
    ...facets.map(
      (facet): Button => ({
        label: FACET_HEADINGS[facet],
        say: `${rowLabel(row)}: ${FACET_HEADINGS[facet].toLowerCase()}`,
        payload: writeRowPayload(row.code, facet),
      }),
    ),
    { label: "Xem trên Cổng", url: row.url ?? "https://dichvucong.gov.vn" },
    { label: "Gọi 1022", phone: "1022" },
  ];
}
