/** Tickets whose time is over: their content goes, with a line each, but never before it was handed over. */
import { SERVICE_ACTOR, TICKET_STATUSES, type TicketRetention } from "../../core/feedback/index.ts";
import { appendAudit } from "./audit-log.ts";
import type { CommitQueue } from "./commit-queue.ts";
import { expireTickets } from "./empty-tickets.ts";
import type { Database, Running } from "./schema.ts";
import type { TicketWriting } from "./ticket-writing.ts";

/** Tickets of one status in one go: the turns go on in between. */
const MOST_TICKETS = 200;

/** @returns how many tickets were emptied */
export async function pruneTickets(
  db: Database,
  queue: CommitQueue,
  { vault, lock }: TicketWriting,
  retention: TicketRetention,
  now: number,
): Promise<number> {
  // Mostly there is nothing, and nobody need wait for the lock.
  if ((await findOverdue(db, retention, now, true, 1)).length === 0) return 0;
  return queue.run(async (running) => {
    await lock(running);
    const overdue = await findOverdue(running, retention, now, true, MOST_TICKETS);
    await appendAudit(running, vault, await expireTickets(running, overdue, SERVICE_ACTOR), now);
    return overdue.length;
  });
}

export async function countOverdueUnexported(
  db: Database,
  retention: TicketRetention,
  now: number,
): Promise<number> {
  return (await findOverdue(db, retention, now, false)).length;
}

async function findOverdue(
  db: Database | Running,
  retention: TicketRetention,
  now: number,
  isHandedOver: boolean,
  limit?: number,
) {
  const found = [];
  for (const status of TICKET_STATUSES) {
    found.push(
      ...(await db
        .selectFrom("tickets")
        .select(["code", "status"])
        .where("status", "=", status)
        .where("changed_at", "<", now - retention[status])
        .where("citizen", "is not", null)
        .where(({ exists, not, selectFrom }) => {
          const hasNew = exists(
            selectFrom("ticket_entries")
              .select("ticket_entries.id")
              .whereRef("ticket_entries.code", "=", "tickets.code")
              .where("ticket_entries.batch", "is", null),
          );
          return isHandedOver ? not(hasNew) : hasNew;
        })
        .orderBy("changed_at")
        .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
        .execute()),
    );
  }
  return found;
}
