/** Photos and files: wanted until they are fetched, then sealed for the reception unit. */
import { randomUUID } from "node:crypto";
import {
  type FileResult,
  type FileStore,
  UPLOAD_PREFIX,
  type WantedFile,
} from "../../core/feedback/index.ts";
import type { Vault } from "../../core/messaging/index.ts";
import type { Claims } from "./claims.ts";
import type { CommitQueue } from "./commit-queue.ts";
import { insertParts, toOutboxRow } from "./outbox-rows.ts";
import type { Database, Running } from "./schema.ts";
import { WANTED } from "./states.ts";
import type { TicketWriting } from "./ticket-writing.ts";

export interface FilesDependencies {
  readonly db: Database;
  readonly queue: CommitQueue;
  readonly claims: Claims;
  readonly writing: TicketWriting;
}

type Source = Pick<WantedFile, "citizen" | "attachment">;

export function createFileStore({ db, queue, claims, writing }: FilesDependencies): FileStore {
  const { vault } = writing;
  return {
    claim: async (limit, now) => {
      const rows = await claims.files(limit, now);
      return rows.map(({ id, code, tries, source }): WantedFile => {
        const { citizen, attachment } = JSON.parse(vault.open(source ?? new Uint8Array())) as Source;
        return { id, code: code ?? "", citizen, attachment, tries };
      });
    },
    settle: async (file, result, now) => {
      try {
        await queue.run(async (running) => {
          await writing.lock(running);
          await settleFile(running, vault, file, result, now);
        });
      } finally {
        claims.releaseFile(file.id);
      }
    },
    keepUpload: (citizen, sealed, mediaType, size, now) =>
      queue.run(async (running) => {
        const id = randomUUID();
        await running
          .insertInto("files")
          .values({
            id,
            citizen: vault.pseudonym(citizen),
            state: "sealed",
            sealed,
            media_type: mediaType,
            size,
            created_at: now,
            tries: 0,
            due_at: now,
            lease_until: 0,
          })
          .execute();
        return `${UPLOAD_PREFIX}${id}`;
      }),
    untakenUploads: async (citizen) => {
      const { count } = await db
        .selectFrom("files")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("citizen", "=", vault.pseudonym(citizen))
        .where("entry", "is", null)
        .where("code", "is", null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

/** A row that waits to be fetched. */
export async function wantFile(
  running: Running,
  vault: Vault,
  { code, citizen, attachment }: Source & { readonly code: string },
  now: number,
): Promise<void> {
  await running
    .insertInto("files")
    .values({
      id: randomUUID(),
      code,
      citizen: vault.pseudonym(citizen),
      state: "wanted",
      source: vault.seal(JSON.stringify({ citizen, attachment } satisfies Source)),
      created_at: now,
      tries: 0,
      due_at: now,
      lease_until: 0,
    })
    .execute();
}

/** Where its draft or ticket was dropped meanwhile, nothing is kept and nobody is told. */
async function settleFile(
  running: Running,
  vault: Vault,
  { id, citizen }: WantedFile,
  result: FileResult,
  now: number,
): Promise<void> {
  switch (result.kind) {
    case "sealed":
      await running
        .updateTable("files")
        .set({
          state: "sealed",
          source: null,
          sealed: result.sealed,
          media_type: result.mediaType,
          size: result.size,
          lease_until: 0,
        })
        .where("id", "=", id)
        .where("state", "=", WANTED)
        .execute();
      return;
    case "retry":
      await running
        .updateTable("files")
        .set({ due_at: result.at, lease_until: 0 })
        .set(({ eb }) => ({ tries: eb("tries", "+", 1) }))
        .where("id", "=", id)
        .where("state", "=", WANTED)
        .execute();
      return;
    case "refused": {
      const gone = await running
        .deleteFrom("files")
        .where("id", "=", id)
        .where("state", "=", WANTED)
        .returning("entry")
        .executeTakeFirst();
      if (!gone) return;
      if (gone.entry !== null) await deleteIfEmpty(running, gone.entry);
      await insertParts(
        running,
        result.parts.map((part) => toOutboxRow(vault, citizen, part, now)),
      );
    }
  }
}

/** An entry that was there for its files alone. */
async function deleteIfEmpty(running: Running, entry: number): Promise<void> {
  await running
    .deleteFrom("ticket_entries")
    .where("id", "=", entry)
    .where("kind", "=", "addition")
    .where("sealed", "is", null)
    .where("batch", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("files").select("files.id").where("files.entry", "=", entry))),
    )
    .execute();
}
