/** Rows of tickets, as officers and as citizens see them. */
import type { Selectable } from "kysely";
import type { TicketFilter, TicketRow, TicketView } from "../../core/feedback/index.ts";
import type { Citizen, Vault } from "../../core/messaging/index.ts";
import type { TicketsTable } from "./ticket-schema.ts";

export type KeptTicket = Selectable<TicketsTable>;

export function toTicketRow(kept: KeptTicket): TicketRow {
  return {
    code: kept.code,
    channel: kept.channel,
    category: kept.category,
    office: kept.office ?? undefined,
    status: kept.status,
    createdAt: kept.created_at,
    changedAt: kept.changed_at,
    batch: kept.batch ?? undefined,
    rating: kept.rating ?? undefined,
    isWithdrawn: kept.withdrawn === 1,
    isErased: kept.erased === 1,
  };
}

export function toTicketView(kept: KeptTicket, vault: Vault, isOwn: boolean): TicketView {
  return {
    code: kept.code,
    status: kept.status,
    category: kept.category,
    createdAt: kept.created_at,
    changedAt: kept.changed_at,
    words: kept.words ? vault.open(kept.words) : undefined,
    rating: kept.rating ?? undefined,
    isOwn,
  };
}

/** Whom to tell of changes; undefined: nobody any more. */
export function openReplyTo(kept: Pick<KeptTicket, "reply_to">, vault: Vault): Citizen | undefined {
  return kept.reply_to ? (JSON.parse(vault.open(kept.reply_to)) as Citizen) : undefined;
}

type Condition = readonly [
  column: "tickets.created_at" | "tickets.office" | "tickets.category" | "tickets.status",
  operator: ">=" | "<" | "=",
  value: string | number,
];

/** The conditions of a filter, each for a `where`. */
export function conditionsOf({ since, until, office, category, status }: TicketFilter): readonly Condition[] {
  return [
    ...(since === undefined ? [] : [["tickets.created_at", ">=", since] as const]),
    ...(until === undefined ? [] : [["tickets.created_at", "<", until] as const]),
    ...(office === undefined ? [] : [["tickets.office", "=", office] as const]),
    ...(category === undefined ? [] : [["tickets.category", "=", category] as const]),
    ...(status === undefined ? [] : [["tickets.status", "=", status] as const]),
  ];
}
