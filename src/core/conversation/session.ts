/** What the bot remembers of one conversation; plain data, with an end. */
import type { Intake, TicketCode } from "../feedback/index.ts";
import type { Area, EntryId, Facet } from "../knowledge/index.ts";
import type { PlaceId } from "../places/index.ts";
import { aliveChecklists, type Checklist } from "./checklist.ts";
import type { Heard } from "./hear-case.ts";

export interface OfferedChoices {
  /** In the order in which they were numbered, beginning with 1. */
  readonly entries: readonly EntryId[];
  /** The sides that were asked for when the bot had to ask back. */
  readonly facets: readonly Facet[];
  /** The first one, where it was far likelier than the others. */
  readonly likeliest?: EntryId | undefined;
  /** The words of the question that was too open: the choice may be given by adding to them. */
  readonly question: string;
  /** No answer has been given since. A number still chooses afterwards: "không phải, cái thứ hai". */
  readonly isOpen: boolean;
}

/** Questions by which a citizen is led to their own case. */
export interface Guided {
  readonly entry: EntryId;
  /** Numbers of the options, counted from 1. */
  readonly answers: readonly number[];
  /** What the citizen had said before a question was asked: it is not asked then. */
  readonly heard: Heard;
  /** A question waits for its answer. */
  readonly isOpen: boolean;
  /** The question was asked again after something else; the next time it is taken for dropped. */
  readonly isReminded?: boolean | undefined;
}

/** A ticket that is being talked about. */
export interface TicketTalk {
  readonly code: TicketCode;
  /** It was filed from another account: goes with each question about it. */
  readonly pin?: string | undefined;
  /** What the next message is: the PIN, an addition, a rating …; `shown`: nothing is asked. */
  readonly stage: "shown" | "pin" | "add" | "withdraw" | "rate";
  /** Files that were sent for it in this talk. */
  readonly files: number;
}

/** The report sent last. The same story again is no second one. */
export interface FiledReport {
  readonly code: TicketCode;
  /** The words of its story, to be compared with. */
  readonly form: string;
  readonly at: number;
}

/** Codes and PINs that opened nothing, counted from a moment on. */
export interface WrongCodes {
  readonly since: number;
  readonly count: number;
}

/** Changes that were told, for "từ khi nào" in the next message. */
export interface ToldNews {
  /** Ids of changes. */
  readonly changes: readonly string[];
  /** The turn in which they were told. */
  readonly turn: number;
}

export interface Session {
  /** The entries answered from, oldest first, each once; the last one is the topic. */
  readonly topics: readonly EntryId[];
  /** The sides asked for last: "thế còn đổi thì sao" asks for the same. */
  readonly facets: readonly Facet[];
  /** What was offered last; stays after a choice, for "không phải, cái thứ hai". */
  readonly offered: OfferedChoices | undefined;
  readonly guided?: Guided | undefined;
  /** A report that is being asked for; outlives the silence after which the rest is forgotten. */
  readonly intake?: Intake | undefined;
  readonly ticket?: TicketTalk | undefined;
  /** The list of own tickets that was shown last, to be chosen from by number. */
  readonly listed?: readonly TicketCode[] | undefined;
  readonly filed?: FiledReport | undefined;
  /** The place named last: where the citizen lives or files. */
  readonly place?: PlaceId | undefined;
  /** The part of the city, when it was told without a place. */
  readonly area?: Area | undefined;
  /** The entry whose fees differ by area, while the citizen is asked where it is filed. */
  readonly areaAskedOf?: EntryId | undefined;
  /** Places that were offered last, to be chosen from by number. */
  readonly placesOffered?: readonly PlaceId[] | undefined;
  readonly news?: ToldNews | undefined;
  /** Lists of things to do, the one talked about last. One that was ticked outlives the silence for a week. */
  readonly checklists?: readonly Checklist[] | undefined;
  /** Outlives the silence as well. */
  readonly wrongCodes?: WrongCodes | undefined;
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

/** So long the same story is the same report. */
const SAME_REPORT_MS = 10 * 60_000;

/** The session as it stands when a message comes in: begun anew after a long silence. */
export function continueSession(
  session: Session | undefined,
  now: Date,
  idleMs: number = SESSION_IDLE_MS,
): Session {
  if (!session) return startSession(now);
  const at = now.getTime();
  const { intake, wrongCodes, filed } = session;
  const isSilent = at - session.lastTurnAt > idleMs;
  const kept = {
    intake: intake && intake.expiresAt > at ? intake : undefined,
    wrongCodes,
    filed: filed && at - filed.at < SAME_REPORT_MS ? filed : undefined,
    checklists: aliveChecklists(session.checklists, at, isSilent),
  };
  if (isSilent) return { ...startSession(now), ...kept };
  return { ...session, ...kept, turns: session.turns + 1, lastTurnAt: at };
}

/** The code of a draft whose time is over: what was sent for it is to go. */
export function endedDraft(session: Session | undefined, now: Date): TicketCode | undefined {
  const intake = session?.intake;
  return intake && intake.expiresAt <= now.getTime() ? intake.code : undefined;
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
