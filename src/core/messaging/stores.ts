/** What the house asks of storage. Everything that a call promises is durable when its promise resolves. */
import type { Conversation } from "../conversation/conversation.ts";
import type { Outcome } from "../conversation/outcome.ts";
import type { Reply } from "../conversation/reply.ts";
import type {
  FeedbackWrite,
  FileStore,
  NoticeOf,
  TicketDesk,
  TicketRetention,
  TicketStore,
} from "../feedback/index.ts";
import type { ChannelName, Citizen } from "./citizen.ts";
import type { Settlement } from "./delivery.ts";
import type { InboundUpdate } from "./inbound.ts";

export type Acceptance = "accepted" | "duplicate";

/** An update that waits for its turn, with the conversation it belongs to. */
export interface ClaimedUpdate {
  /** Storage's own number; grows in the order of acceptance. */
  readonly seq: number;
  readonly update: InboundUpdate;
  /** How often a turn on it has failed. */
  readonly tries: number;
  readonly conversation: Conversation | undefined;
  /** To be given back with the commit; 0 when there is no conversation yet. */
  readonly version: number;
}

/** One line for those who learn from what was asked. Its text is masked; it names nobody. */
export interface TurnLogLine {
  readonly at: number;
  readonly channel: ChannelName;
  readonly outcome: Outcome;
  readonly intent: string | undefined;
  readonly entry: string | undefined;
  readonly facet: string | undefined;
  /** Masked text of the question; absent when not kept: switched off, or a report on somebody. */
  readonly text: string | undefined;
  readonly durationMs: number;
}

export interface TurnCommit {
  readonly seq: number;
  readonly citizen: Citizen;
  readonly version: number;
  readonly conversation: Conversation;
  /** The citizen acted (wrote, pressed, followed), so the channel's window opens anew at this moment. */
  readonly inboundAt: number | undefined;
  /** One row of the outbox each, in this order. */
  readonly parts: readonly Reply[];
  readonly log: TurnLogLine | undefined;
  /** What happens with tickets; sealed for the reception unit before it comes here. */
  readonly feedback: readonly FeedbackWrite[];
  /** The citizen asked to be forgotten: all that is kept of them goes, but for the parts of this very commit. */
  readonly erasesCitizen: boolean;
  /** Their tickets too: taken back, and erased but for a stub that names nobody. */
  readonly erasesTickets?: boolean | undefined;
  readonly now: number;
}

export interface Inbox {
  /** Keeps updates before they are acknowledged; results in the same order. Concurrent calls share one commit to disk. */
  accept(updates: readonly InboundUpdate[], now: number): Promise<readonly Acceptance[]>;
  /**
   * The oldest waiting update of each citizen, oldest first, and nobody else's until it is committed, failed or its
   * lease has ended. So one citizen's updates are taken one after the other, by however many processes.
   */
  claim(limit: number, now: number): Promise<readonly ClaimedUpdate[]>;
  /**
   * In one transaction: update done and its text gone, conversation, outbox, turn log, tickets. "stale": the
   * conversation has moved on or the update is done already; nothing was changed. Concurrent calls share one commit to
   * disk. Where the citizen acted, notices that were held for them wait again.
   */
  commitTurn(commit: TurnCommit): Promise<"committed" | "stale">;
  /** The turn broke. Tried again later, or with `setAside` kept aside for a person, so that the line goes on. */
  fail(seq: number, reason: string, setAside: boolean, now: number): Promise<void>;
  /** Waiting ones only. */
  depth(): Promise<{
    readonly waiting: number;
    readonly oldestAt: number | undefined;
    readonly setAside: number;
  }>;
  /** Lets set-aside updates wait again. Returns how many. */
  replay(now: number): Promise<number>;
}

export interface OutboxPart {
  readonly id: number;
  readonly citizen: Citizen;
  readonly part: Reply;
  readonly tries: number;
  readonly createdAt: number;
  readonly lastInboundAt: number | undefined;
}

/** A part that will not go out by itself any more, for officers; without what it says. */
export interface EndedPart {
  readonly id: number;
  readonly channel: ChannelName;
  readonly state: "given-up" | "dropped";
  readonly reason: string;
  readonly code: string | undefined;
  readonly createdAt: number;
  readonly endedAt: number;
}

export interface Outbox {
  /**
   * Due parts of these channels, each the first waiting one of its citizen; nobody else's until settled. Answers go
   * before notices, however many notices wait.
   */
  claimDue(channels: readonly ChannelName[], limit: number, now: number): Promise<readonly OutboxPart[]>;
  /**
   * Delivered: its text is erased. Given up: the text stays, sealed, until it is replayed or its time is over; of a
   * private part it goes. A notice that the channel refuses is held until its citizen acts again.
   */
  settle(id: number, settlement: Settlement, now: number): Promise<void>;
  /** Ends waiting answers older than this, as `dropped`; notices wait on. Returns how many. */
  dropOlderThan(createdBefore: number, now: number): Promise<number>;
  /** Lets given-up and dropped parts wait again (all, or this one). Returns how many. */
  replay(id: number | undefined, now: number): Promise<number>;
  ended(limit: number): Promise<readonly EndedPart[]>;
  /** Answers only: a notice may wait for weeks, and nothing is wrong. */
  depth(): Promise<readonly { channel: ChannelName; waiting: number; oldestAt: number | undefined }[]>;
  /** For a citizen who fetches: waiting parts after `afterId`, oldest first. */
  waitingFor(citizen: Citizen, afterId: number, limit: number): Promise<readonly OutboxPart[]>;
  /** What a citizen has fetched up to and with this one is delivered. */
  acknowledge(citizen: Citizen, upToId: number, now: number): Promise<void>;
  /** When the next part becomes due that is not due yet, for a worker that sleeps; undefined when there is none. */
  nextDueAt(channels: readonly ChannelName[], now: number): Promise<number | undefined>;
  /** What waits for a person to act on this channel waits no longer: the person has acted. */
  hasten(channel: ChannelName, now: number): Promise<void>;
}

/** A message whose words were kept, and that was not answered, or not rightly as its citizen saw it. */
export interface UnclearTurn {
  readonly at: number;
  readonly outcome: Outcome;
  /** The entry that was answered from, if any. */
  readonly entry: string | undefined;
  /** Masked before it was kept. */
  readonly text: string;
  /** The citizen said next that something else was meant. */
  readonly isCorrected: boolean;
  /** What the same citizen was answered from shortly afterwards: perhaps what was meant. */
  readonly thenEntry: string | undefined;
}

export interface TurnLog {
  /** Newest first. */
  recent(limit: number): Promise<readonly TurnLogLine[]>;
  /** How often each entry was answered from since then. */
  askedSince(since: number): Promise<readonly { readonly entry: string; readonly count: number }[]>;
  /** What went without a clear answer since then, newest first. */
  unclearSince(since: number, limit: number): Promise<readonly UnclearTurn[]>;
}

/** Tokens of a Zalo Official Account; storage seals both of them. */
export interface ZaloTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly accessExpiresAt: number;
  readonly refreshExpiresAt: number;
  /** Grows with every rotation. */
  readonly generation: number;
  readonly state: "ready" | "needs-consent";
  /** A refresh began and its end is not known: the process may have died with the answer. Milliseconds since 1970. */
  readonly refreshStartedAt: number | undefined;
}

export type RotationResult =
  | ({ readonly kind: "rotated" } & Pick<
      ZaloTokens,
      "accessToken" | "refreshToken" | "accessExpiresAt" | "refreshExpiresAt"
    >)
  | { readonly kind: "needs-consent" }
  /** Nothing is known to have changed: keep what there is. */
  | { readonly kind: "unchanged" };

export interface ZaloTokenStore {
  read(oaId: string): Promise<ZaloTokens | undefined>;
  /** First tokens, after a person's consent; replaces what there was. */
  put(
    oaId: string,
    tokens: Omit<ZaloTokens, "generation" | "state" | "refreshStartedAt">,
    now: number,
  ): Promise<ZaloTokens>;
  /** The same, but only where there are none yet; else those that there are come back. Under the lock of `rotate`. */
  putFirst(
    oaId: string,
    tokens: Omit<ZaloTokens, "generation" | "state" | "refreshStartedAt">,
    now: number,
  ): Promise<ZaloTokens>;
  /**
   * Rotates under the row's lock: one process at a time calls `refresh`, and only when the generation is still `seen`;
   * otherwise what another process has rotated meanwhile comes back. The start of the call is committed before it, the
   * new pair is committed before it is returned.
   */
  rotate(
    oaId: string,
    seen: number,
    refresh: (current: ZaloTokens) => Promise<RotationResult>,
    now: () => number,
  ): Promise<ZaloTokens | undefined>;
}

/** Who may do what only one process may do (such as polling Telegram). */
export interface Leases {
  /** True when `owner` holds it until `now + ttlMs`; to be renewed before. */
  acquire(name: string, owner: string, ttlMs: number, now: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
}

export interface Retention {
  /** Text of the turn log is kept this long. */
  readonly turnLogMs: number;
  /** Keys of done updates, by which repeats are known, and ended parts. At least 7 days: Zalo repeats for hours. */
  readonly endedMs: number;
  /** A session's content after the last turn. */
  readonly sessionIdleMs: number;
  /** The citizen's place (window, staff hours) after the last turn. */
  readonly conversationMs: number;
  /** A notice that could not be brought to its citizen. */
  readonly noticesMs: number;
  /** Content of tickets. */
  readonly tickets: TicketRetention;
}

/** Everything that is kept; one implementation a database. */
export interface Store {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly turnLog: TurnLog;
  readonly zaloTokens: ZaloTokenStore;
  readonly leases: Leases;
  readonly tickets: TicketStore;
  readonly files: FileStore;
  /** For officers and the reception unit. @param notice what citizens are told of changes */
  desk(notice: NoticeOf): TicketDesk;
  /** Tickets past their retention that stay because not all of them was handed over: a person must export them. */
  overdueUnexported(retention: TicketRetention, now: number): Promise<number>;
  /** All that is kept of one citizen goes, but for their tickets. Returns how many rows went. */
  eraseCitizen(citizen: Citizen): Promise<number>;
  /** Deletes what is past its time, and what erased things left in the files. Returns how many rows went. */
  prune(retention: Retention, now: number): Promise<number>;
  /** Rejects when the database cannot be read and written. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Seals with the service's own key, so that the database file says nothing to who has only the file. */
export interface Vault {
  seal(plain: string): Uint8Array;
  /** @throws when it was sealed with another key or was changed */
  open(sealed: Uint8Array): string;
  /** A name for the citizen that tells nothing without the key, and is the same each time. */
  pseudonym(citizen: Citizen): string;
  /** A keyed hash, another one for each purpose: who has only the database can neither make nor guess one. */
  hashFor(purpose: "audit" | "pin", text: string): string;
  /** The same for two vaults of the same key; tells nothing of it. */
  readonly fingerprint: string;
}
