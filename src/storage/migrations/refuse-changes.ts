/** A table that only grows: the database itself refuses to change, delete or empty it. */
import { sql } from "kysely";
import type { Running } from "../sql/schema.ts";

export async function refuseChangesOnSqlite(db: Running, table: string): Promise<void> {
  for (const event of ["update", "delete"])
    await sql`create trigger ${sql.ref(`${table}_no_${event}`)} before ${sql.raw(event)} on ${sql.table(table)}
      begin select raise(abort, ${sql.lit(`${table} is append-only`)}); end`.execute(db);
}

export async function refuseChangesOnPostgres(db: Running, table: string): Promise<void> {
  const refuse = sql.ref(`${table}_refuse`);
  await sql`create function ${refuse}() returns trigger language plpgsql as
    ${sql.lit(`begin raise exception '${table} is append-only'; end`)}`.execute(db);
  await sql`create trigger ${sql.ref(`${table}_no_change`)} before update or delete on ${sql.table(table)}
    for each row execute function ${refuse}()`.execute(db);
  await sql`create trigger ${sql.ref(`${table}_no_truncate`)} before truncate on ${sql.table(table)}
    for each statement execute function ${refuse}()`.execute(db);
}
