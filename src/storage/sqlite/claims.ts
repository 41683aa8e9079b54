/** Claims on SQLite live in memory: this process is alone on the file, and after a crash everything is free again. */
import { sql } from "kysely";
import type { Claims } from "../sql/claims.ts";
import type { Database } from "../sql/schema.ts";
import { WAITING } from "../sql/states.ts";

export function createSqliteClaims(db: Database): Claims {
  const updates = new Set<number>();
  const parts = new Set<number>();
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
          sql<boolean>`not exists (select 1 from outbox as before where before.citizen = one.citizen and before.state = 'waiting' and before.id < one.id)`,
        )
        .orderBy("one.id")
        .limit(limit + parts.size)
        .execute();
      return claim(parts, rows, (row) => row.id, limit);
    },
    releaseUpdate: (seq) => void updates.delete(seq),
    releasePart: (id) => void parts.delete(id),
  };
}

function claim<Row>(
  claimed: Set<number>,
  rows: readonly Row[],
  numberOf: (row: Row) => number,
  limit: number,
): readonly Row[] {
  const free = rows.filter((row) => !claimed.has(numberOf(row))).slice(0, limit);
  for (const row of free) claimed.add(numberOf(row));
  return free;
}
