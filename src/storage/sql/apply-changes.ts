/** What the unit decided, written to the tickets: all of it, or nothing. Under the lock of `TicketWriting`. */
import {
  mayFollow,
  type NewAuditLine,
  type NoticeOf,
  type StatusChange,
  TicketConflict,
  type TicketStatus,
} from "../../core/feedback/index.ts";
import type { Vault } from "../../core/messaging/index.ts";
import { appendAudit } from "./audit-log.ts";
import { insertParts, toOutboxRow } from "./outbox-rows.ts";
import type { Running } from "./schema.ts";
import { type KeptTicket, openReplyTo, toTicketRow } from "./ticket-rows.ts";
import { inLots, type TicketWriting } from "./ticket-writing.ts";

/** @throws TicketConflict */
export async function applyChanges(
  running: Running,
  { vault, lock }: TicketWriting,
  notice: NoticeOf,
  changes: readonly StatusChange[],
  actor: string,
  now: number,
): Promise<void> {
  if (changes.length === 0) return;
  await lock(running);
  const kept = await findTickets(
    running,
    changes.map(({ code }) => code),
  );
  refuseConflicts(kept, changes);
  for (const { code, to, words } of changes)
    await running
      .updateTable("tickets")
      .set({ status: to, changed_at: now, ...wordsAfter(vault, to, words) })
      .where("code", "=", code)
      .execute();
  await insertParts(
    running,
    changes.flatMap((change) => {
      const ticket = kept.get(change.code);
      const citizen = ticket && openReplyTo(ticket, vault);
      if (!citizen) return [];
      const row = toTicketRow({ ...ticket, status: change.to, changed_at: now });
      return notice(row, change).map((part) => toOutboxRow(vault, citizen, { ...part, isNotice: true }, now));
    }),
  );
  await appendAudit(
    running,
    vault,
    changes.map(({ code, from, to }): NewAuditLine => {
      return { actor, action: "status-changed", subject: code, detail: { from, to } };
    }),
    now,
  );
}

async function findTickets(running: Running, codes: readonly string[]): Promise<Map<string, KeptTicket>> {
  const found = new Map<string, KeptTicket>();
  for (const lot of inLots(codes))
    for (const row of await running.selectFrom("tickets").selectAll().where("code", "in", lot).execute())
      found.set(row.code, row);
  return found;
}

/** Changes of one ticket follow each other. Only a batch hands over: else a report could be passed by. */
function refuseConflicts(kept: ReadonlyMap<string, KeptTicket>, changes: readonly StatusChange[]): void {
  const standing = new Map<string, TicketStatus>([...kept].map(([code, { status }]) => [code, status]));
  const conflicts = changes.flatMap(({ code, from, to }) => {
    const fits = standing.get(code) === from && mayFollow(from, to) && to !== "handed-over";
    standing.set(code, to);
    return fits ? [] : [code];
  });
  if (conflicts.length > 0) throw new TicketConflict([...new Set(conflicts)]);
}

/** An answer outlives the closing of its case; a question that is no longer asked does not. */
function wordsAfter(vault: Vault, to: TicketStatus, words: string | undefined) {
  if (words !== undefined) return { words: Buffer.from(vault.seal(words)) };
  return to === "closed" ? {} : { words: null };
}
