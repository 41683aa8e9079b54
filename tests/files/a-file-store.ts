/** The files of a store, in memory, as the port has them: for the workers around it. */
import type { FileResult, FileStore, WantedFile } from "../../src/core/feedback/index.ts";
import type { Attachment, Citizen } from "../../src/core/messaging/index.ts";

export interface KeptUpload {
  readonly citizen: Citizen;
  readonly sealed: Uint8Array;
  readonly mediaType: string;
  readonly size: number;
}

export interface AFileStore extends FileStore {
  readonly uploads: ReadonlyMap<string, KeptUpload>;
  /** How each file ended, by its id. */
  readonly ends: ReadonlyMap<string, FileResult>;
  want(citizen: Citizen, attachment: Attachment): string;
  /** From now on nothing can be written, or can again. */
  beFull(isFull: boolean): void;
  refusedWrites(): number;
}

interface Row {
  readonly citizen: Citizen;
  readonly attachment: Attachment;
  tries: number;
  dueAt: number;
  isClaimed: boolean;
}

export function aFileStore(): AFileStore {
  const rows = new Map<string, Row>();
  const ends = new Map<string, FileResult>();
  const uploads = new Map<string, KeptUpload>();
  let isFull = false;
  let refused = 0;
  const write = () => {
    if (!isFull) return;
    refused += 1;
    throw Object.assign(new Error("full"), { name: "StorageError", code: "DISK_FULL" });
  };
  return {
    uploads,
    ends,
    want: (citizen, attachment) => {
      const id = `f${rows.size + 1}`;
      rows.set(id, { citizen, attachment, tries: 0, dueAt: 0, isClaimed: false });
      return id;
    },
    beFull: (isIt) => {
      isFull = isIt;
    },
    refusedWrites: () => refused,
    claim: async (limit, now) => {
      const due = [...rows].filter(([, row]) => !row.isClaimed && row.dueAt <= now).slice(0, limit);
      return due.map(([id, row]): WantedFile => {
        row.isClaimed = true;
        const { citizen, attachment, tries } = row;
        return { id, code: "K7RM-4XTA-9HCE", citizen, attachment, tries };
      });
    },
    settle: async ({ id }, result) => {
      const row = rows.get(id);
      if (!row) return;
      row.isClaimed = false;
      write();
      row.tries += 1;
      if (result.kind === "retry") row.dueAt = result.at;
      else {
        rows.delete(id);
        ends.set(id, result);
      }
    },
    keepUpload: async (citizen, id, sealed, mediaType, size) => {
      write();
      const handle = `upload:${citizen.id.slice(0, 8)}-${id}`;
      uploads.set(handle, { citizen, sealed, mediaType, size });
      return handle;
    },
    untakenUploads: async (citizen, besides) =>
      [...uploads].filter(
        ([handle, upload]) => upload.citizen.id === citizen.id && !handle.endsWith(`-${besides}`),
      ).length,
    depth: async () => ({ waiting: rows.size, oldestAt: undefined }),
  };
}
