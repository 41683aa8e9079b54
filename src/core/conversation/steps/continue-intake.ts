/** A report is being asked for: this message answers the open question, steers the dialogue, or is about something else. */
import {
  answerAboutConsent,
  type DialogueWord,
  INTAKE_FIELDS,
  type Intake,
  type IntakeStage,
  readDialogueWord,
  FEEDBACK_WORDING as SAY,
} from "../../feedback/index.ts";
import { asksSomethingElse } from "../asks-something-else.ts";
import { speak } from "../feedback-turn.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { answerConsent, answerField, answerFiles, answerStory, answerSummary } from "./answer-stage.ts";
import { ask, askAgain, drop } from "./intake-flow.ts";
import { answerOffer, answerWay, beginAnew } from "./offer-feedback.ts";
import { refuseSecondTicket } from "./send-report.ts";
import { takeFiles } from "./take-files.ts";

export const continueIntake: Step = (turn) => {
  const { intake } = turn.session;
  const press = readPress(turn.message.payload);
  if (turn.message.payload !== undefined && !press) return undefined;
  if (!intake) return withoutDraft(turn, press);
  if (press && press.stage !== intake.stage) return ask(turn, intake);
  if (turn.message.attachments?.length) return takeFiles(turn, intake);
  // A sticker, a thumb: no word in it, and no answer.
  if (turn.words.length === 0) return ask(turn, intake);
  const word = press ? press.word : readDialogueWord(turn.message.text, WANTED[intake.stage]);
  const folded = turn.words.map((one) => one.folded).join(" ");
  const explained = press || word ? undefined : answerAboutConsent(folded);
  if (explained) return askAgain(turn, intake, explained);
  if (!press && asksSomethingElse(turn, intake.stage, word)) return undefined;
  if (word?.kind === "drop") return drop(turn, intake);
  return HANDLERS[intake.stage](turn, intake, word);
};

/** Which meaning of a word comes first where it is said. */
const WANTED: Partial<Readonly<Record<IntakeStage, Parameters<typeof readDialogueWord>[1]>>> = {
  summary: ["send", "yes"],
  offer: ["yes"],
  consent: ["yes"],
};

type Handler = (turn: Turn, intake: Intake, word: DialogueWord | undefined) => TurnOutcome | undefined;

const HANDLERS: Readonly<Record<IntakeStage, Handler>> = {
  offer: answerOffer,
  "which-way": answerWay,
  consent: answerConsent,
  story: answerStory,
  office: answerField,
  happened: answerField,
  dossier: answerField,
  contact: answerField,
  files: answerFiles,
  summary: answerSummary,
};

/** A button of a draft that is gone, or "gửi" said twice. */
function withoutDraft(turn: Turn, press: Press | undefined): TurnOutcome | undefined {
  const isSend = press
    ? press.stage === "summary" && press.word?.kind === "send"
    : turn.session.filed !== undefined && readDialogueWord(turn.message.text, ["send"])?.kind === "send";
  if (isSend && turn.session.filed) return refuseSecondTicket(turn, turn.session.filed.code);
  if (!press) return undefined;
  const isBeginning = press.stage === "start" || (press.stage === "offer" && press.word?.kind === "yes");
  return isBeginning ? beginAnew(turn) : speak(turn, { says: [SAY.noDraft] });
}

interface Press {
  readonly stage: IntakeStage | "start";
  readonly word: DialogueWord | undefined;
}

const WORDS = ["yes", "no", "skip", "back", "drop", "done", "send", "clear"] as const;

/** Undefined for whatever is no button of the dialogue. It comes from outside: it is believed no more than typed words. */
function readPress(payload: string | undefined): Press | undefined {
  if (payload === "intake:start") return { stage: "start", word: undefined };
  const match = /^intake:(?<stage>[a-z-]{1,20}):(?<word>[a-z0-9-]{1,20})$/u.exec(payload ?? "");
  const { stage = "", word = "" } = match?.groups ?? {};
  if (!Object.hasOwn(HANDLERS, stage)) return undefined;
  const press = (read: DialogueWord): Press => ({ stage: stage as IntakeStage, word: read });
  if (/^\d{1,2}$/u.test(word)) return press({ kind: "number", number: Number(word) });
  if (word === "edit") return press({ kind: "edit", field: undefined, rest: "" });
  const field = INTAKE_FIELDS.find((one) => word === `edit-${one}`);
  if (field) return press({ kind: "edit", field, rest: "" });
  const kind = WORDS.find((one) => one === word);
  return kind && press({ kind });
}
