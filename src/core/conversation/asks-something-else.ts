/** Whether a message in the middle of the dialogue on a report asks something of its own, to be answered first. */
import { type DialogueWord, type IntakeStage, spotDossier, spotHappened } from "../feedback/index.ts";
import type { Facet } from "../knowledge/index.ts";
import { meantFeedback } from "./meant-feedback.ts";
import { topicOf } from "./session.ts";
import { readAnswer } from "./steps/answer-case.ts";
import { answerThreshold } from "./thresholds.ts";
import type { Turn } from "./turn.ts";

/** Folded. Sentences that end in "không", "chưa" ask as well. */
const ASKING =
  /\b(gi|nao|o dau|bao nhieu|bao lau|ra sao|the nao|nhu nao|may ngay|lam sao|khi nao|bao gio|ai)\b|\b(khong|chua|sao|a)$/u;
/** Small talk that cannot be an answer to anything. */
const CHAT = new Set(["chao-hoi", "cam-on", "hoi-bot-la-ai", "tro-giup", "gap-nguoi-that"]);
const SURE_OF_CHAT = 0.7;
const MOST_CHAT_WORDS = 6;
/** Sides of an entry whose words are an answer to what is asked at a stage: a place, a time. */
const OWN_FACETS: Partial<Readonly<Record<IntakeStage, readonly Facet[]>>> = {
  office: ["authority", "submission-methods"],
  happened: ["processing-time"],
};
/** A story may have questions in it; a question has few words. */
const MOST_WORDS = 25;
/** "Thế phí bao nhiêu": leans on what was answered a moment ago. */
const FEW_WORDS = 6;
/** Below this nothing is reported on anybody. */
const NO_REPORT = 0.5;

export function asksSomethingElse(turn: Turn, stage: IntakeStage, word: DialogueWord | undefined): boolean {
  // A question was answered with "which of these?": the number belongs to that.
  if (turn.session.offered?.isOpen && (word === undefined || word.kind === "number")) return true;
  // The same with a question about the citizen's case.
  if (readAnswer(turn) !== undefined) return true;
  if (word !== undefined || turn.words.length > MOST_WORDS || reportsAgain(turn)) return false;
  if (isChat(turn)) return true;
  if (namesWhatIsAsked(turn, stage)) return false;
  const { brain, findings, words, facets } = turn;
  const isNamed = stage !== "dossier" && brain.names.called(words).length > 0;
  if (!isNamed && !isQuestion(turn, stage)) return false;
  const best = findings.hits[0];
  const isSure = best !== undefined && findings.sure >= answerThreshold(brain.thresholds, turn.message.text);
  const leansOnTopic = facets.length > 0 && topicOf(turn.session) !== undefined && words.length <= FEW_WORDS;
  return isSure || leansOnTopic;
}

/** "Thứ hai vừa rồi", "sở Xây dựng", a code: just what was asked for, whatever else its words resemble. */
function namesWhatIsAsked({ message, words, now, brain }: Turn, stage: IntakeStage): boolean {
  if (message.text.includes("?") || ASKING.test(words.map(({ folded }) => folded).join(" "))) return false;
  switch (stage) {
    case "happened":
      return spotHappened(message.text, now) !== undefined;
    case "office":
      return brain.places.find(message.text).some(({ sure }) => sure === "certain");
    case "dossier":
      return spotDossier(message.text) !== undefined;
    default:
      return false;
  }
}

function isQuestion(turn: Turn, stage: IntakeStage): boolean {
  const folded = turn.words.map((word) => word.folded).join(" ");
  const facets = turn.facets.filter((facet) => !OWN_FACETS[stage]?.includes(facet));
  return turn.message.text.includes("?") || facets.length > 0 || ASKING.test(folded);
}

function reportsAgain(turn: Turn): boolean {
  const meant = meantFeedback(turn);
  return meant === "misconduct" || meant === "praise" || turn.feedback.misconduct >= NO_REPORT;
}

function isChat(turn: Turn): boolean {
  const best = turn.intents[0];
  return (
    best !== undefined &&
    CHAT.has(best.intent) &&
    best.confidence >= SURE_OF_CHAT &&
    turn.words.length <= MOST_CHAT_WORDS
  );
}
