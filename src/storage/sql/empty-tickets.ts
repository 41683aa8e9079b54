/** How tickets are taken back, erased and forgotten: what goes, and what stays as a stub. Under the lock of `TicketWriting`. */
import type { NewAuditLine } from "../../core/feedback/index.ts";
import type { Running } from "./schema.ts";
import type { KeptTicket } from "./ticket-rows.ts";
import { inLots } from "./ticket-writing.ts";

/** By which a ticket is somebody's. */
const NOBODYS = { citizen: null, reply_to: null, words: null, pin_hash: null } as const;

/**
 * The citizen takes it back. What was not handed over goes at once; of what was, the unit is told by the next batch.
 * @param sealed the withdrawal, for the unit
 */
export async function withdrawTicket(
  running: Running,
  { code, batch }: Pick<KeptTicket, "code" | "batch">,
  sealed: Uint8Array,
  now: number,
): Promise<void> {
  await deleteNewEntries(running, code);
  if (batch !== null)
    await running
      .insertInto("ticket_entries")
      .values({ code, kind: "withdrawal", at: now, sealed })
      .execute();
  await running
    .updateTable("tickets")
    .set({ status: "closed", changed_at: now, withdrawn: 1, erased: batch === null ? 1 : 0, words: null })
    .where("code", "=", code)
    .execute();
}

/**
 * Everything that can be read, and everything by which it is somebody's, goes. The unit that holds copies hears of it
 * by an entry without words.
 * @returns a line for each
 */
export async function eraseTickets(
  running: Running,
  tickets: readonly KeptTicket[],
  actor: string,
  now: number,
): Promise<readonly NewAuditLine[]> {
  for (const { code, batch } of tickets) {
    await deleteNewEntries(running, code);
    await emptyEntries(running, [code]);
    if (batch !== null && !(await hasWithdrawal(running, code)))
      await running
        .insertInto("ticket_entries")
        .values({ code, kind: "withdrawal", at: now, sealed: null })
        .execute();
  }
  for (const lot of inLots(tickets))
    await running
      .updateTable("tickets")
      .set({ ...NOBODYS, status: "closed", changed_at: now, withdrawn: 1, erased: 1 })
      .where(
        "code",
        "in",
        lot.map(({ code }) => code),
      )
      .execute();
  return tickets.map(({ code, batch }) => ({
    actor,
    action: "erased",
    subject: code,
    detail: { handedOver: batch !== null },
  }));
}

/** Their time is over; all of them was handed over. @returns a line for each */
export async function expireTickets(
  running: Running,
  tickets: readonly Pick<KeptTicket, "code" | "status">[],
  actor: string,
): Promise<readonly NewAuditLine[]> {
  for (const lot of inLots(tickets)) {
    const codes = lot.map(({ code }) => code);
    await emptyEntries(running, codes);
    await running
      .updateTable("tickets")
      .set({ ...NOBODYS, erased: 1 })
      .where("code", "in", codes)
      .execute();
  }
  return tickets.map(({ code, status }) => ({ actor, action: "expired", subject: code, detail: { status } }));
}

async function deleteNewEntries(running: Running, code: string): Promise<void> {
  await running
    .deleteFrom("files")
    .where("code", "=", code)
    .where((where) =>
      where.or([
        where("entry", "is", null),
        where(
          "entry",
          "in",
          where
            .selectFrom("ticket_entries")
            .select("ticket_entries.id")
            .where("ticket_entries.code", "=", code)
            .where("ticket_entries.batch", "is", null),
        ),
      ]),
    )
    .execute();
  await running.deleteFrom("ticket_entries").where("code", "=", code).where("batch", "is", null).execute();
}

async function emptyEntries(running: Running, codes: readonly string[]): Promise<void> {
  await running.deleteFrom("files").where("code", "in", codes).execute();
  await running.updateTable("ticket_entries").set({ sealed: null }).where("code", "in", codes).execute();
}

async function hasWithdrawal(running: Running, code: string): Promise<boolean> {
  const row = await running
    .selectFrom("ticket_entries")
    .select("id")
    .where("code", "=", code)
    .where("kind", "=", "withdrawal")
    .executeTakeFirst();
  return row !== undefined;
}
