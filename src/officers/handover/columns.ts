/** What the reception unit sees of an entry: every column there is, the same for all formats. Nothing else leaves. */
import { CATEGORY_LABELS, type Report, STATUS_LABELS } from "../../core/feedback/index.ts";
import type { HandedEntry } from "./handed-entry.ts";

export interface Column<Row> {
  readonly key: string;
  readonly heading: string;
  /** In letters. */
  readonly width: number;
  readonly kind: "text" | "moment";
  /** Undefined: nothing was said, or the unit fills it in. */
  readonly of: (row: Row) => string | number | undefined;
}

export const CHANNEL_LABELS = { zalo: "Zalo", telegram: "Telegram", web: "Trang web" } as const;
export const REPORT_KIND_LABELS = { misconduct: "Phản ánh, kiến nghị", praise: "Khen ngợi" } as const;
export const FOLLOW_UP_LABELS = {
  report: "Phản ánh",
  addition: "Bổ sung thông tin",
  answer: "Trả lời câu hỏi của đơn vị",
  withdrawal: "Người dân rút phản ánh",
} as const;

/** Stands where words were that the citizen, or the end of their time, has erased. */
export const ERASED = "(nội dung đã được xóa)";
/** Stands where a citizen sent photos or files without a word. */
const FILES_ALONE = "(chỉ gửi tệp đính kèm)";
/** Headings by which a returned sheet is read. */
export const CODE_HEADING = "Mã phiếu";
export const STATUS_HEADING = "Trạng thái";
export const WORDS_HEADING = "Nội dung trả lời";

const GIST_LENGTH = 120;

const text = <Row>(
  key: string,
  heading: string,
  width: number,
  of: (row: Row) => string | undefined = () => undefined,
): Column<Row> => ({ key, heading, width, kind: "text", of });
const moment = <Row>(key: string, heading: string, of: (row: Row) => number | undefined): Column<Row> => ({
  key,
  heading,
  width: 17,
  kind: "moment",
  of,
});

const reportOf = ({ entry }: HandedEntry): Report | undefined =>
  entry?.kind === "report" ? entry.report : undefined;

export const REPORT_COLUMNS: readonly Column<HandedEntry>[] = [
  text("code", CODE_HEADING, 17, ({ code }) => code),
  moment("filedAt", "Thời điểm tiếp nhận", ({ filedAt }) => filedAt),
  text("channel", "Kênh", 11, ({ channel }) => CHANNEL_LABELS[channel]),
  text("kind", "Loại phiếu", 20, (row) => {
    const kind = reportOf(row)?.kind;
    return kind && REPORT_KIND_LABELS[kind];
  }),
  text("category", "Nhóm việc", 30, ({ category }) => CATEGORY_LABELS[category]),
  text("gist", "Trích yếu", 40, (row) => gistOf(reportOf(row)?.story)),
  text("story", "Nội dung nguyên văn", 70, (row) => reportOf(row)?.story ?? ERASED),
  text("office", "Cơ quan (lời người dân)", 30, (row) => reportOf(row)?.office),
  text("officeName", "Cơ quan (tên trong danh mục)", 30, (row) => reportOf(row)?.officeName),
  text("happened", "Thời gian xảy ra", 22, (row) => reportOf(row)?.happened),
  text("dossier", "Mã hồ sơ", 22, (row) => reportOf(row)?.dossier),
  text("contact", "Liên hệ (người dân tự cho)", 28, (row) => reportOf(row)?.contact),
  text("confidentiality", "Mức bảo mật", 26, () => "Giữ kín người phản ánh"),
  text("files", "Tệp đính kèm", 34, ({ files }) => namesOf(files)),
  moment("consentAt", "Thời điểm đồng ý", (row) => reportOf(row)?.consentAt),
  moment("handedOverAt", "Ngày chuyển", ({ handedOverAt }) => handedOverAt),
  text("batch", "Mã lô", 12, ({ batch }) => batchName(batch)),
  text("receivingUnit", "Đơn vị nhận", 24),
  text("deadline", "Hạn", 14),
  text("status", STATUS_HEADING, 26, () => STATUS_LABELS["handed-over"]),
  text("words", WORDS_HEADING, 60),
];

export const FOLLOW_UP_COLUMNS: readonly Column<HandedEntry>[] = [
  text("code", CODE_HEADING, 17, ({ code }) => code),
  moment("at", "Thời điểm", ({ at }) => at),
  text("kind", "Loại bổ sung", 28, ({ kind }) => FOLLOW_UP_LABELS[kind]),
  text("text", "Nội dung nguyên văn", 70, (row) => followUpText(row)),
  text("files", "Tệp đính kèm", 34, ({ files }) => namesOf(files)),
  moment("handedOverAt", "Ngày chuyển", ({ handedOverAt }) => handedOverAt),
  text("batch", "Mã lô", 12, ({ batch }) => batchName(batch)),
  text("status", STATUS_HEADING, 26),
  text("words", WORDS_HEADING, 60),
];

/** @example batchName(12) // "lo-000012" */
export function batchName(number: number): string {
  return `lo-${String(number).padStart(6, "0")}`;
}

/** What a citizen added; undefined where they took a report back without a word. */
export function followUpText({ entry, isErased }: HandedEntry): string | undefined {
  if (entry === undefined) return isErased ? ERASED : FILES_ALONE;
  return entry.kind === "report" ? undefined : entry.text;
}

function gistOf(story: string | undefined): string | undefined {
  const letters = [...(story ?? "").replace(/\s+/gu, " ").trim()];
  return letters.length > GIST_LENGTH ? `${letters.slice(0, GIST_LENGTH).join("")}…` : letters.join("");
}

function namesOf(files: HandedEntry["files"]): string | undefined {
  return files.length > 0 ? files.map(({ path }) => path).join("\n") : undefined;
}
