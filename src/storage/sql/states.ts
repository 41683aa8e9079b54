/**
 * States as words of the query itself, not as values handed to it: only so the planner knows that an index of the few
 * rows in this state serves, and does not read the many that are done.
 */
import { sql } from "kysely";

export const WAITING = sql.lit("waiting" as const);
export const SET_ASIDE = sql.lit("set-aside" as const);
export const GIVEN_UP = sql.lit("given-up" as const);
export const DROPPED = sql.lit("dropped" as const);
export const HELD = sql.lit("held" as const);
export const WANTED = sql.lit("wanted" as const);
export const REPORT = sql.lit("report" as const);
