/** A store on SQL: the same for both databases, but for who works on what. */
import { randomUUID } from "node:crypto";
import type { Store, Vault } from "../../core/messaging/index.ts";
import type { Claims } from "./claims.ts";
import { createCommitQueue } from "./commit-queue.ts";
import { createTicketDesk } from "./desk.ts";
import { eraseAllOf, eraseLooseFiles } from "./erase.ts";
import { createFileStore } from "./files.ts";
import { createInbox } from "./inbox.ts";
import { createLeases } from "./leases.ts";
import { createOutbox } from "./outbox.ts";
import { deleteForgottenFiles, pruneRows } from "./prune.ts";
import { countOverdueUnexported, pruneTickets } from "./prune-tickets.ts";
import type { Database } from "./schema.ts";
import type { TicketWriting } from "./ticket-writing.ts";
import { createTicketStore } from "./tickets.ts";
import { createTurnLog } from "./turn-log.ts";
import { createZaloTokenStore, type ZaloTokensDependencies } from "./zalo-tokens.ts";

export interface SqlStoreParts {
  readonly db: Database;
  readonly vault: Vault;
  readonly claims: Claims;
  readonly locksRows: boolean;
  readonly hasOneConnection: boolean;
  readonly holding: ZaloTokensDependencies["holding"];
  readonly lockTickets: TicketWriting["lock"];
  /** Called now and then: what was erased is to leave the database's files, as far as the database can. */
  readonly sweep: () => Promise<void>;
  /** Called last, when nothing is written any more. */
  readonly close: () => Promise<void>;
}

export function createSqlStore(parts: SqlStoreParts): Store {
  const { db, vault, claims } = parts;
  const queue = createCommitQueue(db);
  // On one connection all that is written in a moment shares one write to disk; with several, nobody waits for others,
  // and what shares a transaction locks in the same order.
  const ownQueue = () => (parts.hasOneConnection ? queue : createCommitQueue(db));
  const doorQueue = ownQueue();
  const outboxQueue = ownQueue();
  const ticketQueue = ownQueue();
  const houseQueue = ownQueue();
  const writing: TicketWriting = { vault, lock: parts.lockTickets };
  const { locksRows } = parts;
  return {
    inbox: createInbox({ db, queue, doorQueue, claims, vault, writing, locksRows }),
    outbox: createOutbox({ db, queue: outboxQueue, claims, vault }),
    turnLog: createTurnLog(db),
    zaloTokens: createZaloTokenStore({ db, vault, holding: parts.holding }),
    leases: createLeases(db),
    tickets: createTicketStore({ db, vault, locksRows }),
    files: createFileStore({ db, queue: ticketQueue, claims, writing }),
    desk: (notice) => createTicketDesk({ db, queue: ticketQueue, writing, locksRows }, notice),
    overdueUnexported: (retention, now) => countOverdueUnexported(db, retention, now),
    // By itself, like the desk's erasing: it locks a conversation before tickets, as a turn does.
    eraseCitizen: (citizen) =>
      db.transaction().execute(async (running) => {
        const rows = await eraseAllOf(running, vault.pseudonym(citizen));
        await writing.lock(running);
        return rows + (await eraseLooseFiles(running, vault.pseudonym(citizen)));
      }),
    prune: async (retention, now) => {
      const rows = await houseQueue.run((running) => pruneRows(running, vault, locksRows, retention, now));
      const files = await houseQueue.run((running) => deleteForgottenFiles(running, now));
      const tickets = await pruneTickets(db, ticketQueue, writing, retention.tickets, now);
      await parts.sweep();
      return rows + files + tickets;
    },
    check: () =>
      houseQueue.run(async (running) => {
        const value = randomUUID();
        await running
          .insertInto("meta")
          .values({ name: "check", value })
          .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
          .execute();
      }),
    close: async () => {
      for (const one of [doorQueue, queue, outboxQueue, ticketQueue, houseQueue]) await one.idle();
      await parts.close();
    },
  };
}
