/** What a turn does with tickets, written in the turn's own transaction. */
import type { Insertable } from "kysely";
import {
  CITIZEN_ACTOR,
  type FeedbackWrite,
  type NewAuditLine,
  UPLOAD_PREFIX,
} from "../../core/feedback/index.ts";
import type { Attachment, Citizen, TurnCommit, Vault } from "../../core/messaging/index.ts";
import { appendAudit } from "./audit-log.ts";
import { eraseTickets, withdrawTicket } from "./empty-tickets.ts";
import { eraseLooseFiles } from "./erase.ts";
import { wantFile } from "./files.ts";
import type { Running } from "./schema.ts";
import { REPORT } from "./states.ts";
import type { KeptTicket } from "./ticket-rows.ts";
import type { TicketsTable } from "./ticket-schema.ts";
import { inLots, type TicketWriting } from "./ticket-writing.ts";

/** A commit with the pseudonym of its citizen. */
type NamedCommit = TurnCommit & { readonly name: string };

type WriteOf<Kind extends FeedbackWrite["kind"]> = Extract<FeedbackWrite, { readonly kind: Kind }>;

/** One citizen's turn, in which a write is carried out. */
interface Place {
  readonly running: Running;
  readonly vault: Vault;
  readonly citizen: Citizen;
  readonly name: string;
  readonly now: number;
}

/**
 * Costs nothing where no turn is about tickets. Files first: what is filed or added in the same turn takes them along.
 * Tickets of many citizens are filed in few statements, for they may come in a flood.
 */
export async function writeFeedback(
  running: Running,
  { vault, lock }: TicketWriting,
  commits: readonly NamedCommit[],
): Promise<void> {
  const about = commits.filter(
    ({ feedback, erasesCitizen, erasesTickets }) => feedback.length > 0 || erasesCitizen || erasesTickets,
  );
  if (about.length === 0) return;
  await lock(running);
  for (const { erasesCitizen, name } of about) if (erasesCitizen) await eraseLooseFiles(running, name);
  const writes = about.flatMap(({ feedback, citizen, name, now }) =>
    feedback.map((write) => ({ write, place: { running, vault, citizen, name, now } })),
  );
  for (const { write, place } of writes)
    if (write.kind === "fetch-file") await takeFile(place, write.code, write.attachment);
  const filed = writes.flatMap(({ write, place }) => (write.kind === "file" ? [{ write, place }] : []));
  const lines = await fileTickets(running, filed);
  for (const { write, place } of writes) lines.push(...(await carryOut(place, write)));
  for (const { write, place } of writes)
    if (write.kind === "fetch-file") lines.push(...(await addLooseFiles(place, write.code)));
  for (const { citizen, name, now, erasesTickets } of about)
    if (erasesTickets) lines.push(...(await eraseOwn({ running, vault, citizen, name, now })));
  await appendAudit(running, vault, lines, about[0]?.now ?? 0);
}

async function carryOut(place: Place, write: FeedbackWrite): Promise<readonly NewAuditLine[]> {
  switch (write.kind) {
    case "file":
    case "fetch-file":
      return [];
    case "drop":
      await place.running
        .deleteFrom("files")
        .where("code", "=", write.code)
        .where("citizen", "=", place.name)
        .where("entry", "is", null)
        .execute();
      return [];
    case "add":
    case "withdraw":
    case "rate": {
      // Erased or taken back meanwhile: there is nothing left to change.
      const ticket = await findLiving(place.running, write.code);
      return ticket ? [await changeTicket(place, ticket, write)] : [];
    }
  }
}

async function changeTicket(
  place: Place,
  ticket: KeptTicket,
  write: WriteOf<"add" | "withdraw" | "rate">,
): Promise<NewAuditLine> {
  const { running, now } = place;
  const { code } = ticket;
  switch (write.kind) {
    case "add":
      await addEntry(place, code, write.entryKind, write.sealed);
      return lineOf("entry-added", code, { kind: write.entryKind });
    case "withdraw":
      await withdrawTicket(running, ticket, write.sealed, now);
      return lineOf("withdrawn", code, { handedOver: ticket.batch !== null });
    case "rate":
      await running.updateTable("tickets").set({ rating: write.rating }).where("code", "=", code).execute();
      return lineOf("rated", code, { rating: write.rating });
  }
}

async function fileTickets(
  running: Running,
  filed: readonly { readonly write: WriteOf<"file">; readonly place: Place }[],
): Promise<NewAuditLine[]> {
  for (const lot of inLots(filed)) {
    const codes = lot.map(({ write }) => write.code);
    await running
      .insertInto("tickets")
      .values(lot.map(({ write, place }) => toKept(write, place)))
      .execute();
    await running
      .insertInto("ticket_entries")
      .values(
        lot.map(({ write: { code, sealed }, place: { now } }) => ({ code, kind: "report", at: now, sealed })),
      )
      .execute();
    await running
      .updateTable("files")
      .set(({ selectFrom }) => ({
        entry: selectFrom("ticket_entries")
          .select("ticket_entries.id")
          .whereRef("ticket_entries.code", "=", "files.code")
          .where("ticket_entries.kind", "=", REPORT),
      }))
      .where("code", "in", codes)
      .where("entry", "is", null)
      .execute();
  }
  return filed.map(({ write: { code, category, office }, place: { citizen } }) =>
    lineOf("filed", code, {
      channel: citizen.channel,
      category,
      ...(office === undefined ? {} : { office }),
    }),
  );
}

function toKept(
  { code, category, office, pin }: WriteOf<"file">,
  { vault, citizen, name, now }: Place,
): Insertable<TicketsTable> {
  return {
    code,
    citizen: name,
    channel: citizen.channel,
    category,
    office: office ?? null,
    status: "received",
    created_at: now,
    changed_at: now,
    withdrawn: 0,
    erased: 0,
    pin_hash: hashPin(vault, code, pin),
    wrong_pins: 0,
    locked_until: 0,
    reply_to: vault.seal(JSON.stringify(citizen)),
  };
}

/** The code is in it, so that equal PINs of two tickets do not show. */
export function hashPin(vault: Vault, code: string, pin: string): string {
  return vault.hashFor("pin", `${code} ${pin}`);
}

async function takeFile({ running, vault, citizen, name, now }: Place, code: string, attachment: Attachment) {
  if (!attachment.handle?.startsWith(UPLOAD_PREFIX))
    return wantFile(running, vault, { code, citizen, attachment }, now);
  await running
    .updateTable("files")
    .set({ code })
    .where("id", "=", attachment.handle.slice(UPLOAD_PREFIX.length))
    // Somebody else's upload is none.
    .where("citizen", "=", name)
    .where("code", "is", null)
    .execute();
}

/** An entry, with the files of its ticket that belong to none yet. */
async function addEntry(
  { running, now }: Place,
  code: string,
  kind: "addition" | "answer",
  sealed: Uint8Array | null,
): Promise<void> {
  const { id } = await running
    .insertInto("ticket_entries")
    .values({ code, kind, at: now, sealed })
    .returning("id")
    .executeTakeFirstOrThrow();
  await running
    .updateTable("files")
    .set({ entry: id })
    .where("code", "=", code)
    .where("entry", "is", null)
    .execute();
  await running.updateTable("tickets").set({ changed_at: now }).where("code", "=", code).execute();
}

/** Photos alone for a ticket that was filed before go out with an entry without words; those of a draft wait for it. */
async function addLooseFiles(place: Place, code: string): Promise<readonly NewAuditLine[]> {
  const { running } = place;
  if (!(await findLiving(running, code))) return [];
  const loose = await running
    .selectFrom("files")
    .select("id")
    .where("code", "=", code)
    .where("entry", "is", null)
    .executeTakeFirst();
  if (!loose) return [];
  await addEntry(place, code, "addition", null);
  return [lineOf("entry-added", code, { kind: "addition" })];
}

/** Somebody's still, and not taken back. */
async function findLiving(running: Running, code: string): Promise<KeptTicket | undefined> {
  return running
    .selectFrom("tickets")
    .selectAll()
    .where("code", "=", code)
    .where("citizen", "is not", null)
    .where("withdrawn", "=", 0)
    .executeTakeFirst();
}

async function eraseOwn({ running, name, now }: Place): Promise<readonly NewAuditLine[]> {
  const own = await running.selectFrom("tickets").selectAll().where("citizen", "=", name).execute();
  return eraseTickets(running, own, CITIZEN_ACTOR, now);
}

function lineOf(
  action: NewAuditLine["action"],
  subject: string,
  detail: NewAuditLine["detail"],
): NewAuditLine {
  return { actor: CITIZEN_ACTOR, action, subject, detail };
}
