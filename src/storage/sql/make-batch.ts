/** A batch: all that is new goes to the reception unit together, once. Under the lock of `TicketWriting`. */
import type { Selectable } from "kysely";
import type { BatchRow, NoticeOf, TicketFilter } from "../../core/feedback/index.ts";
import { appendAudit } from "./audit-log.ts";
import { insertParts, toOutboxRow } from "./outbox-rows.ts";
import type { Running } from "./schema.ts";
import { WANTED } from "./states.ts";
import { conditionsOf, type KeptTicket, openReplyTo, toTicketRow } from "./ticket-rows.ts";
import type { BatchesTable } from "./ticket-schema.ts";
import { inLots, type TicketWriting } from "./ticket-writing.ts";

export interface BatchOrder {
  readonly filter: TicketFilter;
  readonly actor: string;
  readonly now: number;
}

/** @returns undefined when there is nothing new */
export async function makeBatch(
  running: Running,
  { vault, lock }: TicketWriting,
  notice: NoticeOf,
  { filter, actor, now }: BatchOrder,
): Promise<BatchRow | undefined> {
  await lock(running);
  const fresh = await findNewEntries(running, filter);
  if (fresh.length === 0) return undefined;
  const number = await nextNumber(running);
  for (const lot of inLots(fresh))
    await running
      .updateTable("ticket_entries")
      .set({ batch: number })
      .where(
        "id",
        "in",
        lot.map(({ id }) => id),
      )
      .execute();
  const reported = fresh.flatMap(({ kind, code }) => (kind === "report" ? [code] : []));
  for (const codes of inLots(reported)) {
    const received = await handOver(running, codes, number, now);
    await insertParts(
      running,
      received.flatMap((kept) => {
        const citizen = openReplyTo(kept, vault);
        const parts = citizen ? notice(toTicketRow(kept), { to: "handed-over", words: undefined }) : [];
        return citizen
          ? parts.map((part) => toOutboxRow(vault, citizen, { ...part, isNotice: true }, now))
          : [];
      }),
    );
  }
  const detail = { entries: fresh.length, reports: reported.length, ...definedOf(filter) };
  const [line] = await appendAudit(
    running,
    vault,
    [{ actor, action: "batch-made", subject: String(number), detail }],
    now,
  );
  const row: Selectable<BatchesTable> = {
    number,
    created_at: now,
    created_by: actor,
    filter: JSON.stringify(filter),
    entries: fresh.length,
    manifest_sha256: null,
    finished_at: null,
    audit_seq: line?.seq ?? 0,
    audit_hash: line?.hash ?? "",
  };
  await running.insertInto("batches").values(row).execute();
  return toBatchRow(row);
}

export function toBatchRow(row: Selectable<BatchesTable>): BatchRow {
  return {
    number: row.number,
    createdAt: row.created_at,
    createdBy: row.created_by,
    filter: JSON.parse(row.filter) as TicketFilter,
    entries: row.entries,
    manifestSha256: row.manifest_sha256 ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    auditSeq: row.audit_seq,
    auditHash: row.audit_hash,
  };
}

/** A ticket waits as a whole while one of its files is being fetched: so nothing overtakes its report. */
function findNewEntries(running: Running, filter: TicketFilter) {
  const all = running
    .selectFrom("ticket_entries")
    .innerJoin("tickets", "tickets.code", "ticket_entries.code")
    .select(["ticket_entries.id", "ticket_entries.code", "ticket_entries.kind"])
    .where("ticket_entries.batch", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("files")
            .select("files.id")
            .whereRef("files.code", "=", "ticket_entries.code")
            .where("files.state", "=", WANTED)
            .where("files.entry", "is not", null),
        ),
      ),
    )
    .orderBy("ticket_entries.id");
  return conditionsOf(filter)
    .reduce((query, [column, operator, value]) => query.where(column, operator, value as never), all)
    .execute();
}

async function nextNumber(running: Running): Promise<number> {
  const { last } = await running
    .selectFrom("batches")
    .select(({ fn }) => fn.max("number").as("last"))
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

/** @returns those whose status changed by it, as they are now */
async function handOver(
  running: Running,
  codes: readonly string[],
  batch: number,
  now: number,
): Promise<readonly KeptTicket[]> {
  await running.updateTable("tickets").set({ batch }).where("code", "in", codes).execute();
  return running
    .updateTable("tickets")
    .set({ status: "handed-over", changed_at: now })
    .where("code", "in", codes)
    .where("status", "=", "received")
    .returningAll()
    .execute();
}

function definedOf(filter: TicketFilter): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(filter).filter((pair): pair is [string, string | number] => pair[1] !== undefined),
  );
}
