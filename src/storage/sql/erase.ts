/**
 * Everything of one citizen goes, but for tickets and files; what stays are the hashes by which repeats are known, which
 * name nobody.
 */
import type { Running } from "./schema.ts";
import { SET_ASIDE } from "./states.ts";

/** @returns how many rows went */
export async function eraseAllOf(running: Running, citizen: string): Promise<number> {
  const results = [
    await running.deleteFrom("conversations").where("citizen", "=", citizen).executeTakeFirst(),
    await running.deleteFrom("outbox").where("citizen", "=", citizen).executeTakeFirst(),
    await running.deleteFrom("turn_log").where("citizen", "=", citizen).executeTakeFirst(),
  ];
  const emptied = await running
    .updateTable("updates")
    .set({ content: null, state: "done" })
    .where("citizen", "=", citizen)
    .where("state", "=", SET_ASIDE)
    .executeTakeFirst();
  return results.reduce((sum, one) => sum + Number(one.numDeletedRows), Number(emptied.numUpdatedRows));
}

/** What was sent for a draft, or brought and not taken: files of tickets stand at an entry. Under the lock of `TicketWriting`. */
export async function eraseLooseFiles(running: Running, citizen: string): Promise<number> {
  const result = await running
    .deleteFrom("files")
    .where("citizen", "=", citizen)
    .where("entry", "is", null)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
