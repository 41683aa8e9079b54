/** A story of an official's misconduct is a report, not a question: it is met with respect and shown its ways. */
import { answerFrom, replyOf } from "../decide.ts";
import { meantIntent } from "../meant-intent.ts";
import type { Step } from "../turn.ts";

const LEAST_BELIEF = 0.5;

export const hearFeedback: Step = (turn) => {
  const meant = meantIntent(turn, "feedback", LEAST_BELIEF);
  if (!meant) return undefined;
  const { intent, entry } = meant;
  const answer = answerFrom(turn, entry, ["overview"], turn.findings.hits, []);
  if (!answer) return undefined;
  const opening = replyOf(intent, turn, "");
  return {
    ...answer,
    outcome: "feedback",
    intent: intent.id,
    reply: { ...answer.reply, text: [opening, answer.reply.text].filter(Boolean).join("\n\n") },
  };
};
