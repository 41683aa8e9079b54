/** Claims on SQLite live in memory: this process is alone on the file, and after a crash everything is free again. */
import { sql } from "kysely";
import type { Claims } from "../sql/claims.ts";
import type { Database } from "../sql/schema.ts";
import { WAITING, WANTED } from "../sql/states.ts";

export function createSqliteClaims(db: Database): Claims {
  const updates = new Set<number>();
  /** Of each part its citizen: an answer that comes while a notice is on its way waits for it. */
  const parts = new Map<number, string>();
  const files = new Set<string>();
  return {
    updates: async (limit, now) => {
      const rows = await db
        .selectFrom("updates as one")
        .select(["one.seq", "one.citizen", "one.content", "one.tries"])
        .where("one.state", "=", WAITING)
        .where("one.due_at", "<=", now)
        .where(
          sql<boolean>`not exists (select 1 from updates as before where before.citizen = one.citizen and before.state = 'waiting' and before.seq < one.seq)`,
        )
        .orderBy("one.seq")
        .limit(limit + updates.size)
        .execute();
      return claim(updates, rows, (row) => row.seq, limit);
    },
    parts: async (channels, limit, now) => {
      if (channels.length === 0) return [];
      const rows = await db
        .selectFrom("outbox as one")
        .select(["one.id", "one.citizen", "one.content", "one.tries", "one.created_at"])
        .where("one.state", "=", WAITING)
        .where("one.channel", "in", channels)
        .where("one.due_at", "<=", now)
        .where(
          sql<boolean>`not exists (select 1 from outbox as before where before.citizen = one.citizen and before.state = 'waiting' and (before.is_notice, before.id) < (one.is_notice, one.id))`,
        )
        .orderBy("one.is_notice")
        .orderBy("one.id")
        .limit(limit + parts.size)
        .execute();
      const busy = new Set(parts.values());
      const free = rows.filter(({ citizen }) => !busy.has(citizen)).slice(0, limit);
      for (const { id, citizen } of free) parts.set(id, citizen);
      return free;
    },
    files: async (limit, now) => {
      const rows = await db
        .selectFrom("files")
        .select(["id", "code", "source", "tries"])
        .where("state", "=", WANTED)
        .where("due_at", "<=", now)
        .orderBy("created_at")
        .orderBy("id")
        .limit(limit + files.size)
        .execute();
      return claim(files, rows, (row) => row.id, limit);
    },
    releaseUpdate: (seq) => void updates.delete(seq),
    releasePart: (id) => void parts.delete(id),
    releaseFile: (id) => void files.delete(id),
  };
}

function claim<Row, Id>(
  claimed: Set<Id>,
  rows: readonly Row[],
  idOf: (row: Row) => Id,
  limit: number,
): readonly Row[] {
  const free = rows.filter((row) => !claimed.has(idOf(row))).slice(0, limit);
  for (const row of free) claimed.add(idOf(row));
  return free;
}
