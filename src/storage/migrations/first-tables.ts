/** The first form of the database. */
import { sql } from "kysely";
import type { Running } from "../sql/schema.ts";
import type { Column } from "./columns.ts";

export async function createFirstTables(db: Running, column: Column): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("updates")
    .addColumn("seq", column.counterType, column.counter)
    .addColumn("key_hash", "text", (one) => one.notNull().unique())
    .addColumn("citizen", "text", (one) => one.notNull())
    .addColumn("content", column.bytes)
    .addColumn("state", "text", (one) => one.notNull())
    .addColumn("tries", "integer", (one) => one.notNull().defaultTo(0))
    .addColumn("reason", "text")
    .addColumn("due_at", column.moment, (one) => one.notNull())
    .addColumn("accepted_at", column.moment, (one) => one.notNull())
    .addColumn("ended_at", column.moment)
    .addColumn("lease_owner", "integer")
    .addColumn("lease_until", column.moment, (one) => one.notNull().defaultTo(0))
    .execute();
  // Claims look at the waiting rows only, which are few beside those that are done.
  await sql`create index updates_waiting on updates (citizen, seq) where state = 'waiting'`.execute(db);
  await sql`create index updates_line on updates (seq) where state = 'waiting'`.execute(db);
  await sql`create index updates_aside on updates (seq) where state = 'set-aside'`.execute(db);
  await sql`create index updates_ended on updates (ended_at) where ended_at is not null`.execute(db);

  await schema
    .createTable("conversations")
    .addColumn("citizen", "text", (one) => one.primaryKey())
    .addColumn("version", "integer", (one) => one.notNull())
    .addColumn("content", column.bytes, (one) => one.notNull())
    .addColumn("last_inbound_at", column.moment)
    .addColumn("updated_at", column.moment, (one) => one.notNull())
    .addColumn("ended", "integer", (one) => one.notNull().defaultTo(0))
    .execute();
  await schema.createIndex("conversations_age").on("conversations").column("updated_at").execute();
  await sql`create index conversations_open on conversations (updated_at) where ended = 0`.execute(db);

  await schema
    .createTable("outbox")
    .addColumn("id", column.counterType, column.counter)
    .addColumn("citizen", "text", (one) => one.notNull())
    .addColumn("channel", "text", (one) => one.notNull())
    .addColumn("content", column.bytes)
    .addColumn("state", "text", (one) => one.notNull())
    .addColumn("due_at", column.moment, (one) => one.notNull())
    .addColumn("tries", "integer", (one) => one.notNull().defaultTo(0))
    .addColumn("reason", "text")
    .addColumn("code", "text")
    .addColumn("created_at", column.moment, (one) => one.notNull())
    .addColumn("ended_at", column.moment)
    .addColumn("message_id", "text")
    .addColumn("lease_owner", "integer")
    .addColumn("lease_until", column.moment, (one) => one.notNull().defaultTo(0))
    .execute();
  await sql`create index outbox_waiting on outbox (citizen, id) where state = 'waiting'`.execute(db);
  await sql`create index outbox_line on outbox (channel, id) where state = 'waiting'`.execute(db);
  await sql`create index outbox_stuck on outbox (ended_at) where state in ('given-up', 'dropped')`.execute(
    db,
  );
  await sql`create index outbox_ended on outbox (ended_at) where ended_at is not null`.execute(db);

  await schema
    .createTable("turn_log")
    .addColumn("id", column.counterType, column.counter)
    .addColumn("citizen", "text", (one) => one.notNull())
    .addColumn("at", column.moment, (one) => one.notNull())
    .addColumn("channel", "text", (one) => one.notNull())
    .addColumn("outcome", "text", (one) => one.notNull())
    .addColumn("intent", "text")
    .addColumn("entry", "text")
    .addColumn("facet", "text")
    .addColumn("text", "text")
    .addColumn("duration_ms", column.real, (one) => one.notNull())
    .execute();
  await schema.createIndex("turn_log_age").on("turn_log").column("at").execute();
  await schema.createIndex("turn_log_citizen").on("turn_log").column("citizen").execute();

  await schema
    .createTable("zalo_tokens")
    .addColumn("oa_id", "text", (one) => one.primaryKey())
    .addColumn("content", column.bytes, (one) => one.notNull())
    .addColumn("access_expires_at", column.moment, (one) => one.notNull())
    .addColumn("refresh_expires_at", column.moment, (one) => one.notNull())
    .addColumn("generation", "integer", (one) => one.notNull())
    .addColumn("state", "text", (one) => one.notNull())
    .addColumn("refresh_started_at", column.moment)
    .execute();

  await schema
    .createTable("leases")
    .addColumn("name", "text", (one) => one.primaryKey())
    .addColumn("owner", "text", (one) => one.notNull())
    .addColumn("held_until", column.moment, (one) => one.notNull())
    .execute();
}
