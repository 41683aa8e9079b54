/** What the bot remembers of one conversation; plain data, with an end. */
import type { Intake } from "../feedback/intake.ts";
import type { EntryId, Facet } from "../knowledge/index.ts";

export interface OfferedChoices {
  /** In the order in which they were numbered, beginning with 1. */
  readonly entries: readonly EntryId[];
  /** The sides that were asked for when the bot had to ask back. */
  readonly facets: readonly Facet[];
  /** The words of the question that was too open: the choice may be given by adding to them. */
  readonly question: string;
  /** No answer has been given since. A number still chooses afterwards: "không phải, cái thứ hai". */
  readonly isOpen: boolean;
}

export interface Session {
  /** The entries answered from, oldest first, each once; the last one is the topic. */
  readonly topics: readonly EntryId[];
  /** The sides asked for last: "thế còn đổi thì sao" asks for the same. */
  readonly facets: readonly Facet[];
  /** What was offered last; stays after a choice, for "không phải, cái thứ hai". */
  readonly offered: OfferedChoices | undefined;
  /** A report that is being asked for; outlives the silence after which the rest is forgotten. */
  readonly intake?: Intake | undefined;
  /** Counts the turns, so that the same greeting is not said twice in a row. */
  readonly turns: number;
  /** Milliseconds since 1970 of the last turn. */
  readonly lastTurnAt: number;
}

/** After half an hour of silence a question stands on its own again. */
export const SESSION_IDLE_MS = 30 * 60_000;

const MOST_TOPICS = 5;

export function startSession(now: Date): Session {
  return { topics: [], facets: [], offered: undefined, turns: 0, lastTurnAt: now.getTime() };
}

/** The session as it stands when a message comes in: begun anew after a long silence. */
export function continueSession(
  session: Session | undefined,
  now: Date,
  idleMs: number = SESSION_IDLE_MS,
): Session {
  const intake = session?.intake && session.intake.expiresAt > now.getTime() ? session.intake : undefined;
  if (!session || now.getTime() - session.lastTurnAt > idleMs)
    return intake ? { ...startSession(now), intake } : startSession(now);
  return { ...session, turns: session.turns + 1, lastTurnAt: now.getTime(), intake };
}

/** The entry that is talked about, if any. */
export function topicOf(session: Session): EntryId | undefined {
  return session.topics.at(-1);
}

export function rememberAnswer(session: Session, entry: EntryId, facets: readonly Facet[]): Session {
  const others = session.topics.filter((topic) => topic !== entry);
  const offered = session.offered && { ...session.offered, isOpen: false };
  return { ...session, topics: [...others, entry].slice(-MOST_TOPICS), facets, offered };
}

export function rememberOffer(session: Session, offered: Omit<OfferedChoices, "isOpen">): Session {
  return { ...session, offered: { ...offered, isOpen: true } };
}
