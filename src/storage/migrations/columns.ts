/** The few things of a table that differ between the databases. */
import type { ColumnDefinitionBuilder } from "kysely";
import type { Running } from "../sql/schema.ts";
import { refuseChangesOnPostgres, refuseChangesOnSqlite } from "./refuse-changes.ts";

export interface Column {
  readonly bytes: "blob" | "bytea";
  /** Milliseconds since 1970. */
  readonly moment: "integer" | "bigint";
  readonly real: "real" | "double precision";
  readonly counterType: "integer" | "bigint";
  /** A number that grows with every row and never comes again. */
  readonly counter: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** From now on rows of this table are added only. */
  readonly refuseChanges: (db: Running, table: string) => Promise<void>;
}

export const SQLITE_COLUMNS: Column = {
  bytes: "blob",
  moment: "integer",
  real: "real",
  counterType: "integer",
  counter: (column) => column.primaryKey().autoIncrement(),
  refuseChanges: refuseChangesOnSqlite,
};

export const POSTGRES_COLUMNS: Column = {
  bytes: "bytea",
  moment: "bigint",
  real: "double precision",
  counterType: "bigint",
  counter: (column) => column.generatedByDefaultAsIdentity().primaryKey(),
  refuseChanges: refuseChangesOnPostgres,
};
