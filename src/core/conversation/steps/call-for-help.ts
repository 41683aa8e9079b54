/** Somebody is in danger: the numbers first, and no question back. */
import { replyOf, say } from "../decide.ts";
import { meantFeedback } from "../meant-feedback.ts";
import { meantIntent } from "../meant-intent.ts";
import type { Button } from "../reply.ts";
import { rememberAnswer, topicOf } from "../session.ts";
import type { Step, Turn } from "../turn.ts";

/** Belief that the entry of emergency numbers is meant, above which the numbers are given. */
const LEAST_BELIEF = 0.4;

export function isCallForHelp(turn: Turn): boolean {
  return meantHelp(turn) !== undefined;
}

export const callForHelp: Step = (turn) => {
  const meant = meantHelp(turn);
  if (!meant) return undefined;
  const { intent, entry } = meant;
  const phones = turn.brain.knowledge.get(entry)?.phones ?? [];
  const buttons = phones.map(({ label, number }): Button => ({ label: `${number} ${label}`, phone: number }));
  const lines = phones.map(({ label, number }) => `${number}: ${label}`).join("\n");
  const said = say(turn, "emergency", `${replyOf(intent, turn, "")}\n\n${lines}`.trim(), {
    intent: intent.id,
    entry,
    buttons,
  });
  // "Gọi số mấy" is asked of these numbers; whoever talked about a procedure goes on with that.
  return topicOf(turn.session) === undefined
    ? { ...said, session: rememberAnswer(turn.session, entry, []) }
    : said;
};

function meantHelp(turn: Turn): ReturnType<typeof meantIntent> {
  // "Có người xưng công an gọi dọa bắt": the police are called for that as well, but first it needs a warning.
  if (meantFeedback(turn) === "impostor") return undefined;
  return meantIntent(turn, "emergency", LEAST_BELIEF);
}
