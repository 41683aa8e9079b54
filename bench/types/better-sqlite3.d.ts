/** The part of better-sqlite3 that the bench calls, so that the check of types does not need it installed. */
declare module "better-sqlite3" {
  interface Statement {
    run(...values: readonly unknown[]): unknown;
    all(...values: readonly unknown[]): unknown[];
  }
  class Database {
    constructor(file: string);
    exec(sql: string): this;
    prepare(sql: string): Statement;
    pragma(name: string, options: { simple: true }): unknown;
  }
  export = Database;
}
