/** Message parts that were decided: from the commit of their turn until they are delivered or given up. */
import type {
  Citizen,
  EndedPart,
  Outbox,
  OutboxPart,
  Settlement,
  Vault,
} from "../../core/messaging/index.ts";
import type { ClaimedPartRow, Claims } from "./claims.ts";
import type { CommitQueue } from "./commit-queue.ts";
import type { Database, Running } from "./schema.ts";
import { DROPPED, GIVEN_UP, WAITING } from "./states.ts";

export interface OutboxDependencies {
  readonly db: Database;
  readonly queue: CommitQueue;
  readonly claims: Claims;
  readonly vault: Vault;
}

export function createOutbox({ db, queue, claims, vault }: OutboxDependencies): Outbox {
  const toPart = (row: ClaimedPartRow, lastInboundAt: number | null | undefined): OutboxPart => {
    const { citizen, part } = JSON.parse(vault.open(row.content ?? new Uint8Array())) as {
      citizen: Citizen;
      part: OutboxPart["part"];
    };
    return {
      id: row.id,
      citizen,
      part,
      tries: row.tries,
      createdAt: row.created_at,
      lastInboundAt: lastInboundAt ?? undefined,
    };
  };

  return {
    claimDue: async (channels, limit, now) => {
      const rows = await claims.parts(channels, limit, now);
      if (rows.length === 0) return [];
      const citizens = rows.map(({ citizen }) => citizen);
      const conversations = await db
        .selectFrom("conversations")
        .select(["citizen", "last_inbound_at"])
        .where("citizen", "in", citizens)
        .execute();
      const inboundAt = new Map(conversations.map((row) => [row.citizen, row.last_inbound_at]));
      return rows.map((row) => toPart(row, inboundAt.get(row.citizen)));
    },
    settle: async (id, settlement, now) => {
      try {
        await queue.run(async (running) => {
          await running
            .updateTable("outbox")
            .set(await afterSettlement(running, id, settlement, now))
            .set(({ eb }) => ({
              tries: eb("tries", "+", settlement.kind === "retry" && !settlement.isTry ? 0 : 1),
            }))
            .where("id", "=", id)
            .where("state", "=", WAITING)
            .execute();
        });
      } finally {
        claims.releasePart(id);
      }
    },
    dropOlderThan: (createdBefore, now) =>
      queue.run(async (running) => {
        const result = await running
          .updateTable("outbox")
          .set(({ eb, ref }) => ({
            state: "dropped",
            reason: "too-old",
            ended_at: now,
            content: eb.case().when("is_private", "=", 1).then(null).else(ref("content")).end(),
          }))
          .where("state", "=", WAITING)
          .where("is_notice", "=", 0)
          .where("created_at", "<", createdBefore)
          .executeTakeFirst();
        return Number(result.numUpdatedRows);
      }),
    replay: (id, now) =>
      queue.run(async (running) => {
        const result = await running
          .updateTable("outbox")
          .set({
            state: "waiting",
            tries: 0,
            due_at: now,
            created_at: now,
            ended_at: null,
            reason: null,
            code: null,
            lease_until: 0,
          })
          .where("state", "in", [GIVEN_UP, DROPPED])
          .where("content", "is not", null)
          .$if(id !== undefined, (query) => query.where("id", "=", id ?? 0))
          .executeTakeFirst();
        return Number(result.numUpdatedRows);
      }),
    ended: async (limit) => {
      const rows = await db
        .selectFrom("outbox")
        .select(["id", "channel", "state", "reason", "code", "created_at", "ended_at"])
        .where("state", "in", [GIVEN_UP, DROPPED])
        .orderBy("ended_at", "desc")
        .limit(limit)
        .execute();
      return rows.map(
        (row): EndedPart => ({
          id: row.id,
          channel: row.channel,
          state: row.state as EndedPart["state"],
          reason: row.reason ?? "",
          code: row.code ?? undefined,
          createdAt: row.created_at,
          endedAt: row.ended_at ?? row.created_at,
        }),
      );
    },
    depth: async () => {
      const rows = await db
        .selectFrom("outbox")
        .select(({ fn }) => ["channel", fn.countAll<number>().as("count"), fn.min("created_at").as("oldest")])
        .where("state", "=", WAITING)
        .where("is_notice", "=", 0)
        .groupBy("channel")
        .execute();
      return rows.map((row) => ({
        channel: row.channel,
        waiting: Number(row.count),
        oldestAt: row.oldest ?? undefined,
      }));
    },
    waitingFor: async (citizen, afterId, limit) => {
      const rows = await db
        .selectFrom("outbox")
        .select(["id", "citizen", "content", "tries", "created_at"])
        .where("citizen", "=", vault.pseudonym(citizen))
        .where("state", "=", WAITING)
        .where("id", ">", afterId)
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map((row) => toPart(row, undefined));
    },
    acknowledge: (citizen, upToId, now) =>
      queue.run(async (running) => {
        await running
          .updateTable("outbox")
          .set({ state: "delivered", content: null, ended_at: now })
          .where("citizen", "=", vault.pseudonym(citizen))
          .where("state", "=", WAITING)
          .where("id", "<=", upToId)
          .execute();
      }),
    nextDueAt: async (channels, now) => {
      if (channels.length === 0) return undefined;
      const row = await db
        .selectFrom("outbox")
        .select(({ fn }) => fn.min("due_at").as("due"))
        .where("state", "=", WAITING)
        .where("channel", "in", channels)
        .where("due_at", ">", now)
        .executeTakeFirst();
      return row?.due ?? undefined;
    },
    hasten: async (channel, now) => {
      await queue.run((running) =>
        running
          .updateTable("outbox")
          .set({ due_at: now })
          .where("state", "=", WAITING)
          .where("channel", "=", channel)
          .where("reason", "in", ["auth", "human"])
          .where("due_at", ">", now)
          .execute(),
      );
    },
  };
}

/** A notice that is refused for these reasons may be welcome when its citizen comes again. */
const HELD_FOR = ["permanent", "window-closed", "too-old"];

async function afterSettlement(running: Running, id: number, settlement: Settlement, now: number) {
  switch (settlement.kind) {
    case "delivered":
      return {
        state: "delivered" as const,
        content: null,
        ended_at: now,
        message_id: settlement.messageId ?? null,
        lease_until: 0,
      };
    case "retry":
      return { due_at: settlement.at, reason: settlement.reason, code: settlement.code, lease_until: 0 };
    case "given-up":
    case "dropped": {
      const { kind: state, reason } = settlement;
      const end = { reason, code: "code" in settlement ? settlement.code : null, lease_until: 0 };
      const part = await running
        .selectFrom("outbox")
        .select(["is_private", "is_notice"])
        .where("id", "=", id)
        .executeTakeFirst();
      if (part?.is_notice && HELD_FOR.includes(reason)) return { ...end, state: "held" as const };
      const isSecret = part?.is_private || part?.is_notice;
      return { ...end, state, ended_at: now, ...(isSecret ? { content: null } : {}) };
    }
  }
}
