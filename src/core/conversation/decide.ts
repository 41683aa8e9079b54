/** The ways in which steps end a turn, each in one place. */
import { normalize } from "../../language/index.ts";
import { displayTitle, type Entry, type EntryId, type Facet, spokenFacets } from "../knowledge/index.ts";
import type { KnowledgeHit } from "../ports.ts";
import { composeAnswer } from "./compose-answer.ts";
import type { Intent } from "./intent.ts";
import type { Outcome } from "./outcome.ts";
import { type Button, writePayload } from "./reply.ts";
import { rememberAnswer, rememberOffer } from "./session.ts";
import type { Turn, TurnOutcome } from "./turn.ts";
import { WAYS_ON, WORDING } from "./wording.ts";

const MOST_CANDIDATES = 5;

/** Answers from one entry. Undefined when there is no such entry (any more). */
export function answerFrom(
  turn: Turn,
  id: EntryId,
  facets: readonly Facet[] = turn.facets,
  candidates: readonly KnowledgeHit[] = turn.findings.hits,
  words = turn.words,
): TurnOutcome | undefined {
  const entry = turn.brain.knowledge.get(id);
  if (!entry) return undefined;
  const sides = askedOf(turn, entry, facets);
  const { reply, facet } = composeAnswer(
    { entry, facets: sides, words, now: turn.now },
    turn.brain.knowledge,
    turn.brain.validity,
  );
  return {
    outcome: "answered",
    session: rememberAnswer(turn.session, id, sides),
    reply,
    intent: turn.intents[0]?.intent,
    entry: id,
    facet,
    candidates: leading(candidates),
  };
}

/**
 * Entries other than procedures have few sides: of those asked for, the ones it can say. "Nộp hồ sơ trực tuyến thế
 * nào": what the entry is called by, and has nothing more to say of, is no side that is asked for.
 */
function askedOf(turn: Turn, entry: Entry, facets: readonly Facet[]): readonly Facet[] {
  if (facets.length === 0 || entry.kind === "procedure") return facets;
  const spoken = spokenFacets(entry, facets).filter((facet) => facet !== "overview");
  if (spoken.length > 0) return spoken;
  const named = turn.brain.facets.spot(normalize(`${entry.title} ${displayTitle(entry)}`));
  return facets.filter((facet) => !named.includes(facet));
}

/** Asks which of several entries is meant; they can be chosen by button, number, ordinal or words. */
export function clarify(
  turn: Turn,
  choices: readonly KnowledgeHit[],
  facets: readonly Facet[] = turn.facets,
): TurnOutcome {
  const entries = choices.flatMap((choice) => turn.brain.knowledge.get(choice.entry) ?? []);
  const lines = entries.map((entry, at) => `${at + 1}. ${displayTitle(entry)}`);
  const buttons = entries.map(
    (entry, at): Button => ({
      label: `${at + 1}. ${displayTitle(entry)}`,
      say: displayTitle(entry),
      payload: writePayload({ entry: entry.id, facet: facets[0] }),
    }),
  );
  return {
    outcome: "clarified",
    session: rememberOffer(turn.session, {
      entries: entries.map(({ id }) => id),
      facets,
      question: turn.words.map((word) => word.text).join(" "),
    }),
    reply: { text: [WORDING.askWhich, ...lines, WORDING.howToChoose].join("\n"), buttons },
    intent: turn.intents[0]?.intent,
    entry: undefined,
    facet: facets[0],
    candidates: leading(choices),
  };
}

/** Says a sentence that is about no entry. */
export function say(
  turn: Turn,
  outcome: Outcome,
  text: string,
  options: {
    readonly intent?: string | undefined;
    readonly entry?: EntryId | undefined;
    readonly buttons?: readonly Button[];
  } = {},
): TurnOutcome {
  return {
    outcome,
    session: turn.session,
    reply: { text, buttons: options.buttons ?? [] },
    intent: options.intent ?? turn.intents[0]?.intent,
    entry: options.entry,
    facet: undefined,
    candidates: leading(turn.findings.hits),
  };
}

/** Passes the citizen on to people: a good outcome where the bot does not know. */
export function handOver(turn: Turn, text: string = WORDING.handOver, intent?: string): TurnOutcome {
  return say(turn, "handed-over", text, { intent, buttons: WAYS_ON });
}

/** One of an intent's replies, another one each time. */
export function replyOf(intent: Intent, turn: Turn, otherwise: string): string {
  const replies = intent.replies ?? [];
  return replies[turn.session.turns % (replies.length || 1)] ?? otherwise;
}

function leading(hits: readonly KnowledgeHit[]): readonly KnowledgeHit[] {
  return hits
    .slice(0, MOST_CANDIDATES)
    .map(({ entry, score }) => ({ entry, score: Math.round(score * 10_000) / 10_000 }));
}
