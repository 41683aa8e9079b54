/** The tables, the same in both databases. Nothing in them names a citizen or holds their words in the open. */
import type { Generated, Kysely, Transaction } from "kysely";
import type { ChannelName } from "../../core/messaging/index.ts";
import type { TicketTables } from "./ticket-schema.ts";

/** Updates of channels: those that wait hold their sealed content, the others only the key by which repeats are known. */
export interface UpdatesTable {
  seq: Generated<number>;
  /** SHA-256 of the update's key: the key itself may hold the channel's id of a person. */
  key_hash: string;
  /** Pseudonym. */
  citizen: string;
  content: Uint8Array | null;
  state: "waiting" | "done" | "set-aside";
  tries: number;
  reason: string | null;
  due_at: number;
  accepted_at: number;
  ended_at: number | null;
  lease_owner: number | null;
  lease_until: number;
}

export interface ConversationsTable {
  citizen: string;
  version: number;
  content: Uint8Array;
  /** When the citizen last acted; opens the channel's window for answers. */
  last_inbound_at: number | null;
  updated_at: number;
  /** 1: the session's content has been erased after a long silence. */
  ended: number;
  /** The session holds the draft of a report until then. */
  draft_until: number | null;
  /** The session holds a list that was ticked, and is to go then; of several, the first. */
  lists_until: number | null;
}

export interface OutboxTable {
  id: Generated<number>;
  citizen: string;
  channel: ChannelName;
  /** Sealed: to whom, and what. Gone when delivered; of private parts also when they are given up. */
  content: Uint8Array | null;
  /** `held`: a notice that its channel refuses, until the citizen acts again. */
  state: "waiting" | "held" | "delivered" | "given-up" | "dropped";
  due_at: number;
  tries: number;
  reason: string | null;
  code: string | null;
  created_at: number;
  ended_at: number | null;
  message_id: string | null;
  lease_owner: number | null;
  lease_until: number;
  is_private: number;
  is_notice: number;
  /** When a notice was first to be told: `created_at` begins anew whenever it may go again. */
  notice_since: number | null;
}

export interface TurnLogTable {
  id: Generated<number>;
  citizen: string;
  at: number;
  channel: ChannelName;
  outcome: string;
  intent: string | null;
  entry: string | null;
  facet: string | null;
  /** Masked; null when no text is kept. */
  text: string | null;
  duration_ms: number;
}

export interface ZaloTokensTable {
  oa_id: string;
  /** Sealed pair of tokens. */
  content: Uint8Array;
  access_expires_at: number;
  refresh_expires_at: number;
  generation: number;
  state: "ready" | "needs-consent";
  refresh_started_at: number | null;
}

export interface LeasesTable {
  name: string;
  owner: string;
  held_until: number;
}

export interface MetaTable {
  name: string;
  value: string;
}

export interface Tables extends TicketTables {
  updates: UpdatesTable;
  conversations: ConversationsTable;
  outbox: OutboxTable;
  turn_log: TurnLogTable;
  zalo_tokens: ZaloTokensTable;
  leases: LeasesTable;
  meta: MetaTable;
}

export type Database = Kysely<Tables>;
export type Running = Transaction<Tables>;
