/** The turn log, as officers read it: what is asked how often, and what went without a clear answer. */
import { sql } from "kysely";
import { contradicts, type Outcome } from "../../core/conversation/index.ts";
import type { TurnLog, UnclearTurn } from "../../core/messaging/index.ts";
import type { Database } from "./schema.ts";

const UNCLEAR: readonly Outcome[] = ["not-understood", "handed-over", "clarified"];
/** What a citizen says later than this is about something else. */
const SAME_TALK_MS = 10 * 60_000;
/** Lines looked through for what went without an answer: those of some weeks in a busy house. */
const MOST_READ = 50_000;

export function createTurnLog(db: Database): TurnLog {
  return {
    recent: async (limit) => {
      const rows = await db.selectFrom("turn_log").selectAll().orderBy("id", "desc").limit(limit).execute();
      return rows.map((row) => ({
        at: row.at,
        channel: row.channel,
        outcome: row.outcome as Outcome,
        intent: row.intent ?? undefined,
        entry: row.entry ?? undefined,
        facet: row.facet ?? undefined,
        text: row.text ?? undefined,
        durationMs: row.duration_ms,
      }));
    },
    askedSince: async (since) => {
      const rows = await db
        .selectFrom("turn_log")
        .select(["entry", sql<number>`count(*)`.as("count")])
        .where("at", ">=", since)
        .where("entry", "is not", null)
        .groupBy("entry")
        .execute();
      return rows.flatMap(({ entry, count }) => (entry === null ? [] : [{ entry, count: Number(count) }]));
    },
    unclearSince: async (since, limit) => {
      const next = (column: "at" | "text" | "entry") =>
        sql`lead(${sql.ref(column)}) over (partition by citizen order by id)`;
      const rows = await db
        .selectFrom((lines) =>
          lines
            .selectFrom("turn_log")
            .select([
              "id",
              "at",
              "outcome",
              "entry",
              "text",
              next("at").$castTo<number | null>().as("next_at"),
              next("text").$castTo<string | null>().as("next_text"),
              next("entry").$castTo<string | null>().as("next_entry"),
            ])
            .where("at", ">=", since)
            .as("turns"),
        )
        .selectAll()
        .where("text", "is not", null)
        .where((where) => where.or([where("outcome", "in", UNCLEAR), where("next_text", "is not", null)]))
        .orderBy("id", "desc")
        .limit(MOST_READ)
        .execute();
      return rows
        .flatMap((row): UnclearTurn[] => {
          const outcome = row.outcome as Outcome;
          const isFollowed = row.next_at !== null && Number(row.next_at) - row.at <= SAME_TALK_MS;
          const isCorrected = isFollowed && row.next_text !== null && contradicts(row.next_text);
          if (!isCorrected && !UNCLEAR.includes(outcome)) return [];
          return [
            {
              at: row.at,
              outcome,
              entry: row.entry ?? undefined,
              text: row.text ?? "",
              isCorrected,
              thenEntry: isFollowed ? (row.next_entry ?? undefined) : undefined,
            },
          ];
        })
        .slice(0, limit);
    },
  };
}
