/** What an answer does at each stage of the dialogue, once the citizen wants to send a report. */
import {
  type DialogueWord,
  type Draft,
  FIELD_ROWS,
  fieldsOf,
  type Intake,
  type IntakeField,
  FEEDBACK_WORDING as SAY,
} from "../../feedback/index.ts";
import { speak, tellMore } from "../feedback-turn.ts";
import { meantFeedback } from "../meant-feedback.ts";
import type { Turn, TurnOutcome } from "../turn.ts";
import { advance, ask, drop, enter, goBack } from "./intake-flow.ts";
import { openQuestion, whichField } from "./open-question.ts";
import { sendReport } from "./send-report.ts";

/** Fewer words than this are no addition to the story where something else was asked. */
const LEAST_ADDITION = 5;

function edit(turn: Turn, intake: Intake, word: Extract<DialogueWord, { kind: "edit" }>): TurnOutcome {
  const { field, rest } = word;
  if (field === undefined || !fieldsOf(intake.draft).includes(field)) {
    const question = whichField(intake);
    return speak(turn, { says: [question.text], buttons: question.buttons, session: { intake } });
  }
  const returnTo = intake.isCorrecting ? intake.returnTo : intake.stage;
  const correcting: Intake = { ...intake, stage: field, isCorrecting: true, returnTo };
  if (field === "story") {
    const isReplacing = rest === "" && intake.draft.story !== undefined;
    if (rest === "") return ask(turn, { ...correcting, proposals: undefined, isReplacing });
    return tell(turn, { ...correcting, isReplacing: true }, rest);
  }
  return rest === ""
    ? enter(turn, correcting, field)
    : readAnswer(turn, { ...correcting, proposals: undefined }, field, rest);
}

export function answerConsent(turn: Turn, intake: Intake, word: DialogueWord | undefined): TurnOutcome {
  const said = turn.words.map(({ folded }) => folded).join(" ");
  const isNo = word?.kind === "no" || word?.kind === "enough" || /\bkhong dong y\b/u.test(said);
  if (isNo) return drop(turn, intake);
  if (word?.kind === "yes" || /^(toi |em |minh )?(da |xin )?dong y\b/u.test(said)) {
    if (turn.facts.intake === "closed") return drop(turn, intake, SAY.closed);
    const draft: Draft = { ...intake.draft, consentAt: turn.now.getTime() };
    return enter(turn, { ...intake, draft }, "story");
  }
  // Neither yes nor no, and silence is no consent; but what is told is not lost.
  if (word || turn.words.length < LEAST_ADDITION) return ask(turn, intake, [SAY.unclearChoice]);
  const { draft, isCut } = tellMore(turn, intake.draft, turn.message.text);
  return ask(turn, { ...intake, draft }, [isCut ? cutAt(draft) : undefined]);
}

export function answerStory(turn: Turn, intake: Intake, word: DialogueWord | undefined): TurnOutcome {
  switch (word?.kind) {
    case "done":
    case "enough":
    case "skip":
    case "no":
    case "send":
      return intake.draft.story === undefined ? ask(turn, intake, [SAY.moreFirst]) : advance(turn, intake);
    case "back":
      return goBack(turn, intake);
    case "edit":
      return edit(turn, intake, word);
    case "yes":
    case "clear":
      return ask(turn, intake);
    default:
      return tell(turn, intake, turn.message.text);
  }
}

/** A message of the story. */
function tell(turn: Turn, intake: Intake, text: string): TurnOutcome {
  const before = intake.isReplacing ? withoutStory(intake.draft) : intake.draft;
  const { draft, isCut } = tellMore(turn, before, text);
  const next: Intake = { ...intake, stage: "story", isReplacing: undefined, draft };
  const says = isCut ? [cutAt(draft)] : draft.story === before.story ? [SAY.storyKnown] : [];
  const { buttons } = openQuestion(next);
  return speak(turn, { says: [...says, SAY.storyAdded], buttons, session: { intake: next } });
}

export function answerField(turn: Turn, intake: Intake, word: DialogueWord | undefined): TurnOutcome {
  const field = intake.stage as IntakeField;
  const { proposals = [] } = intake;
  const [only, second] = proposals;
  const isYesOrNo = only !== undefined && second === undefined;
  switch (word?.kind) {
    case "yes":
      if (isYesOrNo) return fill(turn, intake, field, only.value);
      return ask(turn, intake, [field === "contact" ? SAY.contactHow : undefined]);
    case "no":
      if (isYesOrNo) return ask(turn, { ...intake, proposals: undefined });
      return second ? ask(turn, intake) : fill(turn, intake, field, FIELD_ROWS[field].cleared);
    case "clear":
      return fill(turn, intake, field, FIELD_ROWS[field].cleared);
    case "skip":
    case "done":
    case "enough":
    case "send":
      return advance(turn, { ...intake, proposals: undefined });
    case "back":
      return goBack(turn, intake);
    case "edit":
      return edit(turn, intake, word);
    case "number": {
      const chosen = second && proposals[word.number - 1];
      if (chosen) return fill(turn, intake, field, chosen.value);
      return second
        ? ask(turn, intake, [SAY.unclearChoice])
        : readAnswer(turn, intake, field, turn.message.text);
    }
    default: {
      const named = proposals.find(({ label }) => isAlike(label, turn.message.text));
      if (named) return fill(turn, intake, field, named.value);
      return readAnswer(turn, { ...intake, proposals: undefined }, field, turn.message.text);
    }
  }
}

function readAnswer(turn: Turn, intake: Intake, field: IntakeField, answer: string): TurnOutcome {
  const reading = FIELD_ROWS[field].read(answer, { now: turn.now, places: turn.brain.places });
  if (reading.kind === "refused") return ask(turn, intake, [reading.why]);
  if (reading.kind === "choice") return ask(turn, { ...intake, proposals: reading.proposals });
  return fill(turn, intake, field, reading.value);
}

function fill(turn: Turn, intake: Intake, field: IntakeField, value: Partial<Draft>): TurnOutcome {
  const draft = { ...intake.draft, ...value };
  const { label, show } = FIELD_ROWS[field];
  const shown = show(draft);
  return advance(turn, { ...intake, draft, proposals: undefined }, [shown && SAY.noted(label, shown)]);
}

export function answerFiles(turn: Turn, intake: Intake, word: DialogueWord | undefined): TurnOutcome {
  switch (word?.kind) {
    case "done":
    case "no":
    case "skip":
    case "enough":
    case "send":
      return advance(turn, intake);
    case "clear":
      return forgetFiles(turn, intake);
    case "back":
      return goBack(turn, intake);
    case "edit":
      return edit(turn, intake, word);
    case "yes":
    case "number":
      return ask(turn, intake);
    default:
      return addLater(turn, intake);
  }
}

/** The files go with the code that they were sent for; the draft goes on under another one. */
function forgetFiles(turn: Turn, intake: Intake): TurnOutcome {
  const draft = { ...intake.draft, files: 0 };
  return ask(
    turn,
    { ...intake, draft, code: turn.facts.freshCode },
    [SAY.filesDropped],
    [{ kind: "drop", code: intake.code }],
  );
}

export function answerSummary(turn: Turn, intake: Intake, word: DialogueWord | undefined): TurnOutcome {
  switch (word?.kind) {
    case "send":
    case "yes":
      return sendReport(turn, intake);
    case "back":
      return goBack(turn, intake);
    case "edit":
      return edit(turn, intake, word);
    case "number": {
      const field = fieldsOf(intake.draft)[word.number - 1];
      return edit(turn, intake, { kind: "edit", field, rest: "" });
    }
    case "no":
    case "enough":
      return ask(turn, intake, [SAY.enough]);
    case undefined:
      return turn.words.length >= LEAST_ADDITION || meantFeedback(turn) === "misconduct"
        ? addLater(turn, intake)
        : ask(turn, intake, [SAY.unclearChoice]);
    default:
      return ask(turn, intake);
  }
}

/** More of the story, told when something else was asked. */
function addLater(turn: Turn, intake: Intake): TurnOutcome {
  const { draft, isCut } = tellMore(turn, intake.draft, turn.message.text);
  const isKnown = draft.story === intake.draft.story;
  const says = isCut ? cutAt(draft) : isKnown ? SAY.storyKnown : SAY.storyAddedLater;
  return ask(turn, { ...intake, draft }, [says]);
}

/** What it is filed under is read anew with it. */
function withoutStory(draft: Draft): Draft {
  return { ...draft, story: undefined, category: draft.kind === "misconduct" ? "other" : draft.category };
}

function cutAt({ story = "" }: Draft): string {
  return SAY.storyCut(story.slice(-40));
}

function isAlike(label: string, text: string): boolean {
  const plain = (one: string) =>
    one
      .normalize("NFC")
      .replace(/^\d+\.\s*/u, "")
      .trim()
      .toLowerCase();
  return plain(label) === plain(text);
}
