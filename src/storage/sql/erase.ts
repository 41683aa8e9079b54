/**
 * Everything of one citizen goes, but for their tickets; what stays are the hashes by which repeats are known, which name
 * nobody.
 */
import type { Running } from "./schema.ts";
import { SET_ASIDE } from "./states.ts";

/** @returns how many rows went */
export async function eraseAllOf(running: Running, citizen: string): Promise<number> {
  const results = [
    await running.deleteFrom("outbox").where("citizen", "=", citizen).executeTakeFirst(),
    await running.deleteFrom("turn_log").where("citizen", "=", citizen).executeTakeFirst(),
    await running.deleteFrom("conversations").where("citizen", "=", citizen).executeTakeFirst(),
    // Of drafts: those of tickets stand at an entry.
    await running
      .deleteFrom("files")
      .where("citizen", "=", citizen)
      .where("entry", "is", null)
      .executeTakeFirst(),
  ];
  const emptied = await running
    .updateTable("updates")
    .set({ content: null, state: "done" })
    .where("citizen", "=", citizen)
    .where("state", "=", SET_ASIDE)
    .executeTakeFirst();
  return results.reduce((sum, one) => sum + Number(one.numDeletedRows), Number(emptied.numUpdatedRows));
}
