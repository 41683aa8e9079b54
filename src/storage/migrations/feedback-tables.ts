/** The second form: tickets, their files, batches, the audit log; drafts with an end, private parts and notices. */
import { sql } from "kysely";
import type { Running } from "../sql/schema.ts";
import type { Column } from "./columns.ts";

export async function createFeedbackTables(db: Running, column: Column): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("tickets")
    .addColumn("code", "text", (one) => one.primaryKey())
    .addColumn("citizen", "text")
    .addColumn("channel", "text", (one) => one.notNull())
    .addColumn("category", "text", (one) => one.notNull())
    .addColumn("office", "text")
    .addColumn("status", "text", (one) => one.notNull())
    .addColumn("created_at", column.moment, (one) => one.notNull())
    .addColumn("changed_at", column.moment, (one) => one.notNull())
    .addColumn("batch", "integer")
    .addColumn("rating", "integer")
    .addColumn("withdrawn", "integer", (one) => one.notNull().defaultTo(0))
    .addColumn("erased", "integer", (one) => one.notNull().defaultTo(0))
    .addColumn("pin_hash", "text")
    .addColumn("wrong_pins", "integer", (one) => one.notNull().defaultTo(0))
    .addColumn("locked_until", column.moment, (one) => one.notNull().defaultTo(0))
    .addColumn("reply_to", column.bytes)
    .addColumn("words", column.bytes)
    .execute();
  await sql`create index tickets_citizen on tickets (citizen) where citizen is not null`.execute(db);
  await schema.createIndex("tickets_age").on("tickets").columns(["created_at", "code"]).execute();
  // What retention looks at: tickets that still are somebody's.
  await sql`create index tickets_change on tickets (status, changed_at) where citizen is not null`.execute(
    db,
  );

  await schema
    .createTable("ticket_entries")
    .addColumn("id", column.counterType, column.counter)
    .addColumn("code", "text", (one) => one.notNull().references("tickets.code"))
    .addColumn("kind", "text", (one) => one.notNull())
    .addColumn("at", column.moment, (one) => one.notNull())
    .addColumn("sealed", column.bytes)
    .addColumn("batch", "integer")
    .execute();
  await schema.createIndex("ticket_entries_code").on("ticket_entries").column("code").execute();
  await sql`create index ticket_entries_new on ticket_entries (code) where batch is null`.execute(db);
  await sql`create index ticket_entries_batch on ticket_entries (batch, id) where batch is not null`.execute(
    db,
  );
  // At most one report a ticket, whatever happens.
  await sql`create unique index ticket_entries_report on ticket_entries (code) where kind = 'report'`.execute(
    db,
  );

  await schema
    .createTable("files")
    .addColumn("id", "text", (one) => one.primaryKey())
    .addColumn("code", "text")
    .addColumn("entry", column.counterType)
    .addColumn("citizen", "text", (one) => one.notNull())
    .addColumn("state", "text", (one) => one.notNull())
    .addColumn("source", column.bytes)
    .addColumn("sealed", column.bytes)
    .addColumn("media_type", "text")
    .addColumn("size", column.moment)
    .addColumn("created_at", column.moment, (one) => one.notNull())
    .addColumn("tries", "integer", (one) => one.notNull().defaultTo(0))
    .addColumn("due_at", column.moment, (one) => one.notNull())
    .addColumn("lease_owner", "integer")
    .addColumn("lease_until", column.moment, (one) => one.notNull().defaultTo(0))
    .execute();
  await sql`create index files_wanted on files (due_at) where state = 'wanted'`.execute(db);
  await sql`create index files_wanted_of on files (code) where state = 'wanted'`.execute(db);
  await sql`create index files_code on files (code) where code is not null`.execute(db);
  await sql`create index files_entry on files (entry) where entry is not null`.execute(db);
  await sql`create index files_loose on files (citizen) where entry is null`.execute(db);
  await sql`create index files_loose_age on files (created_at) where entry is null`.execute(db);

  await schema
    .createTable("batches")
    .addColumn("number", "integer", (one) => one.primaryKey())
    .addColumn("created_at", column.moment, (one) => one.notNull())
    .addColumn("created_by", "text", (one) => one.notNull())
    .addColumn("filter", "text", (one) => one.notNull())
    .addColumn("entries", "integer", (one) => one.notNull())
    .addColumn("manifest_sha256", "text")
    .addColumn("finished_at", column.moment)
    .addColumn("audit_seq", column.counterType, (one) => one.notNull())
    .addColumn("audit_hash", "text", (one) => one.notNull())
    .execute();

  await schema
    .createTable("audit_log")
    .addColumn("seq", column.counterType, (one) => one.primaryKey())
    .addColumn("at", column.moment, (one) => one.notNull())
    .addColumn("actor", "text", (one) => one.notNull())
    .addColumn("action", "text", (one) => one.notNull())
    .addColumn("subject", "text", (one) => one.notNull())
    .addColumn("detail", "text", (one) => one.notNull())
    .addColumn("previous", "text", (one) => one.notNull())
    .addColumn("hash", "text", (one) => one.notNull())
    .execute();
  await column.refuseChanges(db, "audit_log");

  await schema.alterTable("conversations").addColumn("draft_until", column.moment).execute();
  await sql`create index conversations_draft on conversations (draft_until) where draft_until is not null`.execute(
    db,
  );

  const flag = (name: "is_private" | "is_notice") =>
    schema
      .alterTable("outbox")
      .addColumn(name, "integer", (one) => one.notNull().defaultTo(0))
      .execute();
  await flag("is_private");
  await flag("is_notice");
  await schema.alterTable("outbox").addColumn("notice_since", column.moment).execute();
  // Answers before notices, in the whole line and for each citizen.
  await sql`drop index outbox_waiting`.execute(db);
  await sql`drop index outbox_line`.execute(db);
  await sql`create index outbox_waiting on outbox (citizen, is_notice, id) where state = 'waiting'`.execute(
    db,
  );
  await sql`create index outbox_line on outbox (channel, is_notice, id) where state = 'waiting'`.execute(db);
  await sql`create index outbox_held on outbox (citizen) where state = 'held'`.execute(db);
  await sql`create index outbox_notices on outbox (notice_since) where notice_since is not null and ended_at is null`.execute(
    db,
  );
}
