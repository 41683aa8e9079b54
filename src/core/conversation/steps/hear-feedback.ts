/** A story of an official's misconduct is a report, not a question: it is met with respect and shown its ways. */
import { answerFrom, replyOf } from "../decide.ts";
import { meantFeedback } from "../meant-feedback.ts";
import type { Step } from "../turn.ts";

export const hearFeedback: Step = (turn) => {
  if (meantFeedback(turn) !== "misconduct") return undefined;
  const intent = [...turn.brain.intents.values()].find((one) => one.group === "feedback");
  const answer = intent?.entry && answerFrom(turn, intent.entry, ["overview"], turn.findings.hits, []);
  if (!intent || !answer) return undefined;
  const opening = replyOf(intent, turn, "");
  return {
    ...answer,
    outcome: "feedback",
    isConfidential: true,
    intent: intent.id,
    reply: { ...answer.reply, text: [opening, answer.reply.text].filter(Boolean).join("\n\n") },
  };
};
