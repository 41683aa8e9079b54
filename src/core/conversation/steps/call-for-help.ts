/** Somebody is in danger: the numbers first, and no question back. */
import { replyOf, say } from "../decide.ts";
import type { Button } from "../reply.ts";
import type { Step } from "../turn.ts";

/** Belief that the entry of emergency numbers is meant, above which the numbers are given. */
const LEAST_BELIEF = 0.4;
/** And that the message is about anything the bot knows, rather than chat. */
const LEAST_COVERED = 0.3;

export const callForHelp: Step = (turn) => {
  const intent = [...turn.brain.intents.values()].find(({ group }) => group === "emergency");
  const best = turn.findings.hits[0];
  if (!intent?.entry || best?.entry !== intent.entry || best.score < LEAST_BELIEF) return undefined;
  if (turn.findings.covered < LEAST_COVERED) return undefined;
  const phones = turn.brain.knowledge.get(intent.entry)?.phones ?? [];
  const buttons = phones.map(({ label, number }): Button => ({ label: `${number} ${label}`, phone: number }));
  const lines = phones.map(({ label, number }) => `${number}: ${label}`).join("\n");
  return say(turn, "emergency", `${replyOf(intent, turn, "")}\n\n${lines}`.trim(), {
    intent: intent.id,
    entry: intent.entry,
    buttons,
  });
};
