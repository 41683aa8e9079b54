/** Everything of one person, over all tables: found, and erased. */
import type { PersonFinding, PersonQuery } from "../../core/feedback/index.ts";
import type { Vault } from "../../core/messaging/index.ts";
import { appendAudit } from "./audit-log.ts";
import { eraseTickets } from "./empty-tickets.ts";
import { eraseAllOf, eraseLooseFiles } from "./erase.ts";
import type { Database, Running, Tables } from "./schema.ts";
import { WAITING } from "./states.ts";
import { type KeptTicket, toTicketRow } from "./ticket-rows.ts";
import type { TicketWriting } from "./ticket-writing.ts";

interface Person {
  /** Pseudonym; undefined: the code is a stub's, or nobody's. */
  readonly name: string | undefined;
  readonly tickets: readonly KeptTicket[];
}

export async function findPerson(
  db: Database | Running,
  vault: Vault,
  query: PersonQuery,
): Promise<PersonFinding> {
  return describe(db, await resolve(db, vault, query));
}

/** @returns what there was */
export async function erasePerson(
  running: Running,
  { vault, lock }: TicketWriting,
  locksRows: boolean,
  query: PersonQuery,
  actor: string,
  now: number,
): Promise<PersonFinding> {
  const { name } = await resolve(running, vault, query);
  const waiting = name === undefined ? [] : await holdTurns(running, locksRows, name);
  await lock(running);
  const person = await resolve(running, vault, query);
  const finding = await describe(running, person);
  if (person.name !== undefined) {
    await eraseAllOf(running, person.name);
    await eraseLooseFiles(running, person.name);
  }
  if (waiting.length > 0)
    // A turn that runs on one of them is stale now, and leaves nothing.
    await running
      .updateTable("updates")
      .set({ content: null, state: "done", ended_at: now, lease_until: 0 })
      .where("seq", "in", waiting)
      .execute();
  const lines = await eraseTickets(
    running,
    person.tickets.filter(({ citizen }) => citizen !== null),
    actor,
    now,
  );
  const { tickets, conversation, ...counts } = finding;
  const isSomething = conversation || tickets.length > 0 || Object.values(counts).some((count) => count > 0);
  const summary = { tickets: tickets.length, ...counts };
  await appendAudit(
    running,
    vault,
    isSomething ? [...lines, { actor, action: "erased", subject: "", detail: summary }] : lines,
    now,
  );
  return finding;
}

/**
 * Locks what a turn of this citizen locks, in the same order: so neither waits for the other for good.
 * @returns their updates that wait; what they write from now on is kept
 */
async function holdTurns(running: Running, locksRows: boolean, name: string): Promise<number[]> {
  const updates = await running
    .selectFrom("updates")
    .select("seq")
    .where("citizen", "=", name)
    .where("state", "=", WAITING)
    .orderBy("seq")
    .$if(locksRows, (query) => query.forUpdate())
    .execute();
  await running
    .selectFrom("conversations")
    .select("citizen")
    .where("citizen", "=", name)
    .$if(locksRows, (query) => query.forUpdate())
    .execute();
  return updates.map(({ seq }) => seq);
}

async function resolve(db: Database | Running, vault: Vault, query: PersonQuery): Promise<Person> {
  if ("citizen" in query) return personOf(db, vault.pseudonym(query.citizen));
  const ticket = await db.selectFrom("tickets").selectAll().where("code", "=", query.code).executeTakeFirst();
  if (!ticket) return { name: undefined, tickets: [] };
  return ticket.citizen === null ? { name: undefined, tickets: [ticket] } : personOf(db, ticket.citizen);
}

async function personOf(db: Database | Running, name: string): Promise<Person> {
  const tickets = await db
    .selectFrom("tickets")
    .selectAll()
    .where("citizen", "=", name)
    .orderBy("created_at", "desc")
    .orderBy("code")
    .execute();
  return { name, tickets };
}

async function describe(db: Database | Running, { name, tickets }: Person): Promise<PersonFinding> {
  const count = async (table: CitizensTable, withContent = false) =>
    name === undefined ? 0 : countOf(db, table, name, withContent);
  return {
    conversation: (await count("conversations")) > 0,
    waitingUpdates: await count("updates", true),
    outboxParts: await count("outbox"),
    turnLogLines: await count("turn_log"),
    files: await count("files"),
    tickets: tickets.map(toTicketRow),
  };
}

type CitizensTable = Extract<keyof Tables, "conversations" | "updates" | "outbox" | "turn_log" | "files">;

async function countOf(
  db: Database | Running,
  table: CitizensTable,
  name: string,
  withContent: boolean,
): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("citizen", "=", name)
    .$if(withContent, (query) => query.where("content" as never, "is not", null))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
