/** A story of an official's misconduct, praise, a late dossier: met with respect, and offered to be sent. Always asked first. */
import { normalize } from "../../../language/index.ts";
import {
  addToStory,
  type DialogueWord,
  type Intake,
  isSameStory,
  FEEDBACK_WORDING as SAY,
  storyForm,
} from "../../feedback/index.ts";
import { answerFrom } from "../decide.ts";
import { beginIntake, speak, speakBeside, tellMore } from "../feedback-turn.ts";
import { type Intent, reportIntentOf } from "../intent.ts";
import { meantFeedback } from "../meant-feedback.ts";
import type { Button } from "../reply.ts";
import { rememberAnswer, topicOf } from "../session.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { WAYS_ON } from "../wording.ts";
import { ask, drop, enter } from "./intake-flow.ts";
import { openQuestion } from "./open-question.ts";
import { refuseSecondTicket } from "./send-report.ts";

const ENTRIES = { late: "tra-cuu-trang-thai-ho-so", complaint: "khieu-nai", denunciation: "to-cao" } as const;
/** The section of the misconduct entry that says what to do about bribery; found by its words. */
const ON_BRIBERY = normalize("gợi ý tiền, đòi phong bì, hối lộ");
/** "Tôi muốn gửi phản ánh": wants to report, and has told nothing yet. Folded. */
const BARE_WISH =
  /^(toi |em |minh |chau |con |cho (toi|em|minh) )?(muon|can|xin|xin phep|cho)( duoc)? (gui |lam |nop |viet )?(mot |1 )?(phan anh|y kien phan anh)( kien nghi)?( ve)?( can bo| cong chuc)?$|^gui (mot )?phan anh( kien nghi)?$/u;

/** From this belief on a story is about a procedure as well. */
const SURELY_ABOUT = 0.8;

/** Begins the dialogue from anywhere. */
export const REPORT_HERE: Button = {
  label: "Gửi phản ánh tại đây",
  say: "Tôi muốn gửi phản ánh",
  payload: "intake:start",
};

export const offerFeedback: Step = (turn) => {
  switch (meantFeedback(turn)) {
    case "misconduct":
      return offerReport(turn);
    case "praise":
      return turn.facts.intake === "closed" ? undefined : offerPraise(turn);
    case "late":
      return offerAfterLate(turn);
    default:
      return isBareWish(turn) ? beginAnew(turn) : undefined;
  }
};

/** The citizen wants to report and has told nothing yet. */
export function beginAnew(turn: Turn): TurnOutcome {
  if (turn.facts.intake === "closed") return sayClosed(turn);
  const draft = { kind: "misconduct", category: "other" } as const;
  return ask(turn, beginIntake(turn, "which-way", draft));
}

/** Yes, no, more of the story; anything else is a matter of its own. */
export function answerOffer(
  turn: Turn,
  intake: Intake,
  word: DialogueWord | undefined,
): TurnOutcome | undefined {
  switch (word?.kind) {
    case "yes":
    case "send":
      return turn.facts.intake === "closed" ? endClosed(turn, intake) : agree(turn, intake);
    case "no":
    case "enough":
    case "skip":
      return drop(turn, intake, SAY.noOffer);
    default:
      return tellsMore(turn, intake);
  }
}

export function answerWay(
  turn: Turn,
  intake: Intake,
  word: DialogueWord | undefined,
): TurnOutcome | undefined {
  const said = turn.words.map(({ folded }) => folded).join(" ");
  const number = word?.kind === "number" ? word.number : wayNamed(said);
  if (number === 1) return turn.facts.intake === "closed" ? endClosed(turn, intake) : agree(turn, intake);
  if (number === 2) return explainWay(turn, intake, ENTRIES.complaint);
  if (number === 3) return explainWay(turn, intake, ENTRIES.denunciation);
  if (word?.kind === "no" || word?.kind === "enough" || word?.kind === "skip")
    return drop(turn, intake, SAY.noOffer);
  if (word?.kind === "number") return ask(turn, intake, [SAY.unclearChoice]);
  return tellsMore(turn, intake);
}

function offerReport(turn: Turn): TurnOutcome {
  const { filed } = turn.session;
  const { text } = turn.message;
  if (filed && isSameStory(storyForm(text), filed.form)) return refuseSecondTicket(turn, filed.code);
  if (turn.facts.intake === "closed") return sayClosed(turn);
  const { category, namedWay, hasBriberySigns } = turn.feedback;
  const draft = { kind: "misconduct", category, story: addToStory(undefined, text).story } as const;
  if (namedWay) return marked(turn, ask(turn, beginIntake(turn, "which-way", draft), [SAY.opening]));
  const intake = beginIntake(turn, "offer", draft);
  const entry = feedbackIntent(turn)?.entry;
  const ways =
    hasBriberySigns && entry ? answerFrom(turn, entry, [], turn.findings.hits, ON_BRIBERY) : undefined;
  const files = turn.message.attachments?.length ? SAY.filesLater : undefined;
  return marked(turn, ask(turn, intake, [SAY.opening, ways?.reply.text, files]));
}

function offerPraise(turn: Turn): TurnOutcome {
  const { story } = addToStory(undefined, turn.message.text);
  return ask(turn, beginIntake(turn, "offer", { kind: "praise", category: "praise", story }));
}

/** Where the dossier stands is the first question; that it is late may be reported as well. */
function offerAfterLate(turn: Turn): TurnOutcome | undefined {
  const answer = answerFrom(turn, ENTRIES.late, ["overview"], turn.findings.hits, []);
  if (!answer || turn.facts.intake === "closed") return answer && { ...answer, isConfidential: true };
  const { story } = addToStory(undefined, turn.message.text);
  const draft = { kind: "misconduct", category: "delay", story } as const;
  return offerBeside(turn, answer, beginIntake(turn, "offer", draft), SAY.offerAfterLate);
}

/** Khiếu nại and tố cáo have their own ways, which are explained; the report stays on offer. */
function explainWay(turn: Turn, intake: Intake, entry: string): TurnOutcome {
  const answer = answerFrom(turn, entry, ["overview", "authority"], [], []);
  const offered: Intake = { ...intake, stage: "offer" };
  return answer ? offerBeside(turn, answer, offered, SAY.offerBesideWays) : ask(turn, offered);
}

function offerBeside(turn: Turn, answer: TurnOutcome, intake: Intake, question: string): TurnOutcome {
  const { buttons } = openQuestion(intake);
  return speakBeside(turn, answer, { says: [question], buttons, session: { intake } });
}

function agree(turn: Turn, intake: Intake): TurnOutcome {
  return enter(turn, intake, "consent", [turn.facts.intake === "trial" ? SAY.trialLine : undefined]);
}

/** The same story in more words, or another one: it belongs to the report. */
function tellsMore(turn: Turn, intake: Intake): TurnOutcome | undefined {
  const kind = meantFeedback(turn);
  if (kind !== "misconduct" && kind !== "praise") return undefined;
  const { draft } = tellMore(turn, intake.draft, turn.message.text);
  return ask(turn, { ...intake, draft });
}

/** No report can be taken: said at once, with the ways that are open. */
function sayClosed(turn: Turn): TurnOutcome {
  const entry = feedbackIntent(turn)?.entry;
  const ways = entry ? answerFrom(turn, entry, ["authority"], turn.findings.hits, []) : undefined;
  const buttons = [...WAYS_ON, ...(ways?.reply.buttons ?? [])];
  return marked(turn, speak(turn, { says: [SAY.opening, SAY.closed, ways?.reply.text], buttons }));
}

function endClosed(turn: Turn, intake: Intake): TurnOutcome {
  const closed = sayClosed(turn);
  return {
    ...closed,
    session: { ...closed.session, intake: undefined },
    acts: [{ kind: "drop", code: intake.code }],
  };
}

/** For those who judge: what it was taken for. */
function marked(turn: Turn, outcome: TurnOutcome): TurnOutcome {
  const intent = feedbackIntent(turn);
  const entry = intent?.entry;
  const best = turn.findings.hits[0];
  // "Phải cung cấp những gì" is asked of reporting, or of the procedure that the story is about.
  const topic = best && turn.findings.sure >= SURELY_ABOUT ? best.entry : entry;
  // Whoever talked about a procedure goes on with that.
  const session =
    topic === undefined || topicOf(outcome.session) !== undefined
      ? outcome.session
      : rememberAnswer(outcome.session, topic, []);
  return { ...outcome, session, intent: intent?.id, entry };
}

function feedbackIntent(turn: Turn): Intent | undefined {
  const intent = reportIntentOf(turn.brain.intents.values());
  return intent?.entry === undefined ? undefined : intent;
}

function wayNamed(said: string): number | undefined {
  const named = ["phan anh", "khieu nai", "to cao"].flatMap((way, at) =>
    said.includes(way) ? [at + 1] : [],
  );
  return named.length === 1 && said.split(" ").length <= 6 ? named[0] : undefined;
}

function isBareWish(turn: Turn): boolean {
  return BARE_WISH.test(turn.words.map(({ folded }) => folded).join(" "));
}
