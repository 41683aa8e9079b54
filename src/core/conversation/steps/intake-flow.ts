/** How the dialogue on a report moves: asks, goes to a stage, on, back, and ends. */
import {
  FIELD_ROWS,
  fieldsOf,
  INTAKE_FIELDS,
  type Intake,
  type IntakeField,
  type IntakeStage,
  FEEDBACK_WORDING as SAY,
} from "../../feedback/index.ts";
import { speak } from "../feedback-turn.ts";
import type { Turn, TurnOutcome } from "../turn.ts";
import { openQuestion } from "./open-question.ts";

/** Asks the open question (again), after what is to be said first. */
export function ask(
  turn: Turn,
  intake: Intake,
  says: readonly (string | undefined)[] = [],
  acts: NonNullable<TurnOutcome["acts"]> = [],
): TurnOutcome {
  const question = openQuestion(intake);
  const { buttons, wantsFiles } = question;
  return speak(turn, { says: [...says, question.text], buttons, wantsFiles, session: { intake }, acts });
}

/** The same in short, where all of it has been said a moment ago. */
export function askAgain(turn: Turn, intake: Intake, says: string): TurnOutcome {
  const { short, text, buttons, wantsFiles } = openQuestion(intake);
  return speak(turn, { says: [says, short ?? text], buttons, wantsFiles, session: { intake } });
}

/** Goes to a stage; what the story says of its field already is proposed. */
export function enter(
  turn: Turn,
  intake: Intake,
  stage: IntakeStage,
  says: readonly (string | undefined)[] = [],
): TurnOutcome {
  const { draft } = intake;
  const row = isField(stage) ? FIELD_ROWS[stage] : undefined;
  const isEmpty = row !== undefined && row.show(draft) === undefined;
  const proposals =
    isEmpty && !intake.isCorrecting
      ? row.propose(draft, { now: turn.now, places: turn.brain.places })
      : undefined;
  return ask(turn, { ...intake, stage, proposals, isReplacing: undefined, isReminded: undefined }, says);
}

/** The draft ends here. */
export function drop(turn: Turn, intake: Intake, says: string = SAY.dropped): TurnOutcome {
  return speak(turn, {
    says: [says],
    session: { intake: undefined },
    acts: [{ kind: "drop", code: intake.code }],
  });
}

/** After a field: the next one, or back to where the correction began. */
export function advance(turn: Turn, intake: Intake, says: readonly (string | undefined)[] = []): TurnOutcome {
  if (intake.isCorrecting) {
    const { returnTo = "summary" } = intake;
    return enter(turn, { ...intake, isCorrecting: false, returnTo: undefined }, returnTo, says);
  }
  const fields = fieldsOf(intake.draft);
  const at = isField(intake.stage) ? fields.indexOf(intake.stage) : -1;
  return enter(turn, intake, fields[at + 1] ?? "summary", says);
}

export function goBack(turn: Turn, intake: Intake): TurnOutcome {
  if (intake.isCorrecting) return advance(turn, intake);
  const fields = fieldsOf(intake.draft);
  const at = isField(intake.stage) ? fields.indexOf(intake.stage) : fields.length;
  const before = fields[at - 1];
  return before ? enter(turn, intake, before) : ask(turn, intake, [SAY.nothingBefore]);
}

function isField(stage: IntakeStage): stage is IntakeField {
  return (INTAKE_FIELDS as readonly string[]).includes(stage);
}
