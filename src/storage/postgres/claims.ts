/** Claims on PostgreSQL: leases in the rows, so that several processes share the work and none does what another does. */
import { sql } from "kysely";
import type { ClaimedFileRow, ClaimedPartRow, ClaimedUpdateRow, Claims } from "../sql/claims.ts";
import type { Database } from "../sql/schema.ts";

/** Longer than any turn or delivery takes. The leases of a process that died end at once, see `freeLeasesOfTheDead`. */
const LEASE_MS = 60_000;
/** First number of the advisory locks by which processes show that they live. */
export const LIVING = 20_261_122;
/** The living are counted this often. */
const COUNT_EVERY_MS = 1_000;

export function createPostgresClaims(db: Database, owner: number): Claims {
  let countedAt = Number.NEGATIVE_INFINITY;

  const freeNowAndThen = async (now: number) => {
    if (now - countedAt < COUNT_EVERY_MS) return;
    countedAt = now;
    await freeLeasesOfTheDead(db, now);
  };

  return {
    updates: async (limit, now) => {
      await freeNowAndThen(now);
      const { rows } = await sql<ClaimedUpdateRow>`
        with due as (
          select one.seq from updates as one
          where one.state = 'waiting' and one.due_at <= ${now} and one.lease_until <= ${now}
            and not exists (
              select 1 from updates as before
              where before.citizen = one.citizen and before.state = 'waiting' and before.seq < one.seq
            )
          order by one.seq limit ${limit} for update skip locked
        )
        update updates set lease_owner = ${owner}, lease_until = ${now + LEASE_MS}
        from due where updates.seq = due.seq
        returning updates.seq, updates.citizen, updates.content, updates.tries`.execute(db);
      return [...rows].sort((a, b) => a.seq - b.seq);
    },
    parts: async (channels, limit, now) => {
      if (channels.length === 0) return [];
      await freeNowAndThen(now);
      // An answer that comes while a notice is on its way waits for it.
      const { rows } = await sql<ClaimedPartRow & { readonly is_notice: number }>`
        with due as (
          select one.id from outbox as one
          where one.state = 'waiting' and one.channel in (${sql.join(channels)})
            and one.due_at <= ${now} and one.lease_until <= ${now}
            and not exists (
              select 1 from outbox as before
              where before.citizen = one.citizen and before.state = 'waiting'
                and ((before.is_notice, before.id) < (one.is_notice, one.id) or before.lease_until > ${now})
            )
          order by one.is_notice, one.id limit ${limit} for update skip locked
        )
        update outbox set lease_owner = ${owner}, lease_until = ${now + LEASE_MS}
        from due where outbox.id = due.id
        returning outbox.id, outbox.citizen, outbox.content, outbox.tries, outbox.created_at, outbox.is_notice`.execute(
        db,
      );
      return [...rows].sort((a, b) => a.is_notice - b.is_notice || a.id - b.id);
    },
    files: async (limit, now) => {
      await freeNowAndThen(now);
      const { rows } = await sql<ClaimedFileRow & { readonly created_at: number }>`
        with due as (
          select id from files where state = 'wanted' and due_at <= ${now} and lease_until <= ${now}
          order by created_at, id limit ${limit} for update skip locked
        )
        update files set lease_owner = ${owner}, lease_until = ${now + LEASE_MS}
        from due where files.id = due.id
        returning files.id, files.code, files.source, files.tries, files.created_at`.execute(db);
      return [...rows].sort((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1));
    },
    // The commit or the settlement has ended the lease in the row itself.
    releaseUpdate: () => undefined,
    releasePart: () => undefined,
    releaseFile: () => undefined,
  };
}

/** A process that was killed holds its advisory lock no more, for the server has seen its connection end. */
async function freeLeasesOfTheDead(db: Database, now: number): Promise<void> {
  const living = sql`select objid::bigint from pg_locks where locktype = 'advisory' and classid = ${LIVING} and granted`;
  await sql`update updates set lease_until = 0 where state = 'waiting' and lease_until > ${now} and lease_owner not in (${living})`.execute(
    db,
  );
  await sql`update files set lease_until = 0 where state = 'wanted' and lease_until > ${now} and lease_owner not in (${living})`.execute(
    db,
  );
  await sql`update outbox set lease_until = 0 where state = 'waiting' and lease_until > ${now} and lease_owner not in (${living})`.execute(
    db,
  );
}
