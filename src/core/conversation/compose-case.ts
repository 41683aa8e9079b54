/** How a guided question and the outcome at the end are said. */
import {
  type CaseOutcome,
  type CasePlace,
  type CaseQuestion,
  type CaseStep,
  countQuestions,
  displayTitle,
  type Entry,
  FACET_HEADINGS,
  type Facet,
  isoDayInHaiPhong,
  type Knowledge,
  type ProcedureEntry,
  sayOutcome,
  sourceLine,
  spokenFacets,
  standingOf,
  type ValiditySettings,
} from "../knowledge/index.ts";
import { askAnewButton, CASE_WORDING as SAY, writeCasePayload } from "./case-wording.ts";
import { standingNotes } from "./compose-answer.ts";
import { type Heard, heardOf } from "./hear-case.ts";
import { type Button, type Reply, writePayload } from "./reply.ts";

/** Where somebody stands in the cases of an entry. */
export type CasePosition = CasePlace & {
  readonly entry: ProcedureEntry & { readonly cases: NonNullable<ProcedureEntry["cases"]> };
  readonly heard: Heard;
};

/** Channels show few buttons beside those of the outcome itself. */
const MOST_FACET_BUTTONS = 3;
const NEXT_FACETS: readonly Facet[] = [
  "required-documents",
  "submission-methods",
  "authority",
  "steps",
  "fees",
  "processing-time",
];

/** @param first what is to be said before the question; paragraphs, empty ones are left out */
export function composeQuestion(
  position: CasePosition,
  question: CaseQuestion,
  first: readonly (string | undefined)[] = [],
): Reply {
  const { entry, steps } = position;
  const answers = steps.map(({ answer }) => answer);
  const left = countQuestions(entry.cases, question);
  const place = left === undefined ? "" : SAY.place(steps.length + 1, steps.length + left);
  const lines = [
    `${place}${question.ask}`,
    ...(question.note ? [question.note] : []),
    ...question.options.map(({ label }, at) => `${at + 1}. ${label}`),
    steps.length > 0 ? `${SAY.howToAnswer} Gõ ${SAY.howToSteer}` : SAY.howToAnswer,
  ];
  const options = question.options.map(
    ({ label }, at): Button => ({
      label: `${at + 1}. ${label}`,
      say: label,
      payload: writeCasePayload(entry.id, [...answers, at + 1]),
    }),
  );
  const back = steps.length > 0 ? [askAnewButton("Quay lại", entry.id, answers.slice(0, -1))] : [];
  return {
    text: [...first, lines.join("\n")].filter(Boolean).join("\n\n"),
    buttons: [...options, ...back],
  };
}

/** The sentences that tell what was understood of these steps without being asked. */
export function sayHeard(steps: readonly CaseStep[], heard: Heard): string[] {
  return steps.flatMap(({ question, option, answer }) => {
    const known = heardOf(heard, question);
    return known?.answer === answer ? [SAY.heard(known.phrase, option.label)] : [];
  });
}

/** The entry whose facts an outcome has: the other procedure, where it is one. */
export function leadOf(entry: Entry, outcome: CaseOutcome, knowledge: Knowledge): Entry {
  return (outcome.entry === undefined ? undefined : knowledge.get(outcome.entry)) ?? entry;
}

export function composeOutcome(
  position: CasePosition,
  outcome: CaseOutcome,
  now: Date,
  knowledge: Knowledge,
  validity: ValiditySettings,
): Reply {
  const { entry, steps, heard } = position;
  const lead = leadOf(entry, outcome, knowledge);
  const today = isoDayInHaiPhong(now);
  const standing = standingOf(lead, today, validity);
  const parts = sayOutcome(outcome, [standing, standingOf(entry, today, validity)]);
  const sourced = outcome.source ? { ...lead, source: outcome.source } : lead;
  const paragraphs = [
    sayHeard(steps, heard).join("\n"),
    ...standingNotes(lead, standing, knowledge),
    `${outcome.title}:\n${outcome.text}`,
    ...parts.map(({ heading, text }) => `${heading}:\n${text}`),
    steps.length > 0 ? SAY.answersGiven(steps.map(({ option }) => option.label)) : "",
    sourceLine(sourced, standing),
  ];
  return {
    text: paragraphs.filter(Boolean).join("\n\n"),
    buttons: outcomeButtons(position, lead, new Set(parts.map(({ facet }) => facet))),
  };
}

function outcomeButtons(
  { entry, steps, heard }: CasePosition,
  lead: Entry,
  said: ReadonlySet<Facet>,
): Button[] {
  const other: Button[] =
    lead.id === entry.id
      ? []
      : [
          {
            label: `Xem: ${displayTitle(lead)}`,
            say: displayTitle(lead),
            payload: writePayload({ entry: lead.id, facet: undefined }),
          },
        ];
  const firstHeard = steps.findIndex(({ question, answer }) => heardOf(heard, question)?.answer === answer);
  const answers = steps.map(({ answer }) => answer);
  const mend = firstHeard < 0 ? [] : [askAnewButton("Sửa lại", entry.id, answers.slice(0, firstHeard))];
  const facets = spokenFacets(lead, NEXT_FACETS)
    .filter((facet) => !said.has(facet))
    .slice(0, MOST_FACET_BUTTONS)
    .map(
      (facet): Button => ({
        label: FACET_HEADINGS[facet],
        say: `${displayTitle(lead)}: ${FACET_HEADINGS[facet].toLowerCase()}`,
        payload: writePayload({ entry: lead.id, facet }),
      }),
    );
  return [...other, ...mend, ...facets, askAnewButton("Hỏi lại từ đầu", entry.id, [])];
}
