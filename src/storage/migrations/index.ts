/** Brings a database to the form that this code knows; refuses one that is newer, or was sealed with another key. */
import { StorageError } from "../errors.ts";
import type { Database, Running } from "../sql/schema.ts";
import type { Column } from "./columns.ts";
import { createFeedbackTables } from "./feedback-tables.ts";
import { createFirstTables } from "./first-tables.ts";
import { addListsUntil } from "./lists-until.ts";

export { type Column, POSTGRES_COLUMNS, SQLITE_COLUMNS } from "./columns.ts";

type Migration = (db: Running, column: Column) => Promise<void>;

/** In order; a migration that has been released is never changed, a new one is added below. */
const MIGRATIONS: readonly Migration[] = [createFirstTables, createFeedbackTables, addListsUntil];

/** Inside one transaction: all or nothing. @throws StorageError DATABASE_NEWER, DATABASE_OTHER_KEY */
export async function migrate(db: Database, column: Column, fingerprint: string): Promise<void> {
  await db.transaction().execute(async (running) => {
    await running.schema
      .createTable("meta")
      .ifNotExists()
      .addColumn("name", "text", (one) => one.primaryKey())
      .addColumn("value", "text", (one) => one.notNull())
      .execute();
    const meta = new Map(
      (await running.selectFrom("meta").selectAll().execute()).map(({ name, value }) => [name, value]),
    );
    const version = Number(meta.get("version") ?? 0);
    if (version > MIGRATIONS.length)
      throw new StorageError(
        "DATABASE_NEWER",
        `Cơ sở dữ liệu thuộc bản phần mềm mới hơn (dạng ${version}, bản này chỉ biết đến ${MIGRATIONS.length}). Hãy cài bản mới hơn, hoặc khôi phục bản sao lưu của bản cũ.`,
      );
    const sealedWith = meta.get("key");
    if (sealedWith !== undefined && sealedWith !== fingerprint)
      throw new StorageError(
        "DATABASE_OTHER_KEY",
        "Cơ sở dữ liệu được niêm phong bằng một khóa dịch vụ khác. Hãy đặt lại SERVICE_KEY (hoặc tệp service.key trong DATA_DIR) đúng với khóa cũ.",
      );
    for (const migration of MIGRATIONS.slice(version)) await migration(running, column);
    const now = { version: String(MIGRATIONS.length), key: fingerprint };
    for (const [name, value] of Object.entries(now))
      await running
        .insertInto("meta")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
        .execute();
  });
}
