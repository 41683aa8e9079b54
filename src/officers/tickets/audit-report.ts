/** `hoidap audit`: the append-only log, shown and proved; and a handed-over folder compared with it. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  AUDIT_START,
  type AuditLine,
  type AuditPlace,
  type OfficersDesk,
} from "../../core/feedback/index.ts";
import { type Manifest, manifestSchema, sha256Of } from "../handover/manifest.ts";
import { spokenMoment } from "../handover/moment.ts";

export interface AuditReportSettings {
  readonly desk: Pick<OfficersDesk, "audit" | "batch">;
  readonly print: (line: string) => void;
}

const PAGE = 1_000;

const ACTION_LABELS: Readonly<Record<AuditLine["action"], string>> = {
  filed: "nhận phiếu",
  "batch-made": "lập lô",
  "batch-finished": "hoàn tất lô",
  "batch-opened": "mở lô",
  "status-changed": "đổi trạng thái",
  "entry-added": "người dân bổ sung",
  withdrawn: "người dân rút",
  rated: "người dân đánh giá",
  erased: "xóa",
  expired: "xóa vì hết thời hạn",
  resealed: "niêm phong lại",
  "person-found": "tra dữ liệu một người",
};

const REASONS = {
  missing: "thiếu dòng, hoặc dòng không đúng chỗ",
  link: "không nối với dòng trước",
  changed: "nội dung đã bị sửa",
} as const;

/** Prints lines in the order they were written. @returns the exit code */
export async function listAudit(
  { desk, print }: AuditReportSettings,
  afterSeq: number,
  limit: number,
): Promise<number> {
  let last = afterSeq;
  let shown = 0;
  while (shown < limit) {
    const lines = await desk.audit.lines(last, Math.min(PAGE, limit - shown));
    if (lines.length === 0) break;
    for (const line of lines) print(describeLine(line));
    last = lines.at(-1)?.seq ?? last;
    shown += lines.length;
  }
  if (shown === 0) print("Không còn dòng nào.");
  else if ((await desk.audit.lines(last, 1)).length > 0)
    print(`… xem tiếp: hoidap audit list --after ${last}`);
  return 0;
}

function describeLine({ seq, at, actor, action, subject, detail }: AuditLine): string {
  const details = Object.entries(detail).map(([key, value]) => `${key}=${value}`);
  return [seq, spokenMoment(at), actor, ACTION_LABELS[action], subject, ...details]
    .filter(Boolean)
    .join("  ");
}

/** Reads the whole log. @param manifestPath a `danh-muc.json` that the unit holds @returns the exit code */
export async function verifyLog(
  { desk, print }: AuditReportSettings,
  manifestPath: string | undefined,
): Promise<number> {
  let place: AuditPlace = AUDIT_START;
  for (;;) {
    const verdict = await desk.audit.verify(place, PAGE);
    if (verdict.kind === "broken") {
      print(`✗ Nhật ký kiểm toán KHÔNG nguyên vẹn từ dòng ${verdict.seq}: ${REASONS[verdict.reason]}.`);
      return 1;
    }
    if (verdict.last.seq === place.seq) break;
    place = verdict.last;
  }
  print(`✓ Nhật ký kiểm toán nguyên vẹn: ${place.seq} dòng.`);
  return manifestPath === undefined ? 0 : verifyManifest({ desk, print }, manifestPath);
}

/** Whether the log still holds the line of that moment, and the folder what the manifest says. */
async function verifyManifest({ desk, print }: AuditReportSettings, path: string): Promise<number> {
  const bytes = await readFile(path);
  const manifest = readManifest(bytes);
  if (!manifest) {
    print(`✗ ${path} không phải danh mục của một lô (danh-muc.json).`);
    return 1;
  }
  const faults = [
    ...(await faultsOfLog(desk, manifest)),
    ...(await faultsOfBatch(desk, manifest, sha256Of(bytes))),
    ...(await faultsOfFiles(dirname(path), manifest)),
  ];
  for (const fault of faults) print(`✗ ${fault}`);
  if (faults.length === 0)
    print(`✓ ${manifest.batch}: đúng danh mục đã bàn giao, ${manifest.files.length} tệp đúng mã SHA-256.`);
  return faults.length > 0 ? 1 : 0;
}

function readManifest(bytes: Uint8Array): Manifest | undefined {
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

async function faultsOfLog(desk: AuditReportSettings["desk"], { audit }: Manifest): Promise<string[]> {
  const [line] = await desk.audit.lines(audit.seq - 1, 1);
  return line?.seq === audit.seq && line.hash === audit.hash
    ? []
    : [`Nhật ký không còn dòng ${audit.seq} mà danh mục đã ghi: nhật ký bị cắt, thay hoặc của máy khác.`];
}

async function faultsOfBatch(
  desk: AuditReportSettings["desk"],
  { number, batch }: Manifest,
  sha256: string,
): Promise<string[]> {
  const kept = await desk.batch(number);
  if (!kept) return [`Cơ sở dữ liệu không có ${batch}.`];
  if (kept.manifestSha256 === undefined) return [`${batch} chưa hoàn tất. Hãy chạy lại: hoidap export`];
  // A batch that left sealed was finished with the hash of its bundle.
  if (kept.manifestSha256.startsWith("sealed:") || kept.manifestSha256 === sha256) return [];
  return [`Danh mục khác với danh mục đã bàn giao của ${batch}.`];
}

async function faultsOfFiles(folder: string, { files }: Manifest): Promise<string[]> {
  const faults: string[] = [];
  for (const { path, sha256 } of files) {
    const content = await readFile(join(folder, path)).catch(() => undefined);
    if (!content) faults.push(`Thiếu tệp ${path}.`);
    else if (sha256Of(content) !== sha256) faults.push(`Tệp ${path} đã bị sửa.`);
  }
  return faults;
}
