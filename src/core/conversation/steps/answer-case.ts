/** A guided question is open, and this message answers or steers it. What asks something of its own is left to the other steps. */
import { normalize } from "../../../language/index.ts";
import { readDialogueWord } from "../../feedback/index.ts";
import type { CaseQuestion } from "../../knowledge/index.ts";
import { BEGIN_LABEL, CASE_WORDING as SAY } from "../case-wording.ts";
import type { CasePosition } from "../compose-case.ts";
import { say } from "../decide.ts";
import { askCase, beginCase, findPosition, openQuestionOf, showPosition } from "../guide-case.ts";
import { cannotTell, hearCases, isAsking, readCaseAnswer } from "../hear-case.ts";
import { topicOf } from "../session.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";

const BEGINNING = BEGIN_LABEL.toLowerCase();
/** Longer messages tell of something else. */
const MOST_WORDS = 12;
const ANEW = /^(hoi|lam|bat dau) lai( tu dau)?( di| nhe| a)?$/u;

export const answerCase: Step = (turn) => {
  // A button says what it is by itself.
  if (turn.message.payload !== undefined) return undefined;
  const open = openQuestionOf(turn);
  if (isBeginning(turn.message.text))
    return open ? askCase(turn, open.position, open.question) : beginWithTopic(turn);
  if (!open) return undefined;
  const { position, question } = open;
  const answer = readAnswer(turn);
  if (answer !== undefined) {
    const answers = [...position.steps.map((step) => step.answer), answer];
    const next = findPosition(turn, position.entry.id, answers, position.heard);
    return next && showPosition(turn, next);
  }
  const folded = turn.words.map((word) => word.folded).join(" ");
  if (ANEW.test(folded)) return beginCase(turn, position.entry.id, {});
  if (cannotTell(turn.words)) return askCase(turn, position, question, [SAY.cannotTell]);
  switch (readDialogueWord(turn.message.text, ["back", "skip", "drop"])?.kind) {
    case "back":
      return goBack(turn, position);
    case "skip":
    case "drop":
    case "enough":
      return stop(turn);
    case "yes":
    case "no":
    case "number":
      return askCase(turn, position, question, [SAY.unclear]);
    default:
      return keepHeard(turn, position, question);
  }
};

/** The number of the option that this message chooses of the open question, if it does. */
export function readAnswer(turn: Turn): number | undefined {
  const open = openQuestionOf(turn);
  return open && readCaseAnswer(open.question, turn.message.text, turn.words, turn.brain.facets);
}

/** The words of the button, typed long after it was shown. */
function isBeginning(text: string): boolean {
  return text.normalize("NFC").trim().toLowerCase() === BEGINNING;
}

function beginWithTopic(turn: Turn): TurnOutcome | undefined {
  const topic = topicOf(turn.session);
  const { guided } = turn.session;
  return topic === undefined
    ? undefined
    : beginCase(turn, topic, guided?.entry === topic ? guided.heard : {});
}

/** "Bé quá hạn rồi" while something else is asked: it is kept for its own question. */
function keepHeard(turn: Turn, position: CasePosition, question: CaseQuestion): TurnOutcome | undefined {
  const { message, words, brain } = turn;
  if (words.length > MOST_WORDS) return undefined;
  const heard = hearCases(position.entry.cases, words);
  const phrases = new Set(Object.values(heard).map(({ phrase }) => phrase));
  const ofPhrases = new Set([...phrases].flatMap((phrase) => normalize(phrase).map(({ folded }) => folded)));
  const rest = words.filter(({ folded }) => !ofPhrases.has(folded));
  if (phrases.size === 0 || isAsking(message.text, rest, brain.facets)) return undefined;
  return askCase(
    turn,
    { ...position, heard: { ...position.heard, ...heard } },
    question,
    [...phrases].map(SAY.kept),
  );
}

/** The question before is asked by itself, even where its answer had been heard. */
function goBack(turn: Turn, { entry, steps, heard }: CasePosition): TurnOutcome | undefined {
  const last = steps.at(-1);
  const before = steps.slice(0, -1).map(({ answer }) => answer);
  const { [last?.question.id ?? ""]: _, ...others } = heard;
  const position = findPosition(turn, entry.id, before, {});
  if (!position?.question) return undefined;
  return askCase(turn, { ...position, heard: others }, position.question, [
    last ? undefined : SAY.nothingBefore,
  ]);
}

function stop(turn: Turn): TurnOutcome {
  const { guided } = turn.session;
  const outcome = say(turn, "small-talk", SAY.stopped);
  return { ...outcome, session: { ...turn.session, guided: guided && { ...guided, isOpen: false } } };
}
