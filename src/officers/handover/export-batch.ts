/** `hoidap export`: earlier batches that were not finished first, then what is new; or one that was handed over, again. */
import type { BatchRow, OfficersDesk, TicketFilter } from "../../core/feedback/index.ts";
import { bundleName, writeBundle } from "./bundle.ts";
import { batchName } from "./columns.ts";
import { type BatchSource, type WrittenBatch, writeBatch } from "./write-batch.ts";

export interface ExportSettings {
  readonly desk: OfficersDesk;
  readonly actor: string;
  readonly clock: () => number;
  readonly target: string;
  /** Opens what is sealed; undefined: the batch leaves the house sealed. */
  readonly open: ((sealed: Uint8Array) => Promise<Uint8Array>) | undefined;
  readonly print: (line: string) => void;
  /** Shows how far it is. Returns what to call with each step. */
  readonly progress: (label: string, total: number) => (done: number) => void;
}

const PAGE = 100;
/** Unfinished batches are among the newest. */
const LOOKED_THROUGH = 1_000;
/** Before the hash of a bundle, where a batch was finished as one. */
const SEALED = "sealed:";

/** @returns the exit code */
export async function exportNew(settings: ExportSettings, filter: TicketFilter): Promise<number> {
  const { desk, actor, clock, print } = settings;
  const unfinished = (await desk.batches(LOOKED_THROUGH)).filter((one) => one.manifestSha256 === undefined);
  for (const batch of unfinished.reverse()) {
    print(`Lô ${batchName(batch.number)} lần trước chưa hoàn tất: làm nốt trước.`);
    await writeAndFinish(settings, batch);
  }
  const batch = await desk.makeBatch(filter, actor, clock());
  if (!batch) {
    print("Không có phiếu mới hay bổ sung mới nào phù hợp để chuyển.");
    return 0;
  }
  await writeAndFinish(settings, batch);
  return 0;
}

/** The same files as the first time, byte for byte, or it is said that they are not. @returns the exit code */
export async function exportAgain(settings: ExportSettings, number: number): Promise<number> {
  const { desk, print } = settings;
  const batch = await desk.batch(number);
  if (!batch) {
    print(`Không có lô số ${number}.`);
    return 1;
  }
  if (batch.manifestSha256 === undefined) {
    await writeAndFinish(settings, batch);
    return 0;
  }
  const { hash, erased } = await write(settings, batch);
  if (hash === batch.manifestSha256) {
    print("Đã đối chiếu: giống từng byte với lần bàn giao đầu.");
    return 0;
  }
  if (hash.startsWith(SEALED) !== batch.manifestSha256.startsWith(SEALED)) {
    print("Lần bàn giao đầu ở dạng khác (niêm phong hay đã mở) nên không đối chiếu được mã băm.");
    return 0;
  }
  print(
    erased > 0
      ? `KHÁC với lần bàn giao đầu: ${erased} mục đã được xóa sau khi chuyển (theo yêu cầu của người dân hoặc hết thời hạn).`
      : "KHÁC với lần bàn giao đầu: có tệp đính kèm đã xóa, khóa đã đổi (lô niêm phong), hoặc phần mềm đã lên phiên bản khác.",
  );
  return 1;
}

async function writeAndFinish(settings: ExportSettings, batch: BatchRow): Promise<void> {
  const { desk, actor, clock } = settings;
  const { hash } = await write(settings, batch);
  await desk.finishBatch(batch.number, hash, actor, clock());
}

/** Writes a batch in the wanted form, and says where it is. */
async function write(
  { desk, actor, clock, target, open, print, progress }: ExportSettings,
  batch: BatchRow,
): Promise<{ hash: string; erased: number }> {
  const source = sourceOf(desk, batch);
  const step = progress(batchName(batch.number), batch.entries);
  if (!open) {
    const { path, sha256, entries } = await writeBundle(source, target, step);
    print(`Đã ghi ${path}: ${entries} mục, còn niêm phong.`);
    print(`SHA-256 (đọc cho đơn vị tiếp nhận để đối chiếu): ${sha256}`);
    print("Mở ở máy của đơn vị tiếp nhận:");
    print(`  hoidap export open ${bundleName(batch.number)} --key <tệp khóa> --out <thư mục>`);
    return { hash: `${SEALED}${sha256}`, erased: 0 };
  }
  // First the line, then the opening: what was opened is always in the log.
  const opened = { actor, action: "batch-opened", subject: String(batch.number), detail: {} } as const;
  await desk.audit.append(opened, clock());
  const written = await writeBatch(source, { target, open, progress: step });
  print(describeWritten(written));
  return { hash: written.manifestSha256, erased: written.erased };
}

/** @example "Đã ghi ra/lo-000012: 3 mục, 2 tệp đính kèm." */
export function describeWritten({ path, entries, files, erased, wasThere }: WrittenBatch): string {
  const gone = erased > 0 ? ` ${erased} mục đã được xóa nội dung từ trước.` : "";
  return `${wasThere ? "Đã có sẵn, đúng nội dung:" : "Đã ghi"} ${path}: ${entries} mục, ${files} tệp đính kèm.${gone}`;
}

function sourceOf(desk: OfficersDesk, batch: BatchRow): BatchSource {
  return {
    batch,
    async *pages() {
      let after = 0;
      for (;;) {
        const page = await desk.entries(batch.number, after, PAGE);
        if (page.length === 0) return;
        yield page.map((entry) => ({ entry, file: (id: string) => desk.file(id) }));
        after = page.at(-1)?.id ?? after;
      }
    },
  };
}
