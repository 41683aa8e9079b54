/**
 * A batch that leaves the house sealed: one file, made without any key, opened on the unit's own computer. It holds
 * what the database holds, no more: a line of JSON for the batch, one for each entry, one for each file, and at the
 * end a line that proves the others.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type BatchRow, batchRowSchema, CATEGORIES, isTicketCode } from "../../core/feedback/index.ts";
import { CHANNEL_NAMES } from "../../core/messaging/citizen.ts";
import { batchName } from "./columns.ts";
import { createWholeFile } from "./whole-folder.ts";
import type { BatchSource, SourceEntry, SourceRow } from "./write-batch.ts";

const FORMAT = 1;
/** A photo as base64, and room. */
const LONGEST_LINE = 256 * 1024 * 1024;
/** A page ends with so many entries, or when its files have so many bytes. */
const PAGE_ENTRIES = 100;
const PAGE_BYTES = 16 * 1024 * 1024;

const base64 = z.base64().transform((text): Uint8Array => Buffer.from(text, "base64"));
const count = z.int().nonnegative();
const entrySchema = z.strictObject({
  kind: z.literal("entry"),
  id: count,
  ticket: z.strictObject({
    // Becomes part of file names.
    code: z.string().refine(isTicketCode),
    channel: z.enum(CHANNEL_NAMES),
    category: z.enum(CATEGORIES),
    createdAt: z.int(),
  }),
  entryKind: z.enum(["report", "addition", "answer", "withdrawal"]),
  at: z.int(),
  sealed: base64.nullable(),
  files: z.array(z.strictObject({ id: z.string().max(200), mediaType: z.string().max(200), size: count })),
});
const lineSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("batch"), format: z.literal(FORMAT), batch: batchRowSchema }),
  entrySchema,
  z.strictObject({ kind: z.literal("file"), id: z.string().max(200), sealed: base64.nullable() }),
  z.strictObject({ kind: z.literal("end"), entries: count, sha256: z.string().length(64) }),
]);
type Line = z.infer<typeof lineSchema>;

export class BundleUnreadable extends Error {
  override readonly name = "BundleUnreadable";
}

export interface WrittenBundle {
  readonly path: string;
  readonly sha256: string;
  readonly entries: number;
}

/** @example bundleName(12) // "lo-000012.hoidap" */
export function bundleName(number: number): string {
  return `${batchName(number)}.hoidap`;
}

/** Appears whole or not at all, in the place of an earlier one. */
export async function writeBundle(
  { batch, pages }: BatchSource,
  target: string,
  progress: (done: number) => void,
): Promise<WrittenBundle> {
  const name = bundleName(batch.number);
  const file = await createWholeFile(target, name);
  try {
    const hash = createHash("sha256");
    const write = (line: object) => {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`, "utf8");
      hash.update(bytes);
      file.write(bytes);
    };
    // What is known only after the bundle stands is not in it.
    const { manifestSha256: _, finishedAt: __, ...made } = batch;
    write({ kind: "batch", format: FORMAT, batch: made });
    let entries = 0;
    for await (const page of pages()) {
      for (const { entry, file: fileOf } of page) {
        entries += 1;
        write(lineOf(entry));
        for (const { id } of entry.files) {
          write({ kind: "file", id, sealed: toBase64(await fileOf(id)) });
          await file.flush();
        }
      }
      await file.flush();
      progress(entries);
    }
    write({ kind: "end", entries, sha256: hash.copy().digest("hex") });
    const { sha256 } = await file.finish();
    await file.appear();
    return { path: join(target, name), sha256, entries };
  } catch (error) {
    await file.vanish();
    throw error;
  }
}

/**
 * The batch in a bundle. Its end is proved when the last page is read: whoever stops before has nothing to rely on.
 * @throws BundleUnreadable when the file is none, was cut off or changed
 */
export async function readBundle(path: string): Promise<BatchSource> {
  const batch = await readHead(path);
  return {
    batch,
    async *pages() {
      let page: SourceEntry[] = [];
      let bytes = 0;
      let current: { row: SourceRow; files: Map<string, Uint8Array | undefined> } | undefined;
      const close = () => {
        if (!current) return;
        const { row, files } = current;
        page.push({ entry: row, file: async (id) => files.get(id) });
        current = undefined;
      };
      for await (const line of readLines(path)) {
        if (line.kind === "entry") {
          close();
          if (page.length >= PAGE_ENTRIES || bytes > PAGE_BYTES) {
            yield page;
            page = [];
            bytes = 0;
          }
          const { kind: _, entryKind, sealed, ...row } = line;
          current = { row: { ...row, kind: entryKind, sealed: sealed ?? undefined }, files: new Map() };
        } else if (line.kind === "file") {
          current?.files.set(line.id, line.sealed ?? undefined);
          bytes += line.sealed?.length ?? 0;
        }
      }
      close();
      if (page.length > 0) yield page;
    },
  };
}

/** What the maker of the bundle was shown, for those who compare. */
export async function bundleSha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest("hex");
}

async function readHead(path: string): Promise<BatchRow> {
  for await (const line of readLines(path)) {
    if (line.kind === "batch") return line.batch;
    break;
  }
  throw notABundle();
}

/** Every line, checked; @throws BundleUnreadable, also when the end does not prove what was before it. */
async function* readLines(path: string): AsyncGenerator<Line> {
  const hash = createHash("sha256");
  let entries = 0;
  let isEnded = false;
  for await (const bytes of splitLines(path)) {
    if (isEnded) throw new BundleUnreadable("Tệp lô có thừa nội dung ở cuối: đã bị sửa. Hãy xin lại tệp.");
    const line = parseLine(bytes);
    if (line.kind === "end") {
      if (line.entries !== entries || line.sha256 !== hash.copy().digest("hex"))
        throw new BundleUnreadable("Tệp lô đã bị sửa hoặc hỏng khi chép. Hãy xin lại tệp.");
      isEnded = true;
    } else {
      hash.update(bytes);
      hash.update("\n");
      if (line.kind === "entry") entries += 1;
    }
    yield line;
  }
  if (!isEnded) throw new BundleUnreadable("Tệp lô bị thiếu phần cuối (chép chưa xong?). Hãy chép lại.");
}

function parseLine(bytes: Buffer): Line {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw notABundle();
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success) throw notABundle();
  return parsed.data;
}

/** Lines without their ends. A file without lines is not read into memory for long. */
async function* splitLines(path: string): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...waiting, chunk.subarray(from, at)]);
      waiting = [];
      length = 0;
      from = at + 1;
    }
    waiting.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST_LINE) throw notABundle();
  }
  if (length > 0) yield Buffer.concat(waiting);
}

function lineOf({ kind, sealed, ticket, ...entry }: SourceRow) {
  const { code, channel, category, createdAt } = ticket;
  return {
    kind: "entry",
    ...entry,
    ticket: { code, channel, category, createdAt },
    entryKind: kind,
    sealed: toBase64(sealed),
  };
}

function toBase64(bytes: Uint8Array | undefined): string | null {
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64") : null;
}

function notABundle(): BundleUnreadable {
  return new BundleUnreadable("Đây không phải tệp lô (.hoidap), hoặc tệp đã hỏng.");
}
