/** What a turn does with tickets, written in the turn's own transaction. */
import {
  CITIZEN_ACTOR,
  type FeedbackWrite,
  type NewAuditLine,
  UPLOAD_PREFIX,
} from "../../core/feedback/index.ts";
import type { Attachment, Citizen, TurnCommit, Vault } from "../../core/messaging/index.ts";
import { appendAudit } from "./audit-log.ts";
import { eraseTickets, withdrawTicket } from "./empty-tickets.ts";
import { wantFile } from "./files.ts";
import type { Running } from "./schema.ts";
import type { KeptTicket } from "./ticket-rows.ts";
import type { TicketWriting } from "./ticket-writing.ts";

/** A commit with the pseudonym of its citizen. */
type NamedCommit = TurnCommit & { readonly name: string };

/** One citizen's turn, in which a write is carried out. */
interface Place {
  readonly running: Running;
  readonly vault: Vault;
  readonly citizen: Citizen;
  readonly name: string;
  readonly now: number;
}

/** Costs nothing where no turn is about tickets. */
export async function writeFeedback(
  running: Running,
  { vault, lock }: TicketWriting,
  commits: readonly NamedCommit[],
): Promise<void> {
  const about = commits.filter(({ feedback, erasesTickets }) => feedback.length > 0 || erasesTickets);
  if (about.length === 0) return;
  await lock(running);
  for (const { citizen, name, now, feedback, erasesTickets } of about) {
    const place = { running, vault, citizen, name, now };
    const lines = await carryOut(place, feedback);
    const erased = erasesTickets ? await eraseOwn(place) : [];
    await appendAudit(running, vault, [...lines, ...erased], now);
  }
}

async function carryOut(place: Place, writes: readonly FeedbackWrite[]): Promise<NewAuditLine[]> {
  const isFile = ({ kind }: FeedbackWrite) => kind === "fetch-file";
  // Files first: what is filed or added in the same turn takes them along.
  const inOrder = [...writes.filter(isFile), ...writes.filter((write) => !isFile(write))];
  const lines: NewAuditLine[] = [];
  for (const write of inOrder) lines.push(...(await carryOutOne(place, write)));
  for (const code of new Set(writes.filter(isFile).map((write) => write.code)))
    lines.push(...(await addLooseFiles(place, code)));
  return lines;
}

async function carryOutOne(place: Place, write: FeedbackWrite): Promise<readonly NewAuditLine[]> {
  switch (write.kind) {
    case "file":
      return [await fileTicket(place, write)];
    case "fetch-file":
      await takeFile(place, write.code, write.attachment);
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
  write: Extract<FeedbackWrite, { kind: "add" | "withdraw" | "rate" }>,
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

async function fileTicket(
  { running, vault, citizen, name, now }: Place,
  write: Extract<FeedbackWrite, { kind: "file" }>,
): Promise<NewAuditLine> {
  const { code, category, office } = write;
  await running
    .insertInto("tickets")
    .values({
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
      pin_hash: hashPin(vault, code, write.pin),
      wrong_pins: 0,
      locked_until: 0,
      reply_to: vault.seal(JSON.stringify(citizen)),
    })
    .execute();
  await insertEntry(running, { code, kind: "report", at: now, sealed: write.sealed });
  return lineOf("filed", code, {
    channel: citizen.channel,
    category,
    ...(office === undefined ? {} : { office }),
  });
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

async function addEntry(
  { running, now }: Place,
  code: string,
  kind: "addition" | "answer",
  sealed: Uint8Array | null,
): Promise<void> {
  await insertEntry(running, { code, kind, at: now, sealed });
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

/** An entry, with the files of its ticket that belong to none yet. */
async function insertEntry(
  running: Running,
  entry: {
    code: string;
    kind: "report" | "addition" | "answer";
    at: number;
    sealed: Uint8Array | null;
  },
): Promise<void> {
  const { id } = await running
    .insertInto("ticket_entries")
    .values(entry)
    .returning("id")
    .executeTakeFirstOrThrow();
  await running
    .updateTable("files")
    .set({ entry: id })
    .where("code", "=", entry.code)
    .where("entry", "is", null)
    .execute();
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
