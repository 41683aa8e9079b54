/** The append-only log: each line holds a keyed hash of itself and of the line before. */
import {
  AUDIT_START,
  type AuditLine,
  type AuditLog,
  type AuditPlace,
  type NewAuditLine,
} from "../../core/feedback/index.ts";
import type { Vault } from "../../core/messaging/index.ts";
import type { CommitQueue } from "./commit-queue.ts";
import type { Database, Running } from "./schema.ts";
import type { AuditLogTable } from "./ticket-schema.ts";
import { inLots, type TicketWriting } from "./ticket-writing.ts";

export interface AuditDependencies {
  readonly db: Database;
  readonly queue: CommitQueue;
  readonly writing: TicketWriting;
}

export function createAuditLog({ db, queue, writing }: AuditDependencies): AuditLog {
  return {
    lines: async (afterSeq, limit) => {
      const rows = await db
        .selectFrom("audit_log")
        .selectAll()
        .where("seq", ">", afterSeq)
        .orderBy("seq")
        .limit(limit)
        .execute();
      return rows.map(toLine);
    },
    append: (line, now) =>
      queue.run(async (running) => {
        await writing.lock(running);
        const [appended] = await appendAudit(running, writing.vault, [line], now);
        if (!appended) throw new Error("nothing was appended");
        return appended;
      }),
    hashOf: (line) => hashOf(writing.vault, line),
  };
}

/** Under the lock of `TicketWriting`. */
export async function appendAudit(
  running: Running,
  vault: Vault,
  lines: readonly NewAuditLine[],
  at: number,
): Promise<readonly AuditLine[]> {
  if (lines.length === 0) return [];
  let last: AuditPlace =
    (await running
      .selectFrom("audit_log")
      .select(["seq", "hash"])
      .orderBy("seq", "desc")
      .limit(1)
      .executeTakeFirst()) ?? AUDIT_START;
  const appended = lines.map(({ actor, action, subject, detail }): AuditLine => {
    const line = { seq: last.seq + 1, at, actor, action, subject, detail, previous: last.hash };
    last = { seq: line.seq, hash: hashOf(vault, line) };
    return { ...line, hash: last.hash };
  });
  for (const lot of inLots(appended)) await running.insertInto("audit_log").values(lot.map(toRow)).execute();
  return appended;
}

/** In one form, in whatever order a database or a reader gives the details. */
function hashOf(vault: Vault, line: Omit<AuditLine, "hash">): string {
  const { seq, at, actor, action, subject, detail, previous } = line;
  const details = Object.entries(detail).sort(([one], [other]) => (one < other ? -1 : 1));
  return vault.hashFor("audit", JSON.stringify([seq, at, actor, action, subject, details, previous]));
}

function toRow({ detail, ...line }: AuditLine): AuditLogTable {
  return { ...line, detail: JSON.stringify(detail) };
}

function toLine({ detail, ...row }: AuditLogTable): AuditLine {
  return { ...row, detail: JSON.parse(detail) as AuditLine["detail"] };
}
