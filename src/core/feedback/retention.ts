/** How long the service keeps the sealed content of a ticket, and when it may go. The unit's own copy is the unit's. */
import { TICKET_STATUSES, type TicketStatus } from "./statuses.ts";
import type { TicketRetention } from "./stores.ts";

const DAY_MS = 86_400_000;

/** Days after the last change. Only what was handed over ends at all: see `mayExpire`. */
export const RETENTION_DAYS: Readonly<Record<TicketStatus, number>> = {
  // Not handed over: kept whatever this says, and shown to whoever operates the service when it is past it.
  received: 90,
  // Open cases: the unit may still have to ask for the same content again; two years are longer than any of them.
  "handed-over": 730,
  "in-progress": 730,
  // The citizen was asked and has not answered.
  "more-information-asked": 365,
  // Told and done: time enough to come back to it, to rate it, and to send a file of the batch once more.
  answered: 180,
  refused: 180,
  // Ended, withdrawn or confirmed: nobody needs the service's copy.
  closed: 90,
};

/** @example retentionOf({ ...RETENTION_DAYS, closed: 30 }).closed // 2592000000 */
export function retentionOf(days: Readonly<Record<TicketStatus, number>> = RETENTION_DAYS): TicketRetention {
  return Object.fromEntries(
    TICKET_STATUSES.map((status) => [status, days[status] * DAY_MS]),
  ) as unknown as TicketRetention;
}

export interface KeptTicket {
  readonly status: TicketStatus;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  /** Every entry of it is in a finished batch. */
  readonly isHandedOver: boolean;
}

/** Whether the content of a ticket may be erased: its time is over, and nothing of it waits to be handed over. */
export function mayExpire(
  { status, changedAt, isHandedOver }: KeptTicket,
  retention: TicketRetention,
  now: number,
): boolean {
  return isHandedOver && now - changedAt >= retention[status];
}
