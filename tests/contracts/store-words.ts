/** Citizens, messages and replies for tests of storage. */
import { NEW_CONVERSATION } from "../../src/core/conversation/conversation.ts";
import { TICKET_STATUSES, type TicketRetention } from "../../src/core/feedback/index.ts";
import type {
  ClaimedUpdate,
  InboundUpdate,
  Retention,
  Store,
  TurnCommit,
  TurnLogLine,
} from "../../src/core/messaging/index.ts";

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const NOON = Date.UTC(2026, 10, 25, 5);

const allStatuses = (ms: number): TicketRetention =>
  Object.fromEntries(TICKET_STATUSES.map((status) => [status, ms])) as TicketRetention;

export const RETENTION: Retention = {
  turnLogMs: 90 * DAY,
  endedMs: 8 * DAY,
  sessionIdleMs: 30 * MINUTE,
  conversationMs: 8 * DAY,
  noticesMs: 90 * DAY,
  tickets: { ...allStatuses(365 * DAY), closed: 180 * DAY },
};

export function message(citizen: string, key: string, text = "xin chào"): InboundUpdate {
  return { key, citizen: { channel: "zalo", id: citizen }, event: { kind: "message", text }, sentAt: NOON };
}

export function turn(
  claimed: ClaimedUpdate,
  texts: readonly string[],
  more: Partial<TurnCommit> = {},
): TurnCommit {
  return {
    seq: claimed.seq,
    citizen: claimed.update.citizen,
    version: claimed.version,
    conversation: NEW_CONVERSATION,
    inboundAt: NOON,
    parts: texts.map((text) => ({ text, buttons: [] })),
    log: undefined,
    feedback: [],
    erasesCitizen: false,
    now: NOON,
    ...more,
  };
}

/** The only update that can be claimed. */
export async function claimOne(store: Store, now = NOON): Promise<ClaimedUpdate> {
  const [claimed, ...others] = await store.inbox.claim(10, now);
  if (!claimed || others.length > 0) throw new Error(`${others.length + (claimed ? 1 : 0)} claimed, not one`);
  return claimed;
}

/** Accepts a message and answers it. */
export async function answer(
  store: Store,
  citizen: string,
  key: string,
  texts: readonly string[],
): Promise<void> {
  await store.inbox.accept([message(citizen, key)], NOON);
  for (const claimed of await store.inbox.claim(100, NOON))
    await store.inbox.commitTurn(turn(claimed, claimed.update.key === key ? texts : []));
}

let talks = 0;

/** One turn of a citizen, as the log keeps it. */
export async function talk(
  store: Store,
  citizen: string,
  line: Partial<TurnLogLine> & Pick<TurnLogLine, "at" | "outcome">,
): Promise<void> {
  talks += 1;
  await store.inbox.accept([message(citizen, `talk-${talks}`)], line.at);
  const claimed = await claimOne(store, line.at);
  const log: TurnLogLine = {
    channel: "zalo",
    intent: undefined,
    entry: undefined,
    facet: undefined,
    text: "hỏi",
    durationMs: 1,
    ...line,
  };
  await store.inbox.commitTurn(turn(claimed, [], { log }));
}
