/** The question stands on its own: answer when one entry is clearly meant, ask back when several are near. */
import type { KnowledgeHit } from "../../ports.ts";
import { entryCalled } from "../called-entry.ts";
import { answerFrom, clarify } from "../decide.ts";
import { besideChoices } from "../near-names.ts";
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
  const called = entryCalled(turn);
  if (called !== undefined) return answerFrom(turn, called, turn.facets, [{ entry: called, score: 1 }]);
  const best = hits[0];
  if (!best) return undefined;
  if (isMeant(turn, best)) {
    const other =
      turn.brain.knowledge.get(best.entry)?.kind === "plan" ? procedureBesidePlace(turn) : undefined;
    return other
      ? answerFrom(turn, other.entry, turn.facets, [other])
      : answerFrom(turn, best.entry, turn.facets, hits);
  }
  const beside = procedureBesidePlace(turn);
  if (beside) return answerFrom(turn, beside.entry, turn.facets, [beside]);
  const choices = choicesAmong(hits, thresholds.offer);
  return turn.findings.covered >= thresholds.offerCovered && choices.length > 1
    ? clarify(turn, besideChoices(turn, choices))
    : undefined;
};

/** "Khai sinh ở quận Lê Chân": plans of that district come into question only by its name. */
export function procedureBesidePlace(turn: Turn): KnowledgeHit | undefined {
  const { places, search, knowledge, thresholds } = turn.brain;
  if (!turn.told.place) return undefined;
  const { text } = turn.message;
  const subject = places.withoutPlaces(text);
  const { hits, sure } = search.search(subject, 2);
  const best = hits[0];
  const isSure = best !== undefined && sure >= answerThreshold(thresholds, text);
  return isSure && knowledge.get(best.entry)?.kind === "procedure" ? best : undefined;
}

/** Whether this step would answer from an entry: the question is that entry's, and nobody else's. */
export function isEntryMeant(turn: Turn): boolean {
  if (entryCalled(turn) !== undefined) return true;
  const best = favourTopics(turn)[0];
  return (best !== undefined && isMeant(turn, best)) || procedureBesidePlace(turn) !== undefined;
}

function isMeant({ brain: { thresholds }, message, findings }: Turn, best: KnowledgeHit): boolean {
  // What was talked about may have come before what the message alone points to.
  const sure = best.entry === findings.hits[0]?.entry ? findings.sure : best.score;
  return sure >= answerThreshold(thresholds, message.text);
}

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
