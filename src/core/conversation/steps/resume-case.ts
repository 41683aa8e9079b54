/** Something else was asked while a guided question was open, and was answered: the question is asked again once, or dropped. */

import { CASE_WORDING as SAY } from "../case-wording.ts";
import type { CasePosition } from "../compose-case.ts";
import { composeQuestion } from "../compose-case.ts";
import { askCase, entriesOf, openQuestionOf } from "../guide-case.ts";
import type { Turn, TurnOutcome } from "../turn.ts";

/** Beside those of the question: channels show few. */
const MOST_OTHER_BUTTONS = 2;

export function resumeCase(turn: Turn, outcome: TurnOutcome): TurnOutcome {
  const { guided } = turn.session;
  const open = openQuestionOf(turn);
  // Steps of the guided questions say themselves which one is open.
  if (!guided?.isOpen || outcome.session.guided !== guided) return outcome;
  // Whoever reports is asked nothing else; whoever asks about another matter, or again about something else, has moved on.
  const isDropped =
    !open ||
    turn.session.intake ||
    outcome.session.intake ||
    guided.isReminded ||
    !isAside(outcome, open.position);
  if (isDropped) return withoutOpen(outcome);
  const reminded = { ...guided, isReminded: true };
  if (outcome.outcome === "not-understood" || outcome.outcome === "clarified") {
    const asked = askCase(turn, open.position, open.question, [SAY.unclear]);
    return { ...asked, session: { ...asked.session, guided: reminded } };
  }
  const question = composeQuestion(open.position, open.question, [SAY.backToIt]);
  return {
    ...outcome,
    session: { ...outcome.session, guided: reminded },
    reply: {
      ...outcome.reply,
      text: `${outcome.reply.text}\n\n${question.text}`,
      buttons: [...question.buttons, ...outcome.reply.buttons.slice(0, MOST_OTHER_BUTTONS)],
    },
  };
}

/** Still about the same matter, or about none; or in doubt whether it is. */
function isAside({ outcome, entry, session }: TurnOutcome, { entry: own }: CasePosition): boolean {
  switch (outcome) {
    case "small-talk":
    case "not-understood":
      return true;
    case "answered":
      return entry !== undefined && entriesOf(own).includes(entry);
    case "clarified":
      return session.offered?.entries.some((choice) => entriesOf(own).includes(choice)) ?? false;
    default:
      return false;
  }
}

/** Buttons of the question still lead on; words do not any more. */
function withoutOpen(outcome: TurnOutcome): TurnOutcome {
  const { guided } = outcome.session;
  // Steps of the guided questions say themselves which one is open.
  if (!guided?.isOpen || outcome.session.guided !== guided) return outcome;
  return { ...outcome, session: { ...outcome.session, guided: { ...guided, isOpen: false } } };
}
