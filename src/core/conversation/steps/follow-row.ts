/** A row of the directory was talked about or offered, and the message leans on it: "thế phí bao nhiêu", "cái cấp lại". */
import { answerFrom } from "../decide.ts";
import { namesSubject } from "../pointing-words.ts";
import { topicOf } from "../session.ts";
import type { Step, Turn } from "../turn.ts";
import { isEntryMeant } from "./find-entry.ts";

export const followRow: Step = (turn) => {
  const chosen = amongOffered(turn);
  if (chosen !== undefined) return answerFrom(turn, chosen, undefined, [{ entry: chosen, score: 1 }]);
  const topic = topicOf(turn.session);
  if (topic === undefined || turn.brain.knowledge.has(topic)) return undefined;
  const beside = turn.brain.facets.withoutCues(turn.words).filter(namesSubject).length;
  const isOfTopic = turn.facets.length > 0 && (beside === 0 || (beside <= FEW_WORDS && !isEntryMeant(turn)));
  return isOfTopic ? answerFrom(turn, topic, [...turn.facets]) : undefined;
};
/** "Mấy ngày thì xong": so few words beside a side name no other subject. */
const FEW_WORDS = 2;

/** The one of the offered rows that the words fit better than all others. */
function amongOffered(turn: Turn): string | undefined {
  const { offered } = turn.session;
  if (!offered?.isOpen) return undefined;
  const rows = offered.entries.filter((id) => !turn.brain.knowledge.has(id));
  const subject = turn.brain.facets.withoutCues(turn.words).filter(namesSubject);
  if (rows.length === 0 || subject.length === 0) return undefined;
  const [best, second] = turn.brain.directorySearch
    .among(rows, subject)
    .filter(({ asked }) => asked >= LEAST_ASKED);
  return best && (!second || second.asked < best.asked) ? best.code : undefined;
}
/** So much of what is said must stand in the name of the one that is meant. */
const LEAST_ASKED = 0.5;
