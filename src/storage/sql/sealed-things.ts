/** What is sealed for the reception unit, read in order and sealed anew for other keys. */
import type { NewAuditLine, TicketDesk } from "../../core/feedback/index.ts";
import { appendAudit } from "./audit-log.ts";
import type { Database, Running } from "./schema.ts";
import type { TicketWriting } from "./ticket-writing.ts";

type SealedThing = Awaited<ReturnType<TicketDesk["sealed"]>>[number];

const ENTRY = "entry-";
const FILE = "file-";
/** Ids are compared as text. */
const DIGITS = 12;

export async function readSealed(
  db: Database,
  afterId: string,
  limit: number,
): Promise<readonly SealedThing[]> {
  const entries = afterId < FILE ? await readEntries(db, afterId, limit) : [];
  return entries.length < limit
    ? [...entries, ...(await readFiles(db, afterId, limit - entries.length))]
    : entries;
}

async function readEntries(db: Database, afterId: string, limit: number): Promise<SealedThing[]> {
  const rows = await db
    .selectFrom("ticket_entries")
    .select(["id", "sealed"])
    .where("sealed", "is not", null)
    .where("id", ">", afterId.startsWith(ENTRY) ? Number(afterId.slice(ENTRY.length)) : 0)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.flatMap(({ id, sealed }) =>
    sealed ? [{ id: `${ENTRY}${String(id).padStart(DIGITS, "0")}`, sealed }] : [],
  );
}

async function readFiles(db: Database, afterId: string, limit: number): Promise<SealedThing[]> {
  const rows = await db
    .selectFrom("files")
    .select(["id", "sealed"])
    .where("sealed", "is not", null)
    .where("id", ">", afterId.startsWith(FILE) ? afterId.slice(FILE.length) : "")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.flatMap(({ id, sealed }) => (sealed ? [{ id: `${FILE}${id}`, sealed }] : []));
}

/** What was erased meanwhile stays erased. */
export async function writeResealed(
  running: Running,
  { vault, lock }: TicketWriting,
  things: readonly SealedThing[],
  actor: string,
  now: number,
): Promise<void> {
  if (things.length === 0) return;
  await lock(running);
  for (const { id, sealed } of things)
    if (id.startsWith(ENTRY))
      await running
        .updateTable("ticket_entries")
        .set({ sealed })
        .where("id", "=", Number(id.slice(ENTRY.length)))
        .where("sealed", "is not", null)
        .execute();
    else
      await running
        .updateTable("files")
        .set({ sealed })
        .where("id", "=", id.slice(FILE.length))
        .where("sealed", "is not", null)
        .execute();
  const line: NewAuditLine = { actor, action: "resealed", subject: "", detail: { things: things.length } };
  await appendAudit(running, vault, [line], now);
}
