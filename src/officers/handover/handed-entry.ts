/** An entry of a batch, opened: all that the outputs are made of. Nothing in it changes after the batch was made. */
import { type Entry, entrySchema, type SealedEntry } from "../../core/feedback/index.ts";

export interface HandedFile {
  /** Within the batch's folder. */
  readonly path: string;
  readonly mediaType: string;
  readonly size: number;
}

export interface HandedEntry {
  readonly code: string;
  readonly channel: SealedEntry["ticket"]["channel"];
  readonly category: SealedEntry["ticket"]["category"];
  /** When the ticket was filed, and when this entry came. */
  readonly filedAt: number;
  readonly at: number;
  readonly batch: number;
  readonly handedOverAt: number;
  readonly kind: Entry["kind"];
  /** Undefined: erased since the batch was made; or nothing but files was sent. */
  readonly entry: Entry | undefined;
  readonly isErased: boolean;
  readonly files: readonly HandedFile[];
}

export type HandedReport = HandedEntry & { readonly kind: "report" };

/** An opened entry is none that we know: it was sealed by somebody else, or by a newer version of us. */
export class EntryUnreadable extends Error {
  override readonly name = "EntryUnreadable";

  constructor(code: string) {
    super(
      `Phiếu ${code}: đã mở được niêm phong nhưng nội dung không đúng dạng. Hãy dùng đúng phiên bản phần mềm của dịch vụ.`,
    );
  }
}

/** @throws EntryUnreadable */
export function readEntry(opened: Uint8Array, code: string, kind: Entry["kind"]): Entry {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(opened));
  } catch {
    throw new EntryUnreadable(code);
  }
  const parsed = entrySchema.safeParse(json);
  if (!parsed.success || parsed.data.kind !== kind) throw new EntryUnreadable(code);
  return parsed.data;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/heic": "heic",
  "image/heif": "heif",
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "audio/mpeg": "mp3",
  "audio/ogg": "ogg",
  "audio/mp4": "m4a",
  "application/pdf": "pdf",
  "application/msword": "doc",
  "application/vnd.ms-excel": "xls",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
};

/** A name that we make: nothing of what the citizen called the file, which could be a path or a name of theirs. */
export function attachmentPath(code: string, number: number, mediaType: string): string {
  return `tep-dinh-kem/${code}-${number}.${EXTENSIONS[mediaType] ?? "bin"}`;
}
