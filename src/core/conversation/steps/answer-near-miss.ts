/** What resembles a report on officials and is none: each kind has an answer of its own. */
import { answerFrom, handOver, replyOf, say } from "../decide.ts";
import type { Intent } from "../intent.ts";
import { meantFeedback } from "../meant-feedback.ts";
import type { Button } from "../reply.ts";
import { topicOf } from "../session.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { WAYS_ON, WORDING } from "../wording.ts";

/**
 * "Nếu mất thì báo ai" sounds like asking how one reports: the search must think of an entry of that kind too. It may
 * be another one than the intent's: "phản ánh trên cổng thì xem trả lời ở đâu".
 */
const LEAST_BELIEF = 0.2;

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

/** From the entry that the message points to most among those of the same kind as the intent's. */
function answerFromItsEntry(turn: Turn, intent: Intent): TurnOutcome | undefined {
  const { knowledge } = turn.brain;
  const kind = knowledge.get(intent.entry ?? "")?.kind;
  // Where one of that kind is talked about already, the message may well lean on it.
  if (knowledge.get(topicOf(turn.session) ?? "")?.kind === kind) return undefined;
  const best = turn.findings.hits.find(({ entry }) => knowledge.get(entry)?.kind === kind);
  const answer = best && best.score >= LEAST_BELIEF ? answerFrom(turn, best.entry) : undefined;
  return answer && { ...answer, intent: intent.id };
}
