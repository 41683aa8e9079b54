/** Tickets, codes and what is sealed, for tests of storage. */
import { type Conversation, NEW_CONVERSATION } from "../../src/core/conversation/conversation.ts";
import { type Session, startSession } from "../../src/core/conversation/session.ts";
import {
  type FeedbackWrite,
  makeTicketCode,
  type NoticeOf,
  type TicketCode,
  type TicketDesk,
  type TicketView,
} from "../../src/core/feedback/index.ts";
import type { Citizen, Store, TurnCommit } from "../../src/core/messaging/index.ts";
import { message, NOON, turn } from "./store-words.ts";

export const UNIT = "Trần Thị Lan";
export const PIN = "246810";

/** @example codeOf(7): always the same code, another one than codeOf(8) */
export function codeOf(number: number): TicketCode {
  return makeTicketCode((count, most) =>
    Array.from({ length: count }, (_, at) => Math.floor(number / most ** at) % most),
  );
}

/** Stands for what `age` makes; storage cannot tell the difference. */
export function sealedWords(words: string): Uint8Array {
  return Buffer.from(`sealed ${words}`);
}

export function wordsOf(sealed: Uint8Array | undefined): string | undefined {
  return sealed && Buffer.from(sealed).toString().replace("sealed ", "");
}

export function filing(code: TicketCode, words = `report ${code}`): Extract<FeedbackWrite, { kind: "file" }> {
  return {
    kind: "file",
    code,
    pin: PIN,
    category: "delay",
    office: "ubnd-an-bien",
    sealed: sealedWords(words),
  };
}

export function addition(
  code: TicketCode,
  words = "more",
  entryKind: "addition" | "answer" = "addition",
): FeedbackWrite {
  return { kind: "add", code, entryKind, sealed: sealedWords(words) };
}

export function withdrawal(code: TicketCode): FeedbackWrite {
  return { kind: "withdraw", code, sealed: sealedWords("withdrawal") };
}

export function photo(code: TicketCode, name = "anh.jpg"): FeedbackWrite {
  return {
    kind: "fetch-file",
    code,
    attachment: { type: "image", url: `https://zalo.example/${name}`, name },
  };
}

/** A conversation in the middle of the intake. */
export function drafting(code: TicketCode, expiresAt: number, more: Partial<Session> = {}): Conversation {
  const draft = { kind: "misconduct", category: "delay", story: "cán bộ bắt đợi", files: 0 } as const;
  const intake = { code, stage: "office", isCorrecting: false, draft, expiresAt } as const;
  const buttons = [{ label: "Bỏ qua", say: "Bỏ qua", payload: "intake:skip" }];
  return { ...NEW_CONVERSATION, session: { ...startSession(new Date(NOON)), ...more, intake }, buttons };
}

export const NOTICE: NoticeOf = ({ code }, { to, words }) => [
  { text: `${code} ${to} ${words ?? ""}`.trim(), buttons: [], isPrivate: true, isNotice: true },
];

export const citizenOf = (id: string, channel: Citizen["channel"] = "zalo"): Citizen => ({ channel, id });

let keys = 0;

/** A turn of this citizen that does these things; the citizen has nothing else waiting. */
export async function act(
  store: Store,
  id: string,
  feedback: readonly FeedbackWrite[],
  more: Partial<TurnCommit> & { readonly channel?: Citizen["channel"] } = {},
): Promise<void> {
  const { channel = "zalo", ...rest } = more;
  const now = rest.now ?? NOON;
  const update = { ...message(id, `act-${keys++}`), citizen: citizenOf(id, channel) };
  await store.inbox.accept([update], now);
  const claimed = (await store.inbox.claim(100, now)).find(({ update: one }) => one.key === update.key);
  if (!claimed) throw new Error("the turn could not be claimed");
  const result = await store.inbox.commitTurn(turn(claimed, [], { feedback, now, inboundAt: now, ...rest }));
  if (result !== "committed") throw new Error(result);
}

export async function lookAt(
  store: Store,
  id: string,
  code: TicketCode,
  pin?: string,
  now = NOON,
): Promise<readonly TicketView[]> {
  return viewsOf(await store.tickets.look(citizenOf(id), { kind: "by-code", code, pin }, now));
}

export async function ownOf(store: Store, id: string): Promise<readonly TicketView[]> {
  return viewsOf(await store.tickets.look(citizenOf(id), { kind: "own" }, NOON));
}

function viewsOf(finding: Awaited<ReturnType<Store["tickets"]["look"]>>): readonly TicketView[] {
  if (finding.kind !== "tickets") throw new Error(finding.kind);
  return finding.tickets;
}

/** Kind and words of all entries of a batch. */
export async function readBatch(desk: TicketDesk, number: number): Promise<readonly string[]> {
  const entries = await desk.entries(number, 0, 1_000);
  return entries.map(({ kind, sealed }) => `${kind}: ${wordsOf(sealed) ?? "–"}`);
}

/** The log in short: what was done to what. */
export async function readAudit(desk: TicketDesk): Promise<readonly string[]> {
  return (await desk.audit.lines(0, 10_000)).map(({ action, subject }) => `${action} ${subject}`.trim());
}

/** What waits for a citizen, or would be sent to them. */
export async function waitingTexts(store: Store, id: string): Promise<readonly string[]> {
  return (await store.outbox.waitingFor(citizenOf(id), 0, 100)).map(({ part }) => part.text);
}
