/** The desk of officers and of the reception unit, on SQL. */
import {
  BatchMismatch,
  type NoticeOf,
  type SealedEntry,
  type SealedFileRow,
  type TicketDesk,
} from "../../core/feedback/index.ts";
import { applyChanges } from "./apply-changes.ts";
import { appendAudit, createAuditLog } from "./audit-log.ts";
import type { CommitQueue } from "./commit-queue.ts";
import { makeBatch, toBatchRow } from "./make-batch.ts";
import { erasePerson, findPerson } from "./persons.ts";
import type { Database, Running } from "./schema.ts";
import { readSealed, writeResealed } from "./sealed-things.ts";
import { conditionsOf, toTicketRow } from "./ticket-rows.ts";
import type { TicketWriting } from "./ticket-writing.ts";

export interface DeskDependencies {
  readonly db: Database;
  readonly queue: CommitQueue;
  readonly writing: TicketWriting;
  readonly locksRows: boolean;
}

export function createTicketDesk(deps: DeskDependencies, notice: NoticeOf): TicketDesk {
  const { db, queue, writing, locksRows } = deps;
  return {
    list: async (filter, limit, offset) => {
      const all = db.selectFrom("tickets").selectAll().orderBy("created_at", "desc").orderBy("code", "desc");
      const rows = await conditionsOf(filter)
        .reduce((query, [column, operator, value]) => query.where(column, operator, value as never), all)
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toTicketRow);
    },
    ticket: async (code) => {
      const row = await db.selectFrom("tickets").selectAll().where("code", "=", code).executeTakeFirst();
      return row && { ...toTicketRow(row), words: row.words ? writing.vault.open(row.words) : undefined };
    },
    makeBatch: (filter, actor, now) =>
      queue.run((running) => makeBatch(running, writing, notice, { filter, actor, now })),
    batches: async (limit) => {
      const rows = await db
        .selectFrom("batches")
        .selectAll()
        .orderBy("number", "desc")
        .limit(limit)
        .execute();
      return rows.map(toBatchRow);
    },
    batch: async (number) => {
      const row = await db.selectFrom("batches").selectAll().where("number", "=", number).executeTakeFirst();
      return row && toBatchRow(row);
    },
    entries: (batch, afterId, limit) => readEntries(db, batch, afterId, limit),
    file: async (id) => {
      const row = await db.selectFrom("files").select("sealed").where("id", "=", id).executeTakeFirst();
      return row?.sealed ?? undefined;
    },
    finishBatch: (number, manifestSha256, actor, now) =>
      queue.run((running) => finishBatch(running, writing, { number, manifestSha256, actor, now })),
    apply: (changes, actor, now) =>
      queue.run((running) => applyChanges(running, writing, notice, changes, actor, now)),
    sealed: (afterId, limit) => readSealed(db, afterId, limit),
    reseal: (things, actor, now) =>
      queue.run((running) => writeResealed(running, writing, things, actor, now)),
    find: (person) => findPerson(db, writing.vault, person),
    // By itself: behind other work of the desk it would come to a conversation after the tickets, and a turn before.
    erase: (person, actor, now) =>
      db.transaction().execute((running) => erasePerson(running, writing, locksRows, person, actor, now)),
    audit: createAuditLog(deps),
  };
}

async function readEntries(
  db: Database,
  batch: number,
  afterId: number,
  limit: number,
): Promise<readonly SealedEntry[]> {
  const entries = await db
    .selectFrom("ticket_entries")
    .selectAll()
    .where("batch", "=", batch)
    .where("id", ">", afterId)
    .orderBy("id")
    .limit(limit)
    .execute();
  if (entries.length === 0) return [];
  const codes = [...new Set(entries.map(({ code }) => code))];
  const ids = entries.map(({ id }) => id);
  const tickets = await db.selectFrom("tickets").selectAll().where("code", "in", codes).execute();
  const files = await db
    .selectFrom("files")
    .select(["id", "entry", "media_type", "size"])
    .where("entry", "in", ids)
    .where("sealed", "is not", null)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const byCode = new Map(tickets.map((row) => [row.code, toTicketRow(row)]));
  return entries.flatMap(({ id, code, kind, at, sealed }): SealedEntry[] => {
    const ticket = byCode.get(code);
    const own = files.flatMap((file): SealedFileRow[] =>
      file.entry === id
        ? [
            {
              id: file.id,
              mediaType: file.media_type ?? "application/octet-stream",
              size: Number(file.size ?? 0),
            },
          ]
        : [],
    );
    return ticket ? [{ id, ticket, kind, at, sealed: sealed ?? undefined, files: own }] : [];
  });
}

interface Finish {
  readonly number: number;
  readonly manifestSha256: string;
  readonly actor: string;
  readonly now: number;
}

async function finishBatch(
  running: Running,
  { vault, lock }: TicketWriting,
  { number, manifestSha256, actor, now }: Finish,
): Promise<void> {
  await lock(running);
  const kept = await running
    .selectFrom("batches")
    .select("manifest_sha256")
    .where("number", "=", number)
    .executeTakeFirst();
  if (!kept) throw new BatchMismatch(number, "no-batch");
  if (kept.manifest_sha256 === manifestSha256) return;
  if (kept.manifest_sha256 !== null) throw new BatchMismatch(number, "other-manifest");
  await running
    .updateTable("batches")
    .set({ manifest_sha256: manifestSha256, finished_at: now })
    .where("number", "=", number)
    .execute();
  const detail = { manifestSha256 };
  await appendAudit(
    running,
    vault,
    [{ actor, action: "batch-finished", subject: String(number), detail }],
    now,
  );
}
