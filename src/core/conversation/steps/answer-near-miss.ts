/** What resembles a report on officials and is none: each kind has an answer of its own. */
import type { EntryId } from "../../knowledge/index.ts";
import { answerFrom, handOver, replyOf, say } from "../decide.ts";
import type { Intent } from "../intent.ts";
import { meantFeedback } from "../meant-feedback.ts";
import type { Button } from "../reply.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { WAYS_ON, WORDING } from "../wording.ts";

/** "Phản ánh qua mạng có phải ghi tên không" may be meant of another entry on the ways of complaining. */
const LEAST_BELIEF_IN_ANOTHER = 0.3;

export const answerNearMiss: Step = (turn) => {
  const kind = meantFeedback(turn);
  const intent = [...turn.brain.intents.values()].find(({ feedback }) => feedback === kind);
  if (!kind || !intent) return undefined;
  switch (kind) {
    case "misconduct":
      return undefined;
    case "praise":
      return say(turn, "small-talk", replyOf(intent, turn, WORDING.notUnderstood), { intent: intent.id });
    case "private-company":
      return handOver(turn, replyOf(intent, turn, WORDING.handOver), intent.id);
    case "impostor":
      return warn(turn, intent);
    case "late":
    case "how-to":
    case "city-matter":
      return answerFromItsEntry(turn, intent);
  }
};

/** The warning, then whom to call. */
function warn(turn: Turn, intent: Intent): TurnOutcome {
  const police = turn.brain.knowledge
    .get(intent.entry ?? "")
    ?.phones?.filter(({ number }) => number === "113");
  const buttons = [
    ...(police ?? []).map(({ label, number }): Button => ({ label: `${number} ${label}`, phone: number })),
    ...WAYS_ON,
  ];
  const text = replyOf(intent, turn, WORDING.handOver);
  return say(turn, "handed-over", text, { intent: intent.id, entry: intent.entry, buttons });
}

/** From the intent's entry, or from another of the same kind that the message points to. */
function answerFromItsEntry(turn: Turn, intent: Intent): TurnOutcome | undefined {
  const entry = kindredHit(turn, intent.entry) ?? intent.entry;
  const answer = entry && answerFrom(turn, entry);
  return answer ? { ...answer, intent: intent.id } : undefined;
}

function kindredHit(turn: Turn, own: EntryId | undefined): EntryId | undefined {
  const kind = turn.brain.knowledge.get(own ?? "")?.kind;
  const best = turn.findings.hits.find(({ entry }) => turn.brain.knowledge.get(entry)?.kind === kind);
  return best && best.score >= LEAST_BELIEF_IN_ANOTHER ? best.entry : undefined;
}
