/** Something else was asked in the middle of a report and was answered: now the dialogue goes on with its open question. */
import { type Intake, FEEDBACK_WORDING as SAY } from "../../feedback/index.ts";
import type { Turn, TurnOutcome } from "../turn.ts";
import { openQuestion } from "./open-question.ts";

/** Answers keep two of their own buttons: no channel shows many. */
const MOST_OTHER_BUTTONS = 2;

export function resumeIntake(turn: Turn, outcome: TurnOutcome): TurnOutcome {
  const { intake } = outcome.session;
  if (!intake || turn.session.intake?.code !== intake.code) return outcome;
  const confidential = { ...outcome, isConfidential: true };
  if (intake.draft.consentAt === undefined && intake.stage !== "consent")
    return afterOffer(confidential, intake);
  // A choice that is open, or somebody in danger: one question at a time, and none at all.
  if (outcome.outcome === "clarified") return confidential;
  if (outcome.outcome === "emergency") return withText(confidential, SAY.stillThere);
  return asked(confidential, intake);
}

/** Nothing was agreed to: the offer is repeated once, then it is taken for declined. */
function afterOffer(outcome: TurnOutcome, intake: Intake): TurnOutcome {
  if (outcome.outcome === "clarified" || outcome.outcome === "emergency") return outcome;
  if (intake.isReminded)
    return {
      ...outcome,
      session: { ...outcome.session, intake: undefined },
      acts: [...(outcome.acts ?? []), { kind: "drop", code: intake.code }],
    };
  const reminded: Intake = { ...intake, isReminded: true };
  const asking = asked(outcome, reminded, intake.stage === "offer" ? SAY.offerAgain : undefined);
  return { ...asking, session: { ...asking.session, intake: reminded } };
}

function asked(outcome: TurnOutcome, intake: Intake, text?: string): TurnOutcome {
  const question = openQuestion(intake);
  const said = withText(outcome, text ?? `${SAY.backToIt} ${question.short ?? question.text}`);
  const own = outcome.reply.buttons.slice(0, MOST_OTHER_BUTTONS);
  return {
    ...said,
    reply: {
      ...said.reply,
      buttons: [...question.buttons, ...own],
      ...(question.wantsFiles && { wantsFiles: true }),
    },
  };
}

function withText(outcome: TurnOutcome, text: string): TurnOutcome {
  return {
    ...outcome,
    reply: { ...outcome.reply, text: `${outcome.reply.text}\n\n${text}`, isPrivate: true },
  };
}
