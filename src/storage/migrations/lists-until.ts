/** Lists of things to do outlive the silence of their citizen, each until its own end. */
import { sql } from "kysely";
import type { Running } from "../sql/schema.ts";
import type { Column } from "./columns.ts";

export async function addListsUntil(db: Running, column: Column): Promise<void> {
  await db.schema.alterTable("conversations").addColumn("lists_until", column.moment).execute();
  await sql`create index conversations_lists on conversations (lists_until) where lists_until is not null`.execute(
    db,
  );
}
