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
import { createBatch } from "./batch.ts";
import type { Claims } from "./claims.ts";
import type { CommitQueue } from "./commit-queue.ts";
import type { Database, Running } from "./schema.ts";
import { SET_ASIDE, WAITING } from "./states.ts";
import type { TicketWriting } from "./ticket-writing.ts";
import { type TurnResult, writeTurns } from "./write-turns.ts";

/** A broken turn is tried again after this much, and twice as much each time. */
const FIRST_DELAY_MS = 1_000;
/** Rows in one statement: databases bound the number of values. */
const MOST_ROWS = 500;
/** Written together at the most. */
const MOST_TURNS = 64;
const MOST_CALLS = 256;

export interface InboxDependencies {
  readonly db: Database;
  /** Of turns. */
  readonly queue: CommitQueue;
  /** Of what comes in at the door. */
  readonly doorQueue: CommitQueue;
  readonly claims: Claims;
  readonly vault: Vault;
  readonly writing: TicketWriting;
  /** Locks what is read for a write, where several processes write. */
  readonly locksRows: boolean;
}

export function createInbox(deps: InboxDependencies): Inbox {
  const { db, queue, claims, vault, locksRows } = deps;
  const accept = createAccept(deps);
  const commit = createBatch<TurnCommit, TurnResult>(deps.queue, MOST_TURNS, (running, commits) =>
    writeTurns(running, deps.writing, locksRows, commits),
  );
  return {
    accept,
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
    commitTurn: async (turn) => {
      try {
        return await commit(turn);
      } finally {
        claims.releaseUpdate(turn.seq);
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
            .where("state", "=", WAITING)
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
        .where("state", "=", WAITING)
        .executeTakeFirstOrThrow();
      const aside = await db
        .selectFrom("updates")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("state", "=", SET_ASIDE)
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
          .where("state", "=", SET_ASIDE)
          .executeTakeFirst();
        return Number(result.numUpdatedRows);
      }),
  };
}

function createAccept({ doorQueue, vault }: InboxDependencies): Inbox["accept"] {
  interface Call {
    readonly updates: readonly InboundUpdate[];
    readonly now: number;
  }
  const accept = createBatch<Call, readonly Acceptance[]>(doorQueue, MOST_CALLS, async (running, calls) => {
    const updates = calls.flatMap((call) => call.updates);
    const results = await insertUpdates(running, vault, updates, calls[0]?.now ?? 0);
    const left = [...results];
    return calls.map((call) => left.splice(0, call.updates.length));
  });
  return (updates, now) => accept({ updates, now });
}

async function insertUpdates(
  running: Running,
  vault: Vault,
  updates: readonly InboundUpdate[],
  now: number,
): Promise<readonly Acceptance[]> {
  const hashes = updates.map(({ key, citizen }) =>
    createHash("sha256").update(`${citizen.channel}\n${key}`).digest("base64url"),
  );
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
