/** What a citizen is told of tickets: their own, or one whose code and PIN they know. */
import { timingSafeEqual } from "node:crypto";
import type { TicketRequest, TicketStore, TicketView } from "../../core/feedback/index.ts";
import type { Vault } from "../../core/messaging/index.ts";
import type { Database, Running } from "./schema.ts";
import { type KeptTicket, toTicketView } from "./ticket-rows.ts";
import { hashPin } from "./write-feedback.ts";

/** So many wrong PINs are forgiven; after them the ticket is locked, twice as long with each further one. */
const FORGIVEN_PINS = 4;
const FIRST_LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 7 * 24 * 3_600_000;

export interface TicketsDependencies {
  readonly db: Database;
  readonly vault: Vault;
  readonly locksRows: boolean;
}

export function createTicketStore({ db, vault, locksRows }: TicketsDependencies): TicketStore {
  return {
    look: async (citizen, request, now) => {
      const name = vault.pseudonym(citizen);
      if (request.kind === "own") return { kind: "tickets", tickets: await findOwn(db, vault, name) };
      // By itself: it locks a ticket, and must not wait for the lock of those who write tickets while it does.
      const ticket = await db
        .transaction()
        .execute((running) => findByCode(running, { vault, locksRows, name, now }, request));
      return { kind: "tickets", tickets: ticket ? [ticket] : [] };
    },
  };
}

async function findOwn(db: Database, vault: Vault, name: string): Promise<readonly TicketView[]> {
  const own = await db
    .selectFrom("tickets")
    .selectAll()
    .where("citizen", "=", name)
    .orderBy("created_at", "desc")
    .orderBy("code")
    .execute();
  return own.map((kept) => toTicketView(kept, vault, true));
}

interface Asker {
  readonly vault: Vault;
  readonly locksRows: boolean;
  readonly name: string;
  readonly now: number;
}

/** No ticket, a wrong PIN, a locked ticket and somebody else's without a PIN: all the same, nothing. */
async function findByCode(
  running: Running,
  { vault, locksRows, name, now }: Asker,
  { code, pin }: Extract<TicketRequest, { kind: "by-code" }>,
): Promise<TicketView | undefined> {
  const kept = await running
    .selectFrom("tickets")
    .selectAll()
    .where("code", "=", code)
    // Two guesses at once count as two.
    .$if(locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
  const fits = fitsPin(kept, hashPin(vault, code, pin ?? ""));
  // A stub is nobody's.
  if (!kept || kept.citizen === null) return undefined;
  if (kept.citizen === name) return toTicketView(kept, vault, true);
  if (pin === undefined || kept.locked_until > now) return undefined;
  const wrongPins = fits ? 0 : kept.wrong_pins + 1;
  if (wrongPins !== kept.wrong_pins)
    await running
      .updateTable("tickets")
      .set({ wrong_pins: wrongPins, locked_until: now + lockAfter(wrongPins) })
      .where("code", "=", code)
      .execute();
  return fits ? toTicketView(kept, vault, false) : undefined;
}

/** Takes as long for a wrong PIN as for a right one, and for no ticket as for one. */
function fitsPin(kept: Pick<KeptTicket, "pin_hash"> | undefined, hash: string): boolean {
  const given = Buffer.from(hash);
  const right = Buffer.from(kept?.pin_hash ?? "".padEnd(hash.length));
  return right.length === given.length && timingSafeEqual(right, given);
}

function lockAfter(wrongPins: number): number {
  if (wrongPins <= FORGIVEN_PINS) return 0;
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.min(wrongPins - FORGIVEN_PINS - 1, 20));
}
