/** How long the service keeps the sealed content of a ticket. The reception unit's own copy is the unit's. */
import { TICKET_STATUSES, type TicketStatus } from "./statuses.ts";
import type { TicketRetention } from "./stores.ts";

const DAY_MS = 86_400_000;

/**
 * Days after the last change, unless set otherwise. Storage erases nothing of a ticket of which anything still waits to
 * be handed over, however old it is. The consent notice names the 180 days.
 */
export const RETENTION_DAYS: Readonly<Record<TicketStatus, number>> = {
  // Open: the unit may have to ask for the same content again. A year is longer than any of them takes.
  received: 365,
  "handed-over": 365,
  "in-progress": 365,
  "more-information-asked": 365,
  // Told and done: time to come back to it, to rate it, and to make a lost batch once more.
  answered: 180,
  refused: 180,
  closed: 180,
};

/** @example retentionOf({ ...RETENTION_DAYS, closed: 30 }).closed // 2592000000 */
export function retentionOf(days: Readonly<Record<TicketStatus, number>>): TicketRetention {
  const all = TICKET_STATUSES.map((status) => [status, days[status] * DAY_MS] as const);
  return Object.fromEntries(all) as Record<TicketStatus, number>;
}
