/** Says an answer: the side asked for first, then the source line, then buttons for what one may ask next. */
import type { Word } from "../../language/index.ts";
import {
  chooseSection,
  differsByArea,
  displayTitle,
  type Entry,
  FACET_HEADINGS,
  FACETS,
  type Facet,
  formatDay,
  isoDayInHaiPhong,
  isWithheld,
  type Knowledge,
  type ProcedureEntry,
  type Standing,
  sayFacet,
  sourceLine,
  spokenFacets,
  standingOf,
  type ValiditySettings,
} from "../knowledge/index.ts";
import type { Places } from "../places/index.ts";
import { areaButtons } from "./area-buttons.ts";
import { beginButton, CASE_WORDING } from "./case-wording.ts";
import { type Button, type Reply, writePayload } from "./reply.ts";
import { sayWhereFeesHold, sayWhereToFile } from "./say-places.ts";
import type { Whereabouts } from "./whereabouts.ts";
import { WORDING } from "./wording.ts";

export interface Answer {
  readonly reply: Reply;
  /** The side that was said first. */
  readonly facet: Facet;
  /** It ends by asking in which part of the city one files. */
  readonly asksArea: boolean;
}

export interface AnswerQuestion {
  readonly entry: Entry;
  /** In the order in which they were asked for; empty when none was. */
  readonly facets: readonly Facet[];
  /** The question's words, for finding the section that fits; empty when a button was pressed. */
  readonly words: readonly Word[];
  readonly now: Date;
  /** Where the citizen lives or files, as far as it was told. */
  readonly where: Whereabouts;
  /** One of the entry's guided questions is open already: they are not offered again. */
  readonly isGuided?: boolean;
  /** The message told something of the citizen's case: whatever is asked, the case is worth asking for. */
  readonly tellsCase?: boolean;
}

/** What most people want to know next, in this order. */
const NEXT_FACETS: readonly Facet[] = [
  "required-documents",
  "fees",
  "processing-time",
  "submission-methods",
  "steps",
];
const MOST_FACET_BUTTONS = 4;
const MOST_NEIGHBOURS = 2;
const MOST_FACETS_AT_ONCE = 3;

/** A section of the author's own is said when it holds this much of the question. */
const LEAST_SECTION_SHARE = 0.34;
/** In a procedure, whose facets are a closed list, only when it holds nearly all. */
const LEAST_PROCEDURE_SHARE = 0.75;

export function composeAnswer(
  question: AnswerQuestion,
  knowledge: Knowledge,
  places: Places,
  validity: ValiditySettings,
): Answer {
  const { entry, where } = question;
  const standing = standingOf(entry, isoDayInHaiPhong(question.now), validity);
  const { parts, facet } = chooseParts(question, standing);
  const said = parts.flatMap((part) => part.facet ?? []);
  const asksArea =
    where.area === undefined &&
    said.includes("fees") &&
    saysAreas(entry, standing) &&
    differsByArea(entry.fees);
  const isOffered = leadsToCases(entry, standing) && !question.isGuided;
  const text = [
    ...standingNotes(entry, standing, knowledge),
    ...parts.map(({ heading, text }) => `${heading}\n${text}`),
    ...placeNote(places, question, said),
    sourceLine(entry, standing),
    ...(asksArea ? [WORDING.askArea] : []),
    // One question at a time: where fees differ by area, that is asked first.
    ...(isOffered && !asksArea && (question.tellsCase || DEPENDING_ON_CASE.includes(facet))
      ? [CASE_WORDING.invite]
      : []),
  ].join("\n\n");
  const buttons = [
    ...(asksArea ? areaButtons(entry.id) : []),
    ...(isOffered ? [beginButton(entry.id)] : []),
    ...nextButtons(entry, facet, knowledge),
  ];
  return { reply: { text, buttons }, facet, asksArea };
}

/** Sides that differ from case to case. */
const DEPENDING_ON_CASE: readonly Facet[] = ["fees", "required-documents", "conditions", "processing-time"];

/** Nobody is led through the cases of what has ended. */
function leadsToCases(entry: Entry, standing: Standing): boolean {
  return entry.kind === "procedure" && entry.cases !== undefined && standing !== "ended";
}

/** True when fees are said that are those of a part of the city. */
function saysAreas(entry: Entry, standing: Standing): entry is ProcedureEntry {
  return (
    entry.kind === "procedure" &&
    !isWithheld("fees", standing) &&
    entry.fees.some(({ area }) => area !== undefined)
  );
}

/** The sides of an entry beside which it helps to hear where one goes. */
const PLACED_FACETS: readonly Facet[] = ["overview", "authority", "submission-methods"];

function placeNote(places: Places, { entry, where }: AnswerQuestion, said: readonly Facet[]): string[] {
  if (entry.kind !== "procedure" || !said.some((facet) => PLACED_FACETS.includes(facet))) return [];
  const line = sayWhereToFile(places, entry, where);
  return line === undefined ? [] : [line];
}

interface Part {
  readonly heading: string;
  readonly text: string;
  /** Absent for a section of the author's own. */
  readonly facet?: Facet | undefined;
}

function chooseParts(question: AnswerQuestion, standing: Standing): { parts: Part[]; facet: Facet } {
  const { entry, facets, words, where } = question;
  const title = displayTitle(entry);
  const match = chooseSection(entry, words);
  const least = entry.kind === "procedure" ? LEAST_PROCEDURE_SHARE : LEAST_SECTION_SHARE;
  const isOwnHeading = match !== undefined && match.section.facet === undefined;
  const isFitting =
    match !== undefined &&
    match.share >= least &&
    (entry.kind === "procedure" ? facets.length === 0 : isOwnHeading || facets.length === 0);
  if (isFitting && !(entry.kind === "procedure" && isWithheld(match.section.facet, standing))) {
    const facet = match.section.facet ?? facets[0] ?? "overview";
    const { heading, text, facet: own } = match.section;
    // The section on fees alone has no lines of the head to be narrowed to a part of the city.
    const side = own === "fees" ? undefined : own;
    return { parts: [{ heading: headingOf(title, heading), text, facet: side }], facet };
  }
  const wanted: readonly Facet[] = facets.length > 0 ? facets.slice(0, MOST_FACETS_AT_ONCE) : ["overview"];
  const parts = wanted.map((facet): Part => {
    const heading = headingOf(title, FACET_HEADINGS[facet]);
    const area = facet === "fees" && saysAreas(entry, standing) ? where.area : undefined;
    const said = sayFacet(entry, facet, standing, area);
    const place = area ? `${sayWhereFeesHold(area, where)}\n` : "";
    if (said !== undefined) return { heading, text: place + said, facet };
    // A topic entry has few facets; its summary says more than an apology.
    if (entry.kind !== "procedure")
      return { heading: title, text: sayFacet(entry, "overview", standing) ?? "" };
    return { heading, text: WORDING.noSuchFacet(FACET_HEADINGS[facet], title) };
  });
  const seen = new Set<string>();
  return {
    parts: parts.filter((part) => !seen.has(part.text) && seen.add(part.text)),
    facet: wanted[0] ?? "overview",
  };
}

function headingOf(title: string, heading: string): string {
  return heading === FACET_HEADINGS.overview ? `${title}:` : `${title} – ${heading}:`;
}

/** What is to be said first of an entry that is not in force. */
export function standingNotes(entry: Entry, standing: Standing, knowledge: Knowledge): string[] {
  if (standing === "not-yet-in-force") return [WORDING.notYet(formatDay(entry.effectiveFrom ?? ""))];
  if (standing !== "ended") return [];
  const successor = entry.replacedBy ? knowledge.get(entry.replacedBy) : undefined;
  const note = WORDING.ended(formatDay(entry.effectiveUntil ?? ""));
  return [successor ? `${note} ${WORDING.replaced(displayTitle(successor))}` : note];
}

function nextButtons(entry: Entry, said: Facet, knowledge: Knowledge): Button[] {
  const facets = entry.kind === "procedure" ? NEXT_FACETS : FACETS;
  const facetButtons = spokenFacets(entry, facets)
    .filter((facet) => facet !== said && facet !== "overview")
    .slice(0, MOST_FACET_BUTTONS)
    .map(
      (facet): Button => ({
        label: FACET_HEADINGS[facet],
        say: `${displayTitle(entry)}: ${FACET_HEADINGS[facet].toLowerCase()}`,
        payload: writePayload({ entry: entry.id, facet }),
      }),
    );
  const phones = (entry.kind === "procedure" ? [] : (entry.phones ?? [])).map(
    ({ label, number }): Button => ({ label: `Gọi ${label}`, phone: number }),
  );
  const links = (entry.links ?? []).slice(0, 1).map(({ label, url }): Button => ({ label, url }));
  const neighbours = (entry.related ?? [])
    .flatMap((id) => knowledge.get(id) ?? [])
    .slice(0, MOST_NEIGHBOURS)
    .map(
      (other): Button => ({
        label: displayTitle(other),
        say: displayTitle(other),
        payload: writePayload({ entry: other.id, facet: undefined }),
      }),
    );
  return [...facetButtons, ...phones, ...links, ...neighbours];
}
