/** A batch of sealed entries as the desk would give it out: real sealing, made-up citizens. */
import type { BatchRow, Entry, SealedEntry, Sealer } from "../../../src/core/feedback/index.ts";
import { makeTicketCode } from "../../../src/core/feedback/index.ts";
import type { BatchSource, SourceEntry } from "../../../src/officers/handover/write-batch.ts";

export const FILED_AT = Date.UTC(2026, 10, 26, 17, 30, 15);
export const MADE_AT = Date.UTC(2026, 10, 27, 1, 0, 0);

export interface Told {
  readonly entry: Entry;
  readonly code?: string;
  /** Content of photos and files, by media type. */
  readonly files?: readonly (readonly [mediaType: string, content: Uint8Array])[];
  /** Its words went after the batch was made. */
  readonly isErased?: boolean;
}

/** Always the same code for the same number. */
export function codeOf(number: number): string {
  let rest = number + 1;
  return makeTicketCode((count, most) =>
    Array.from({ length: count }, () => {
      rest = (rest * 48_271) % 2_147_483_647;
      return rest % most;
    }),
  );
}

export function reportOf(
  story: string,
  more: Partial<Extract<Entry, { kind: "report" }>["report"]> = {},
): Entry {
  return {
    kind: "report",
    report: {
      kind: "misconduct",
      category: "attitude",
      story,
      files: 0,
      consentAt: FILED_AT - 60_000,
      consentVersion: 1,
      ...more,
    },
  };
}

export const A_BATCH: BatchRow = {
  number: 12,
  createdAt: MADE_AT,
  createdBy: "chị Lan",
  filter: {},
  entries: 0,
  manifestSha256: undefined,
  finishedAt: undefined,
  auditSeq: 7,
  auditHash: "ab".repeat(32),
};

/** Seals page by page while it is read, so that a large batch does not have to be held. */
export function batchOf(told: Iterable<Told>, sealer: Sealer, size: number, page = 100): BatchSource {
  return {
    batch: { ...A_BATCH, entries: size },
    async *pages() {
      let waiting: SourceEntry[] = [];
      let id = 0;
      for (const one of told) {
        id += 1;
        waiting.push(await sourceEntry(id, one, sealer));
        if (waiting.length === page) {
          yield waiting;
          waiting = [];
        }
      }
      if (waiting.length > 0) yield waiting;
    },
  };
}

/** The same batch again: sealed once, read as often as one likes. */
export async function keptBatch(told: readonly Told[], sealer: Sealer): Promise<BatchSource> {
  const { batch, pages } = batchOf(told, sealer, told.length);
  const kept: (readonly SourceEntry[])[] = [];
  for await (const page of pages()) kept.push(page);
  return {
    batch,
    async *pages() {
      yield* kept;
    },
  };
}

async function sourceEntry(id: number, told: Told, sealer: Sealer): Promise<SourceEntry> {
  const { entry, files = [] } = told;
  const sealedFiles = new Map<string, Uint8Array>(
    await Promise.all(
      files.map(async ([, content], index) => [`${id}-${index}`, await sealer.seal(content)] as const),
    ),
  );
  const sealed: SealedEntry = {
    id,
    ticket: {
      code: told.code ?? codeOf(id),
      channel: (["zalo", "telegram", "web"] as const)[id % 3] ?? "web",
      category: entry.kind === "report" ? entry.report.category : "other",
      office: undefined,
      status: "handed-over",
      createdAt: FILED_AT + id * 1000,
      changedAt: MADE_AT,
      batch: A_BATCH.number,
      rating: undefined,
      isWithdrawn: false,
      isErased: told.isErased ?? false,
    },
    kind: entry.kind,
    at: FILED_AT + id * 1000,
    sealed: told.isErased ? undefined : await sealer.seal(JSON.stringify(entry)),
    files: files.map(([mediaType, content], index) => ({
      id: `${id}-${index}`,
      mediaType,
      size: content.length,
    })),
  };
  return { entry: sealed, file: async (fileId) => sealedFiles.get(fileId) };
}
