/** A message part as a row of the outbox: of a turn, of a change of a ticket, of a file that does not come. */
import type { Insertable } from "kysely";
import type { Reply } from "../../core/conversation/index.ts";
import type { Citizen, Vault } from "../../core/messaging/index.ts";
import type { OutboxTable, Running } from "./schema.ts";
import { inLots } from "./ticket-writing.ts";

export function toOutboxRow(
  vault: Vault,
  citizen: Citizen,
  part: Reply,
  now: number,
): Insertable<OutboxTable> {
  return {
    citizen: vault.pseudonym(citizen),
    channel: citizen.channel,
    content: vault.seal(JSON.stringify({ citizen, part })),
    state: "waiting",
    due_at: now,
    created_at: now,
    tries: 0,
    lease_until: 0,
    is_private: part.isPrivate ? 1 : 0,
    is_notice: part.isNotice ? 1 : 0,
    notice_since: part.isNotice ? now : null,
  };
}

export async function insertParts(running: Running, rows: readonly Insertable<OutboxTable>[]): Promise<void> {
  for (const lot of inLots(rows)) await running.insertInto("outbox").values(lot).execute();
}
