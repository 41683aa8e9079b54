/** How the guided questions of an entry go: on to the next open question, or to the outcome. */
import {
  type CaseOutcome,
  type CaseQuestion,
  type EntryId,
  type Facet,
  followCases,
} from "../knowledge/index.ts";
import { type CasePosition, composeOutcome, composeQuestion, leadOf, sayHeard } from "./compose-case.ts";
import { type Heard, heardOf } from "./hear-case.ts";
import { type Guided, rememberAnswer } from "./session.ts";
import type { Turn, TurnOutcome } from "./turn.ts";

/**
 * Where these answers lead, with what was heard taken as answered; undefined when there is no such entry, it has no
 * cases (any more), or the answers do not fit them.
 */
export function findPosition(
  turn: Turn,
  id: EntryId,
  answers: readonly number[],
  heard: Heard,
): CasePosition | undefined {
  const entry = turn.brain.knowledge.get(id);
  if (entry?.kind !== "procedure" || !entry.cases) return undefined;
  const { cases } = entry;
  let given = answers;
  for (;;) {
    const place = followCases(cases, given);
    if (!place) return undefined;
    const known = place.question && heardOf(heard, place.question);
    if (!known) return { ...place, entry: { ...entry, cases }, heard };
    given = [...given, known.answer];
  }
}

/** Asks what comes next, or says what came out. */
export function showPosition(
  turn: Turn,
  position: CasePosition,
  options: { readonly first?: readonly (string | undefined)[]; readonly facet?: Facet | undefined } = {},
): TurnOutcome {
  return position.outcome
    ? arrive(turn, position, position.outcome, options.facet)
    : askCase(turn, position, position.question, options.first);
}

/** From the first question on. */
export function beginCase(
  turn: Turn,
  id: EntryId,
  heard: Heard,
  first: readonly (string | undefined)[] = [],
): TurnOutcome | undefined {
  const position = findPosition(turn, id, [], heard);
  return position && showPosition(turn, position, { first });
}

export function askCase(
  turn: Turn,
  position: CasePosition,
  question: CaseQuestion,
  first: readonly (string | undefined)[] = [],
): TurnOutcome {
  const { entry, steps, heard } = position;
  const before = turn.session.guided;
  const known = before?.isOpen && before.entry === entry.id ? before.answers.length : 0;
  // Said once: when the question that it spares is passed over.
  const newly = sayHeard(steps.slice(known), heard);
  const guided: Guided = { entry: entry.id, answers: steps.map(({ answer }) => answer), heard, isOpen: true };
  const offered = turn.session.offered && { ...turn.session.offered, isOpen: false };
  return {
    outcome: "clarified",
    session: { ...turn.session, offered, guided },
    reply: composeQuestion(position, question, [...first, ...newly]),
    intent: undefined,
    entry: undefined,
    facet: undefined,
    candidates: [{ entry: entry.id, score: 1 }],
  };
}

function arrive(
  turn: Turn,
  position: CasePosition,
  outcome: CaseOutcome,
  facet: Facet | undefined,
): TurnOutcome {
  const { entry, steps, heard } = position;
  const { knowledge, validity } = turn.brain;
  const lead = leadOf(entry, outcome, knowledge);
  const guided: Guided = {
    entry: entry.id,
    answers: steps.map(({ answer }) => answer),
    heard,
    isOpen: false,
  };
  return {
    outcome: "answered",
    session: { ...rememberAnswer(turn.session, lead.id, []), guided },
    reply: composeOutcome(position, outcome, turn.now, knowledge, validity),
    intent: undefined,
    entry: lead.id,
    facet: facet ?? "conditions",
    candidates: [{ entry: lead.id, score: 1 }],
  };
}

/** The question that was open, in the answer to something else. */
export function openQuestionOf(turn: Turn): { position: CasePosition; question: CaseQuestion } | undefined {
  const { guided } = turn.session;
  if (!guided?.isOpen) return undefined;
  const position = findPosition(turn, guided.entry, guided.answers, {});
  return (
    position?.question && { position: { ...position, heard: guided.heard }, question: position.question }
  );
}

/** The entry itself and those that its outcomes lead to. */
export function entriesOf({ id, cases }: CasePosition["entry"]): readonly EntryId[] {
  return [id, ...cases.outcomes.flatMap(({ entry }) => entry ?? [])];
}
