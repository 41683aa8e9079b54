/** A story of an official's misconduct is a report, not a question: it is met with respect and shown its ways. */
import { answerFrom, replyOf } from "../decide.ts";
import type { Step } from "../turn.ts";

const LEAST_BELIEF = 0.5;
/** And that the message is about anything the bot knows, rather than chat. */
const LEAST_COVERED = 0.3;

export const hearFeedback: Step = (turn) => {
  const intent = [...turn.brain.intents.values()].find(({ group }) => group === "feedback");
  const best = turn.findings.hits[0];
  if (!intent?.entry || best?.entry !== intent.entry || best.score < LEAST_BELIEF) return undefined;
  if (turn.findings.covered < LEAST_COVERED) return undefined;
  const answer = answerFrom(turn, intent.entry, ["overview"], turn.findings.hits, []);
  if (!answer) return undefined;
  const opening = replyOf(intent, turn, "");
  return {
    ...answer,
    outcome: "feedback",
    intent: intent.id,
    reply: { ...answer.reply, text: [opening, answer.reply.text].filter(Boolean).join("\n\n") },
  };
};
