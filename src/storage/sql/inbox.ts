/** Updates that were accepted, from the door to the commit of their turn. */
import { createHash } from "node:crypto";
import type {
  Acceptance,
  ClaimedUpdate,
  InboundUpdate,
  Inbox,
  TurnCommit,
  Vault,
} from "../../core/messaging/index.ts";
import type { Claims } from "./claims.ts";
import type { CommitQueue } from "./commit-queue.ts";
import { eraseAllOf } from "./erase.ts";
import type { Database, Running } from "./schema.ts";

/** A broken turn is tried again after this much, and twice as much each time. */
const FIRST_DELAY_MS = 1_000;
/** Rows in one statement: databases bound the number of values. */
const MOST_ROWS = 500;

export interface InboxDependencies {
  readonly db: Database;
  readonly queue: CommitQueue;
  readonly claims: Claims;
  readonly vault: Vault;
  /** Locks what is read for a write, where several processes write. */
  readonly locksRows: boolean;
}

export function createInbox(deps: InboxDependencies): Inbox {
  const { db, queue, claims, vault } = deps;
  return {
    accept: (updates, now) => queue.run((running) => insertUpdates(running, vault, updates, now)),
    claim: async (limit, now) => {
      const rows = await claims.updates(limit, now);
      if (rows.length === 0) return [];
      const conversations = await db
        .selectFrom("conversations")
        .select(["citizen", "version", "content"])
        .where(
          "citizen",
          "in",
          rows.map(({ citizen }) => citizen),
        )
        .execute();
      const byCitizen = new Map(conversations.map((row) => [row.citizen, row]));
      return rows.map((row): ClaimedUpdate => {
        const conversation = byCitizen.get(row.citizen);
        return {
          seq: row.seq,
          tries: row.tries,
          update: JSON.parse(vault.open(row.content ?? new Uint8Array())) as InboundUpdate,
          conversation: conversation && JSON.parse(vault.open(conversation.content)),
          version: conversation?.version ?? 0,
        };
      });
    },
    commitTurn: async (commit) => {
      try {
        return await queue.run((running) => writeTurn(running, deps, commit));
      } finally {
        claims.releaseUpdate(commit.seq);
      }
    },
    fail: async (seq, reason, setAside, now) => {
      try {
        await queue.run(async (running) => {
          const row = await running
            .selectFrom("updates")
            .select("tries")
            .where("seq", "=", seq)
            .executeTakeFirst();
          const tries = (row?.tries ?? 0) + 1;
          await running
            .updateTable("updates")
            .set({
              tries,
              reason: reason.slice(0, 100),
              state: setAside ? "set-aside" : "waiting",
              due_at: now + FIRST_DELAY_MS * 2 ** Math.min(tries - 1, 10),
              lease_until: 0,
            })
            .where("seq", "=", seq)
            .where("state", "=", "waiting")
            .execute();
        });
      } finally {
        claims.releaseUpdate(seq);
      }
    },
    depth: async () => {
      const waiting = await db
        .selectFrom("updates")
        .select(({ fn }) => [fn.countAll<number>().as("count"), fn.min("accepted_at").as("oldest")])
        .where("state", "=", "waiting")
        .executeTakeFirstOrThrow();
      const aside = await db
        .selectFrom("updates")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("state", "=", "set-aside")
        .executeTakeFirstOrThrow();
      return {
        waiting: Number(waiting.count),
        oldestAt: waiting.oldest ?? undefined,
        setAside: Number(aside.count),
      };
    },
    replay: (now) =>
      queue.run(async (running) => {
        const result = await running
          .updateTable("updates")
          .set({ state: "waiting", tries: 0, due_at: now, reason: null, lease_until: 0 })
          .where("state", "=", "set-aside")
          .executeTakeFirst();
        return Number(result.numUpdatedRows);
      }),
  };
}

async function insertUpdates(
  running: Running,
  vault: Vault,
  updates: readonly InboundUpdate[],
  now: number,
): Promise<readonly Acceptance[]> {
  const hashes = updates.map(({ key }) => createHash("sha256").update(key).digest("base64url"));
  const rows = updates.map((update, at) => ({
    key_hash: hashes[at] ?? "",
    citizen: vault.pseudonym(update.citizen),
    content: vault.seal(JSON.stringify(update)),
    state: "waiting" as const,
    due_at: now,
    accepted_at: now,
    tries: 0,
    lease_until: 0,
  }));
  const fresh = new Set<string>();
  for (let at = 0; at < rows.length; at += MOST_ROWS) {
    const inserted = await running
      .insertInto("updates")
      .values(rows.slice(at, at + MOST_ROWS))
      .onConflict((conflict) => conflict.column("key_hash").doNothing())
      .returning("key_hash")
      .execute();
    for (const { key_hash } of inserted) fresh.add(key_hash);
  }
  // Where one call brings the same update twice, the first of them is the one that was taken.
  return hashes.map((hash) => (fresh.delete(hash) ? "accepted" : "duplicate"));
}

async function writeTurn(
  running: Running,
  { vault, locksRows }: InboxDependencies,
  commit: TurnCommit,
): Promise<"committed" | "stale"> {
  const citizen = vault.pseudonym(commit.citizen);
  const state = running
    .selectFrom("updates")
    .select("state")
    .where("seq", "=", commit.seq)
    .$if(locksRows, (query) => query.forUpdate());
  if ((await state.executeTakeFirst())?.state !== "waiting") return "stale";
  const kept = await running
    .selectFrom("conversations")
    .select(["version", "last_inbound_at"])
    .where("citizen", "=", citizen)
    .$if(locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
  if ((kept?.version ?? 0) !== commit.version) return "stale";
  if (commit.erasesCitizen) await eraseAllOf(running, citizen);
  await running
    .updateTable("updates")
    .set({ state: "done", content: null, ended_at: commit.now, lease_until: 0 })
    .where("seq", "=", commit.seq)
    .execute();
  await writeConversation(running, vault, citizen, commit, kept?.last_inbound_at ?? null);
  if (commit.parts.length > 0)
    await running
      .insertInto("outbox")
      .values(
        commit.parts.map((part) => ({
          citizen,
          channel: commit.citizen.channel,
          content: vault.seal(JSON.stringify({ citizen: commit.citizen, part })),
          state: "waiting" as const,
          due_at: commit.now,
          created_at: commit.now,
          tries: 0,
          lease_until: 0,
        })),
      )
      .execute();
  if (commit.log) await writeLogLine(running, citizen, commit.log);
  return "committed";
}

async function writeConversation(
  running: Running,
  vault: Vault,
  citizen: string,
  commit: TurnCommit,
  lastInboundAt: number | null,
): Promise<void> {
  const row = {
    version: commit.version + 1,
    content: vault.seal(JSON.stringify(commit.conversation)),
    last_inbound_at: commit.inboundAt ?? lastInboundAt,
    updated_at: commit.now,
    ended: 0,
  };
  if (commit.version === 0 || commit.erasesCitizen)
    // Two first turns of one citizen at once: the second breaks here, is run again, and is stale then.
    await running
      .insertInto("conversations")
      .values({ citizen, ...row })
      .execute();
  else await running.updateTable("conversations").set(row).where("citizen", "=", citizen).execute();
}

async function writeLogLine(
  running: Running,
  citizen: string,
  line: NonNullable<TurnCommit["log"]>,
): Promise<void> {
  await running
    .insertInto("turn_log")
    .values({
      citizen,
      at: line.at,
      channel: line.channel,
      outcome: line.outcome,
      intent: line.intent ?? null,
      entry: line.entry ?? null,
      facet: line.facet ?? null,
      text: line.text ?? null,
      duration_ms: line.durationMs,
    })
    .execute();
}
