/** What is past its time is deleted. */
import { sql } from "kysely";
import {
  aliveChecklists,
  type Conversation,
  firstListEnd,
  type Session,
} from "../../core/conversation/index.ts";
import { DRAFT_LIFE_MS } from "../../core/feedback/index.ts";
import type { Retention, Vault } from "../../core/messaging/index.ts";
import type { Running } from "./schema.ts";

/** Rows looked at in one go: the turns go on in between. */
const MOST_ROWS = 500;

/**
 * Waits for no turn: a conversation that one holds is alive.
 * @param locksRows see `InboxDependencies`
 * @returns how many rows went or were emptied
 */
export async function pruneRows(
  running: Running,
  vault: Vault,
  locksRows: boolean,
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
  return (
    gone +
    (await endNotices(running, now - retention.noticesMs, now)) +
    (await endSessions(running, vault, locksRows, now - retention.sessionIdleMs, now)) +
    (await endDrafts(running, vault, locksRows, now)) +
    (await endLists(running, vault, locksRows, now))
  );
}

/** News that could not be told, or was never fetched, has become old. */
async function endNotices(running: Running, before: number, now: number): Promise<number> {
  const result = await running
    .updateTable("outbox")
    .set({ state: "dropped", reason: "too-old", content: null, ended_at: now })
    .where("notice_since", "is not", null)
    .where("notice_since", "<", before)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** What was talked about goes; that there is a citizen, and since when, stays for the channel's window. */
async function endSessions(
  running: Running,
  vault: Vault,
  locksRows: boolean,
  idleSince: number,
  now: number,
): Promise<number> {
  const rows = await running
    .selectFrom("conversations")
    .select(["citizen", "content", "version"])
    .where("updated_at", "<", idleSince)
    .where("ended", "=", sql.lit(0))
    .limit(MOST_ROWS)
    .$if(locksRows, (query) => query.forUpdate().skipLocked())
    .execute();
  for (const row of rows) {
    const conversation = JSON.parse(vault.open(row.content)) as Conversation;
    const session = onlyKept(conversation.session, now);
    // The bot's own buttons stay with a draft: a press on one of them must still be understood.
    const buttons = session?.intake ? conversation.buttons : [];
    const emptied: Conversation = { ...conversation, session, buttons, erasureAsked: false };
    await rewrite(running, vault, row, emptied, { ended: 1 });
  }
  return rows.length;
}

/** A draft and lists that were ticked outlive the silence, each until its own end. */
function onlyKept(session: Session | undefined, now: number): Session | undefined {
  if (!session) return undefined;
  const { intake, checklists, lastTurnAt } = session;
  const draft = intake && intake.expiresAt > now ? intake : undefined;
  const lists = aliveChecklists(checklists, now, true);
  if (!draft && !lists) return undefined;
  return {
    topics: [],
    facets: [],
    offered: undefined,
    turns: 0,
    lastTurnAt,
    ...(draft && { intake: draft }),
    ...(lists && { checklists: lists }),
  };
}

/** Drafts whose end has come go, with what was sent for them; the rest of the conversation stays while it is fresh. */
async function endDrafts(running: Running, vault: Vault, locksRows: boolean, now: number): Promise<number> {
  const rows = await running
    .selectFrom("conversations")
    .select(["citizen", "content", "version", "ended"])
    .where("draft_until", "is not", null)
    .where("draft_until", "<=", now)
    .limit(MOST_ROWS)
    .$if(locksRows, (query) => query.forUpdate().skipLocked())
    .execute();
  for (const row of rows) {
    const { session, buttons, ...others } = JSON.parse(vault.open(row.content)) as Conversation;
    const isFresh = row.ended === 0 && session !== undefined;
    const emptied: Conversation = {
      ...others,
      session: isFresh ? { ...session, intake: undefined } : onlyKept(session, now),
      buttons: isFresh ? buttons : [],
    };
    await rewrite(running, vault, row, emptied, { draft_until: null });
    if (session?.intake)
      await running
        .deleteFrom("files")
        .where("code", "=", session.intake.code)
        .where("entry", "is", null)
        .execute();
  }
  return rows.length;
}

/** Ticked lists go at their end; what is left of the conversation stays as it is. */
async function endLists(running: Running, vault: Vault, locksRows: boolean, now: number): Promise<number> {
  const rows = await running
    .selectFrom("conversations")
    .select(["citizen", "content", "version", "ended"])
    .where("lists_until", "is not", null)
    .where("lists_until", "<=", now)
    .limit(MOST_ROWS)
    .$if(locksRows, (query) => query.forUpdate().skipLocked())
    .execute();
  for (const row of rows) {
    const conversation = JSON.parse(vault.open(row.content)) as Conversation;
    const { session } = conversation;
    const isSilent = row.ended === 1;
    const checklists = aliveChecklists(session?.checklists, now, isSilent);
    const kept = session && { ...session, checklists };
    const emptied: Conversation = { ...conversation, session: isSilent ? onlyKept(kept, now) : kept };
    await rewrite(running, vault, row, emptied, { lists_until: firstListEnd(checklists) ?? null });
  }
  return rows.length;
}

/** The version stays: a turn that was made from the fuller conversation is right all the same, and writes its own. */
async function rewrite(
  running: Running,
  vault: Vault,
  { citizen, version }: { readonly citizen: string; readonly version: number },
  conversation: Conversation,
  more: { readonly ended: number } | { readonly draft_until: null } | { readonly lists_until: number | null },
): Promise<void> {
  await running
    .updateTable("conversations")
    .set({ content: vault.seal(JSON.stringify(conversation)), ...more })
    .where("citizen", "=", citizen)
    .where("version", "=", version)
    .execute();
}

/**
 * Uploads that no turn took, and what was sent for a draft that is over without a word. In a transaction of its own, for
 * whoever writes tickets locks files last.
 */
export async function deleteForgottenFiles(running: Running, now: number): Promise<number> {
  const result = await running
    .deleteFrom("files")
    .where("entry", "is", null)
    .where("created_at", "<", now - DRAFT_LIFE_MS)
    .where(({ or, not, exists, selectFrom, eb }) =>
      or([
        eb("code", "is", null),
        not(
          exists(
            selectFrom("conversations")
              .select("conversations.citizen")
              .whereRef("conversations.citizen", "=", "files.citizen")
              .where("conversations.draft_until", ">", now),
          ),
        ),
      ]),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
