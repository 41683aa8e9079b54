/** Who may do what only one process may do. */
import type { Leases } from "../../core/messaging/index.ts";
import type { Database } from "./schema.ts";

export function createLeases(db: Database): Leases {
  return {
    acquire: async (name, owner, ttlMs, now) => {
      const row = { owner, held_until: now + ttlMs };
      const taken = await db
        .insertInto("leases")
        .values({ name, ...row })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet(row)
            .where((where) =>
              where.or([where("leases.owner", "=", owner), where("leases.held_until", "<", now)]),
            ),
        )
        .returning("name")
        .executeTakeFirst();
      return taken !== undefined;
    },
    release: async (name, owner) => {
      await db.deleteFrom("leases").where("name", "=", name).where("owner", "=", owner).execute();
    },
  };
}
