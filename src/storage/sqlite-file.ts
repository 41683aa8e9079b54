/** The database's file in the data folder; known without its driver. */

export const SQLITE_FILE = "hoidap.sqlite";
