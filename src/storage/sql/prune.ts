/** What is past its time is deleted. */
import { sql } from "kysely";
import type { Conversation } from "../../core/conversation/index.ts";
import type { Retention, Vault } from "../../core/messaging/index.ts";
import type { Running } from "./schema.ts";

/** Rows looked at in one go: the turns go on in between. */
const MOST_ROWS = 500;

/** @returns how many rows went or were emptied */
export async function pruneRows(
  running: Running,
  vault: Vault,
  retention: Retention,
  now: number,
): Promise<number> {
  const deleted = [
    await running
      .deleteFrom("updates")
      .where("ended_at", "<", now - retention.endedMs)
      .executeTakeFirst(),
    await running
      .deleteFrom("outbox")
      .where("ended_at", "<", now - retention.endedMs)
      .executeTakeFirst(),
    await running
      .deleteFrom("turn_log")
      .where("at", "<", now - retention.turnLogMs)
      .executeTakeFirst(),
    await running
      .deleteFrom("conversations")
      .where("updated_at", "<", now - retention.conversationMs)
      .executeTakeFirst(),
  ];
  const gone = deleted.reduce((sum, one) => sum + Number(one.numDeletedRows), 0);
  return gone + (await endSessions(running, vault, now - retention.sessionIdleMs));
}

/** What was talked about goes; that there is a citizen, and since when, stays for the channel's window. */
async function endSessions(running: Running, vault: Vault, idleSince: number): Promise<number> {
  const rows = await running
    .selectFrom("conversations")
    .select(["citizen", "content", "version"])
    .where("updated_at", "<", idleSince)
    .where("ended", "=", sql.lit(0))
    .limit(MOST_ROWS)
    .execute();
  for (const row of rows) {
    const conversation = JSON.parse(vault.open(row.content)) as Conversation;
    const emptied: Conversation = { ...conversation, session: undefined, buttons: [], erasureAsked: false };
    await running
      .updateTable("conversations")
      .set({ content: vault.seal(JSON.stringify(emptied)), ended: 1 })
      .where("citizen", "=", row.citizen)
      .where("version", "=", row.version)
      .execute();
  }
  return rows.length;
}
