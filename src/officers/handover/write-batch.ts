/** A batch, opened and written: one pass over its entries, page by page, into a folder that appears whole or not at all. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type BatchRow,
  type SealedEntry,
  STATUS_LABELS,
  TICKET_STATUSES,
  type TicketRow,
} from "../../core/feedback/index.ts";
import { batchName, FOLLOW_UP_COLUMNS, REPORT_COLUMNS, STATUS_HEADING, WORDS_HEADING } from "./columns.ts";
import { BYTE_ORDER_MARK, csvLine } from "./guarded-text.ts";
import { attachmentPath, type HandedEntry, type HandedFile, readEntry } from "./handed-entry.ts";
import { describeFilter, MANIFEST_NAME, manifestBytes, manifestOf, sha256Of } from "./manifest.ts";
import { isoInVietnam, spokenMoment } from "./moment.ts";
import { serviceRequest, serviceRequestUpdate } from "./open311.ts";
import { SLIPS_HEAD, SLIPS_TAIL, slipOf } from "./slip.ts";
import { createStatistics, type Statistics } from "./statistics.ts";
import { createWholeFolder, type WholeFolder, type WrittenFile } from "./whole-folder.ts";
import { createWorkbook } from "./workbook.ts";

/** Of its ticket only what never changes. */
export type SourceRow = Omit<SealedEntry, "ticket"> & {
  readonly ticket: Pick<TicketRow, "code" | "channel" | "category" | "createdAt">;
};

/** A sealed entry and the way to its sealed files. */
export interface SourceEntry {
  readonly entry: SourceRow;
  file(id: string): Promise<Uint8Array | undefined>;
}

/** Where a batch comes from: the desk, or a sealed bundle. */
export interface BatchSource {
  readonly batch: BatchRow;
  /** In the order of their ids, a page at a time. */
  pages(): AsyncIterable<readonly SourceEntry[]>;
}

export interface WriteSettings {
  /** The folder in which the batch's folder appears. */
  readonly target: string;
  readonly open: (sealed: Uint8Array) => Promise<Uint8Array>;
  /** How many entries are done. */
  readonly progress: (done: number) => void;
}

export interface WrittenBatch {
  readonly path: string;
  readonly manifestSha256: string;
  readonly entries: number;
  readonly files: number;
  /** Entries whose words were erased since the batch was made. */
  readonly erased: number;
  /** The folder stood there already, with the very same manifest. */
  readonly wasThere: boolean;
}

/** There is another folder of this name, with other things in it. */
export class FolderTaken extends Error {
  override readonly name = "FolderTaken";

  constructor(path: string) {
    super(`Đã có thư mục ${path} với nội dung khác. Hãy dời thư mục đó đi, hoặc chọn --out khác.`);
  }
}

/** @throws FolderTaken, EntryUnreadable, and what the opening throws; nothing is left in the target then */
export async function writeBatch(source: BatchSource, settings: WriteSettings): Promise<WrittenBatch> {
  const name = batchName(source.batch.number);
  const folder = await createWholeFolder(settings.target, name);
  try {
    const written = await fill(folder, source, settings);
    const path = join(settings.target, name);
    const standing = await readFile(join(path, MANIFEST_NAME)).catch(() => undefined);
    if (standing && sha256Of(standing) === written.manifestSha256) {
      await folder.vanish();
      return { ...written, path, wasThere: true };
    }
    await folder.appear().catch((error: NodeJS.ErrnoException) => {
      throw ["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(error.code ?? "") ? new FolderTaken(path) : error;
    });
    return { ...written, path, wasThere: false };
  } catch (error) {
    await folder.vanish();
    throw error;
  }
}

async function fill(
  folder: WholeFolder,
  { batch, pages }: BatchSource,
  { open, progress }: WriteSettings,
): Promise<Omit<WrittenBatch, "path" | "wasThere">> {
  const book = await folder.file("phieu.xlsx");
  const reportsCsv = await folder.file("phieu-moi.csv");
  const followUpsCsv = await folder.file("bo-sung.csv");
  const reportsJson = await folder.file("phieu-moi.json");
  const followUpsJson = await folder.file("bo-sung.json");
  const slips = await folder.file("phieu-tiep-nhan.html");
  const all = [book, reportsCsv, followUpsCsv, reportsJson, followUpsJson, slips];

  const workbook = await createWorkbook(book.write);
  const statistics = createStatistics();
  const attachments: WrittenFile[] = [];
  const filesOf = new Map<string, number>();
  let entries = 0;
  let erased = 0;

  reportsCsv.write(BYTE_ORDER_MARK + csvLine(REPORT_COLUMNS.map(({ heading }) => heading)));
  followUpsCsv.write(BYTE_ORDER_MARK + csvLine(FOLLOW_UP_COLUMNS.map(({ heading }) => heading)));
  slips.write(SLIPS_HEAD);
  const reportItem = jsonItems(reportsJson.write);
  const followUpItem = jsonItems(followUpsJson.write);

  for await (const page of pages()) {
    for (const one of page) {
      const row = await openEntry(one, batch, open, folder, filesOf, attachments);
      entries += 1;
      if (row.isErased) erased += 1;
      statistics.add(row);
      if (row.kind === "report") {
        workbook.addReport(row);
        reportsCsv.write(csvLine(REPORT_COLUMNS.map((column) => csvCell(column.of(row)))));
        reportItem(serviceRequest(row));
        slips.write(slipOf(row));
      } else {
        workbook.addFollowUp(row);
        followUpsCsv.write(csvLine(FOLLOW_UP_COLUMNS.map((column) => csvCell(column.of(row)))));
        followUpItem(serviceRequestUpdate(row));
      }
    }
    workbook.flush();
    for (const file of all) await file.flush();
    progress(entries);
  }
  await workbook.finish({ statistics: statistics.rows(), notes: notesOf(batch, statistics) });
  reportItem(undefined);
  followUpItem(undefined);
  slips.write(SLIPS_TAIL);

  const files: WrittenFile[] = [];
  for (const file of all) files.push(await file.finish());
  const counts = { entries, reports: statistics.reports(), followUps: statistics.followUps(), erased };
  const manifest = manifestBytes(manifestOf(batch, counts, [...files, ...attachments]));
  await folder.put(MANIFEST_NAME, manifest);
  return { manifestSha256: sha256Of(manifest), entries, files: attachments.length, erased };
}

/** Opens an entry, and its files straight into the folder. */
async function openEntry(
  { entry, file }: SourceEntry,
  batch: BatchRow,
  open: WriteSettings["open"],
  folder: WholeFolder,
  filesOf: Map<string, number>,
  attachments: WrittenFile[],
): Promise<HandedEntry> {
  const { ticket, kind, at, sealed } = entry;
  const { code, channel, category, createdAt } = ticket;
  const files: HandedFile[] = [];
  for (const { id, mediaType, size } of entry.files) {
    const content = await file(id);
    if (!content) continue;
    const number = (filesOf.get(code) ?? 0) + 1;
    filesOf.set(code, number);
    const path = attachmentPath(code, number, mediaType);
    attachments.push(await folder.put(path, await open(content)));
    files.push({ path, mediaType, size });
  }
  const words = sealed ? readEntry(await open(sealed), code, kind) : undefined;
  return {
    code,
    channel,
    category,
    filedAt: createdAt,
    at,
    batch: batch.number,
    handedOverAt: batch.createdAt,
    kind,
    // Whoever had everything erased took the report back without a word.
    entry: words ?? (kind === "withdrawal" ? { kind } : undefined),
    isErased: !words && kind !== "withdrawal" && (kind === "report" || files.length === 0),
    files,
  };
}

/** Writes a JSON array item by item; undefined ends it. */
function jsonItems(write: (text: string) => void): (item: object | undefined) => void {
  let before = "[\n";
  return (item) => {
    if (item) {
      write(`${before}${JSON.stringify(item)}`);
      before = ",\n";
    } else write(before === "[\n" ? "[]\n" : "\n]\n");
  };
}

function csvCell(value: string | number | undefined): string | undefined {
  return typeof value === "number" ? isoInVietnam(value) : value;
}

function notesOf(batch: BatchRow, statistics: Statistics): readonly string[] {
  return [
    `Lô ${batchName(batch.number)}, lập lúc ${spokenMoment(batch.createdAt)}, người lập: ${batch.createdBy}.`,
    `Phạm vi: ${describeFilter(batch.filter)}. Phiếu mới: ${statistics.reports()}; bổ sung: ${statistics.followUps()}.`,
    "Mọi thời điểm ghi theo giờ Việt Nam (+07:00).",
    "Nội dung là lời người dân, giữ nguyên văn, chưa được xác minh. “Trích yếu” chỉ là phần đầu của nội dung.",
    "Giữ kín người phản ánh; không chuyển tệp này cho người hoặc bộ phận bị phản ánh. Sheet “Thống kê” không có dữ liệu cá nhân.",
    `Trả kết quả: sửa cột “${STATUS_HEADING}”, viết câu trả lời cho người dân vào cột “${WORDS_HEADING}”, lưu tệp rồi gửi lại cho bộ phận vận hành. Không sửa cột “Mã phiếu”.`,
    `Trạng thái dùng được: ${TICKET_STATUSES.filter((status) => status !== "received")
      .map((status) => STATUS_LABELS[status])
      .join("; ")}.`,
    "Cột “Đơn vị nhận”, “Hạn” để đơn vị tự theo dõi; hệ thống không đọc lại hai cột này.",
    "Số dòng và mã SHA-256 của từng tệp ở danh-muc.json.",
  ];
}
