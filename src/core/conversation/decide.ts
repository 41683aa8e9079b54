/** The ways in which steps end a turn, each in one place. */
import { normalize } from "../../language/index.ts";
import {
  displayTitle,
  type Entry,
  type EntryId,
  type Facet,
  sayOutcome,
  spokenFacets,
} from "../knowledge/index.ts";
import type { KnowledgeHit } from "../ports.ts";
import { composeAnswer } from "./compose-answer.ts";
import { composeRow, rowLabel, rowLine, sidesAsked, writeRowPayload } from "./directory-answer.ts";
import { findPosition, showPosition } from "./guide-case.ts";
import { type Heard, hearCases } from "./hear-case.ts";
import type { Intent } from "./intent.ts";
import type { Outcome } from "./outcome.ts";
import { type Button, writePayload } from "./reply.ts";
import { type Guided, rememberAnswer, rememberOffer } from "./session.ts";
import type { Turn, TurnOutcome } from "./turn.ts";
import { WAYS_ON, WORDING } from "./wording.ts";

const MOST_CANDIDATES = 5;

/** Answers from one entry, or from the directory where there is no entry. Undefined when neither knows the id (any more). */
export function answerFrom(
  turn: Turn,
  id: EntryId,
  facets: readonly Facet[] = turn.facets,
  candidates: readonly KnowledgeHit[] = turn.findings.hits,
  words = turn.words,
): TurnOutcome | undefined {
  const entry = turn.brain.knowledge.get(id);
  if (!entry) return answerFromRow(turn, id, facets === turn.facets ? undefined : facets, candidates);
  const sides = askedOf(turn, entry, facets);
  const heard = hearFor(turn, entry);
  const direct = answerCaseHeard(turn, entry, heard, sides);
  if (direct) return { ...direct, intent: turn.intents[0]?.intent, candidates: leading(candidates) };
  const { reply, facet, asksArea } = composeAnswer(
    {
      entry,
      facets: sides,
      words,
      now: turn.now,
      where: turn.where,
      isGuided: isGuidedThrough(turn, id),
      tellsCase: Object.keys(heard).length > 0,
    },
    turn.brain.knowledge,
    turn.brain.places,
    turn.brain.validity,
  );
  return {
    outcome: "answered",
    session: {
      ...rememberAnswer(turn.session, id, sides),
      areaAskedOf: asksArea ? id : undefined,
      guided: guidedBy(turn, entry, heard),
    },
    reply,
    intent: turn.intents[0]?.intent,
    entry: id,
    facet,
    candidates: leading(candidates),
  };
}

function isGuidedThrough({ session: { guided } }: Turn, id: EntryId): boolean {
  return guided?.isOpen === true && guided.entry === id && !guided.isReminded;
}

/** What a typed message says of the citizen's case. */
function hearFor(turn: Turn, entry: Entry): Heard {
  const isTyped = turn.message.payload === undefined;
  return isTyped && entry.kind === "procedure" && entry.cases ? hearCases(entry.cases, turn.words) : {};
}

/** Where the message tells the whole case, and its outcome says every side that is asked for, that is the answer. */
function answerCaseHeard(
  turn: Turn,
  entry: Entry,
  heard: Heard,
  facets: readonly Facet[],
): TurnOutcome | undefined {
  if (Object.keys(heard).length === 0 || facets.length === 0) return undefined;
  const position = findPosition(turn, entry.id, [], heard);
  if (!position?.outcome) return undefined;
  const said: readonly Facet[] = [
    ...sayOutcome(position.outcome, []).map(({ facet }) => facet),
    "conditions",
  ];
  return facets.every((facet) => said.includes(facet))
    ? showPosition(turn, position, { facet: facets[0] })
    : undefined;
}

/** The questions of the entry that is answered from; open ones of the same entry stay open. */
function guidedBy(turn: Turn, entry: Entry, heard: Heard): Guided | undefined {
  const before = turn.session.guided;
  if (entry.kind !== "procedure" || !entry.cases || before?.isOpen) return before;
  const known = before?.entry === entry.id ? before.heard : {};
  return { entry: entry.id, answers: [], heard: { ...known, ...heard }, isOpen: false };
}

/** @param facets the sides asked for; left out, those that the message names */
export function answerFromRow(
  turn: Turn,
  code: string,
  facets: readonly Facet[] | undefined,
  candidates: readonly KnowledgeHit[],
): TurnOutcome | undefined {
  const row = turn.brain.directory.rows.get(code);
  if (!row) return undefined;
  const sides = facets ?? sidesAsked(turn, row);
  return {
    outcome: "answered",
    session: rememberAnswer(turn.session, code, sides),
    reply: composeRow(row, sides, turn.brain.directory),
    intent: turn.intents[0]?.intent,
    entry: code,
    facet: sides[0] ?? "overview",
    candidates: leading(candidates),
  };
}

/**
 * Entries other than procedures have few sides: of those asked for, the ones it can say. "Nộp hồ sơ trực tuyến thế
 * nào": what the entry is called by, and has nothing more to say of, is no side that is asked for.
 */
function askedOf(turn: Turn, entry: Entry, facets: readonly Facet[]): readonly Facet[] {
  if (facets.length === 0 || entry.kind === "procedure") return facets;
  const spoken = spokenFacets(entry, facets).filter((facet) => facet !== "overview");
  if (spoken.length > 0) return spoken;
  const named = turn.brain.facets.spot(normalize(`${entry.title} ${displayTitle(entry)}`));
  return facets.filter((facet) => !named.includes(facet));
}

/** Asks which of several entries is meant; they can be chosen by button, number, ordinal or words. */
export function clarify(
  turn: Turn,
  choices: readonly KnowledgeHit[],
  facets: readonly Facet[] = turn.facets,
): TurnOutcome {
  const offered = choices.flatMap((choice) => offerOf(turn, choice.entry, facets[0]) ?? []);
  const lines = offered.map(({ name }, at) => `${at + 1}. ${name}`);
  const buttons = offered.map(
    ({ label, payload }, at): Button => ({ label: `${at + 1}. ${label}`, say: label, payload }),
  );
  return {
    outcome: "clarified",
    session: rememberOffer(turn.session, {
      entries: offered.map(({ id }) => id),
      facets,
      likeliest: likeliestOf(choices),
      question: turn.words.map((word) => word.text).join(" "),
    }),
    reply: { text: [WORDING.askWhich, ...lines, WORDING.howToChoose].join("\n"), buttons },
    intent: turn.intents[0]?.intent,
    entry: undefined,
    facet: facets[0],
    candidates: leading(choices),
  };
}

/** So many times as likely as the next one. */
const FAR_LIKELIER = 1.5;
/** And more likely than not: a guess among many is no answer. */
const LIKELIER_THAN_NOT = 0.5;

function likeliestOf([first, second]: readonly KnowledgeHit[]): EntryId | undefined {
  const isFarAhead = first && second && first.score >= FAR_LIKELIER * second.score;
  return isFarAhead && first.score >= LIKELIER_THAN_NOT ? first.entry : undefined;
}

interface Offer {
  readonly id: string;
  readonly name: string;
  /** The name for a button. */
  readonly label: string;
  readonly payload: string;
}

function offerOf(turn: Turn, id: string, facet: Facet | undefined): Offer | undefined {
  const entry = turn.brain.knowledge.get(id);
  if (entry) {
    const label = displayTitle(entry);
    return { id, name: label, label, payload: writePayload({ entry: id, facet }) };
  }
  const row = turn.brain.directory.rows.get(id);
  return (
    row && { id, name: rowLine(row), label: `${rowLabel(row)} (${id})`, payload: writeRowPayload(id, facet) }
  );
}

/** Says a sentence that is about no entry. */
export function say(
  turn: Turn,
  outcome: Outcome,
  text: string,
  options: {
    readonly intent?: string | undefined;
    readonly entry?: EntryId | undefined;
    readonly buttons?: readonly Button[];
  } = {},
): TurnOutcome {
  return {
    outcome,
    session: turn.session,
    reply: { text, buttons: options.buttons ?? [] },
    intent: options.intent ?? turn.intents[0]?.intent,
    entry: options.entry,
    facet: undefined,
    candidates: leading(turn.findings.hits),
  };
}

/** Passes the citizen on to people: a good outcome where the bot does not know. */
export function handOver(turn: Turn, text: string = WORDING.handOver, intent?: string): TurnOutcome {
  return say(turn, "handed-over", text, { intent, buttons: WAYS_ON });
}

/** One of an intent's replies, another one each time. */
export function replyOf(intent: Intent, turn: Turn, otherwise: string): string {
  const replies = intent.replies ?? [];
  return replies[turn.session.turns % (replies.length || 1)] ?? otherwise;
}

function leading(hits: readonly KnowledgeHit[]): readonly KnowledgeHit[] {
  return hits
    .slice(0, MOST_CANDIDATES)
    .map(({ entry, score }) => ({ entry, score: Math.round(score * 10_000) / 10_000 }));
}
