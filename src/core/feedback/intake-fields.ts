/** What is asked for a report, field by field, in the order of the dialogue: question, reader, and how it is shown. */
import { maskPersonalNumbers } from "../../language/index.ts";
import type { PlaceMatch, Places } from "../places/index.ts";
import { type Draft, INTAKE_FIELDS, type IntakeField, type Proposal } from "./intake.ts";
import { spotDossier, spotHappened, withDay } from "./said-in-story.ts";
import { excerpt } from "./story.ts";
import { FEEDBACK_WORDING as SAY } from "./wording.ts";

export interface ReadingFacts {
  readonly now: Date;
  readonly places: Places;
}

export type FieldReading =
  | { readonly kind: "value"; readonly value: Partial<Draft> }
  /** Several things may be meant. */
  | { readonly kind: "choice"; readonly proposals: readonly Proposal[] }
  | { readonly kind: "refused"; readonly why: string };

export interface FieldRow {
  readonly label: string;
  /** Praise takes less. */
  readonly isAsked: (draft: Draft) => boolean;
  readonly question: (draft: Draft) => string;
  /** What the story says of it already. */
  readonly propose: (draft: Draft, facts: ReadingFacts) => readonly Proposal[];
  readonly read: (answer: string, facts: ReadingFacts) => FieldReading;
  /** As it stands in the draft; undefined: nothing yet. */
  readonly show: (draft: Draft) => string | undefined;
  /** In the summary, where there is nothing. */
  readonly nothing: string;
  /** The draft's part that goes when the citizen wants it empty. */
  readonly cleared: Partial<Draft>;
}

const MOST_ANSWER = 500;

const always = () => true;
const notOfPraise = ({ kind }: Draft) => kind !== "praise";
const nothingKnown = () => [];

export const FIELD_ROWS: Readonly<Record<IntakeField, FieldRow>> = {
  story: {
    label: "Nội dung",
    isAsked: always,
    question: ({ kind, story }) => {
      if (story !== undefined) return SAY.storyTaken(excerpt(story));
      return kind === "praise" ? SAY.tellPraise : SAY.tellStory;
    },
    propose: nothingKnown,
    // Several messages make one story; the dialogue adds them up.
    read: (answer) => ({ kind: "value", value: { story: answer } }),
    show: ({ story }) => (story === undefined ? undefined : excerpt(story)),
    nothing: "chưa có",
    cleared: { story: undefined },
  },
  office: {
    label: "Nơi xảy ra",
    isAsked: always,
    question: () => `${SAY.askOffice} ${SAY.optional}`,
    propose: ({ story = "" }, { places }) =>
      proposePlaces(
        places.find(story).filter(({ sure }) => sure !== "possible"),
        places,
      ),
    read: readOffice,
    show: ({ office, officeName }) =>
      officeName === undefined || office === undefined || office.includes(officeName)
        ? office
        : `${office} (${officeName})`,
    nothing: "không nêu",
    cleared: { office: undefined, officeId: undefined, officeName: undefined },
  },
  happened: {
    label: "Thời gian",
    isAsked: notOfPraise,
    question: () => `${SAY.askHappened} ${SAY.optional}`,
    propose: ({ story = "" }, { now }) => {
      const happened = spotHappened(story, now);
      return happened === undefined ? [] : [{ label: happened, value: { happened } }];
    },
    read: (answer, { now }) => shortAnswer(answer, (text) => ({ happened: withDay(text, now) })),
    show: ({ happened }) => happened,
    nothing: "không nêu",
    cleared: { happened: undefined },
  },
  dossier: {
    label: "Mã hồ sơ",
    isAsked: notOfPraise,
    question: () => SAY.askDossier,
    propose: ({ story = "" }) => {
      const dossier = spotDossier(story);
      return dossier === undefined ? [] : [{ label: dossier, value: { dossier } }];
    },
    read: (answer) =>
      namesIdentity(answer)
        ? { kind: "refused", why: SAY.idNumber }
        : shortAnswer(answer, (dossier) => ({ dossier })),
    show: ({ dossier }) => dossier,
    nothing: "không có",
    cleared: { dossier: undefined },
  },
  contact: {
    label: "Liên hệ",
    isAsked: notOfPraise,
    question: () => SAY.askContact,
    propose: nothingKnown,
    read: (answer) =>
      namesIdentity(answer)
        ? { kind: "refused", why: SAY.idNumber }
        : shortAnswer(answer, (contact) => ({ contact })),
    show: ({ contact }) => contact,
    nothing: "không để lại, trả lời trong khung trò chuyện này",
    cleared: { contact: undefined },
  },
  files: {
    label: "Ảnh, tệp",
    isAsked: notOfPraise,
    question: () => SAY.askFiles,
    propose: nothingKnown,
    // Words beside the files tell more of the story.
    read: (answer) => ({ kind: "value", value: { story: answer } }),
    show: ({ files }) => (files > 0 ? `${files} tệp` : undefined),
    nothing: "không có",
    cleared: { files: 0 },
  },
};

/** The fields that are asked of this draft, in their order: the numbers of the summary. */
export function fieldsOf(draft: Draft): readonly IntakeField[] {
  return INTAKE_FIELDS.filter((field) => FIELD_ROWS[field].isAsked(draft));
}

/** The draft as the citizen sees it before it is sent. */
export function summarise(draft: Draft): string {
  const lines = fieldsOf(draft).map((field, at) => {
    const { label, show, nothing } = FIELD_ROWS[field];
    return `${at + 1}. ${label}: ${show(draft) ?? nothing}`;
  });
  return [SAY.summary, ...lines].join("\n");
}

function readOffice(answer: string, { places }: ReadingFacts): FieldReading {
  const short = shortAnswer(answer, (office) => ({ office }));
  if (short.kind !== "value") return short;
  const office = short.value.office ?? "";
  const named = proposePlaces(places.find(office), places, office);
  const [only] = named;
  const asWritten: Proposal = { label: SAY.asWritten, value: { ...emptyOffice, office } };
  if (!only) return { kind: "value", value: asWritten.value };
  if (named.length === 1 && isSurely(places.find(office))) return { kind: "value", value: only.value };
  return { kind: "choice", proposals: [...named, asWritten] };
}

const emptyOffice = { office: undefined, officeId: undefined, officeName: undefined };
const MOST_PLACES = 8;

/** A former unit lives on in one or several of today: each of them may be meant. */
function proposePlaces(matches: readonly PlaceMatch[], places: Places, written?: string): Proposal[] {
  const proposals = new Map<string, Proposal>();
  for (const { name, today, body } of matches)
    for (const id of today) {
      const officeName = places.placeName(id) ?? name;
      const label = body ? `${body} ${officeName}` : officeName;
      if (!proposals.has(id))
        proposals.set(id, { label, value: { office: written ?? label, officeId: id, officeName } });
    }
  return [...proposals.values()].slice(0, MOST_PLACES);
}

/** Named in full or in short, and alone: need not be asked back. */
function isSurely(matches: readonly PlaceMatch[]): boolean {
  return matches.length === 1 && matches[0]?.sure !== "possible";
}

function shortAnswer(answer: string, toValue: (text: string) => Partial<Draft>): FieldReading {
  const text = answer.toWellFormed().replace(/\s+/gu, " ").trim();
  if (text.length > MOST_ANSWER) return { kind: "refused", why: SAY.tooLongAnswer };
  return { kind: "value", value: toValue(text) };
}

/** Twelve figures of an identity card; a phone number is no such thing. */
function namesIdentity(text: string): boolean {
  return maskPersonalNumbers(text).includes("[số giấy tờ]");
}
