/** The question stands on its own: answer when one entry is clearly meant, ask back when several are near. */
import type { KnowledgeHit } from "../../ports.ts";
import { answerFrom, clarify } from "../decide.ts";
import { topicOf } from "../session.ts";
import { answerThreshold } from "../thresholds.ts";
import type { Step, Turn } from "../turn.ts";

/** What was talked about a moment ago is likelier to be meant again. */
const RECENT_TOPIC_WORTH = 1.5;
const MOST_CHOICES = 5;
const ENOUGH_BELIEF = 0.95;

export const findEntry: Step = (turn) => {
  const { thresholds } = turn.brain;
  const hits = favourTopics(turn);
  const best = hits[0];
  if (!best) return undefined;
  // What was talked about may have come before what the message alone points to.
  const sure = best.entry === turn.findings.hits[0]?.entry ? turn.findings.sure : best.score;
  if (sure >= answerThreshold(thresholds, turn.message.text)) {
    return answerFrom(turn, best.entry, turn.facets, hits);
  }
  const choices = choicesAmong(hits, thresholds.offer);
  return turn.findings.covered >= thresholds.offerCovered && choices.length > 1
    ? clarify(turn, choices)
    : undefined;
};

/** As many of the best as are needed to hold the right one almost surely, at most five. */
export function choicesAmong(hits: readonly KnowledgeHit[], least: number): KnowledgeHit[] {
  const choices: KnowledgeHit[] = [];
  let belief = 0;
  for (const hit of hits) {
    if (
      choices.length >= MOST_CHOICES ||
      belief >= ENOUGH_BELIEF ||
      (hit.score < least && choices.length >= 3)
    )
      break;
    choices.push(hit);
    belief += hit.score;
  }
  return choices;
}

function favourTopics(turn: Turn): KnowledgeHit[] {
  const recent = new Set(turn.session.topics);
  if (recent.size === 0 || topicOf(turn.session) === undefined) return [...turn.findings.hits];
  const favoured = turn.findings.hits.map((hit) => ({
    ...hit,
    score: recent.has(hit.entry) ? hit.score * RECENT_TOPIC_WORTH : hit.score,
  }));
  const sum = favoured.reduce((total, hit) => total + hit.score, 0) || 1;
  return favoured
    .map((hit) => ({ ...hit, score: hit.score / Math.max(sum, 1) }))
    .sort((a, b) => b.score - a.score);
}
