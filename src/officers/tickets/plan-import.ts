/** What a returned sheet would change, and which rows do not fit, each with its reason; nothing is done here. */
import {
  mayFollow,
  needsWords,
  readTicketCode,
  STATUS_LABELS,
  type StatusChange,
  type TicketDetail,
  type TicketStatus,
} from "../../core/feedback/index.ts";
import type { ReturnedRow } from "./read-returned-sheet.ts";
import { FORMULA_CELL } from "./read-workbook.ts";
import { readStatus } from "./status-words.ts";

export interface PlannedChange extends StatusChange {
  readonly row: ReturnedRow;
}

export interface RowProblem {
  readonly row: ReturnedRow;
  readonly reason: string;
}

export interface ImportPlan {
  readonly changes: readonly PlannedChange[];
  /** Rows that say what is so already. */
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
}

const LONGEST_WORDS = 5_000;

/** @param find the ticket as it is now */
export async function planImport(
  rows: readonly ReturnedRow[],
  find: (code: string) => Promise<TicketDetail | undefined>,
): Promise<ImportPlan> {
  const changes = new Map<string, PlannedChange>();
  const problems: RowProblem[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const read = await readRow(row, find);
    if (read.kind === "unchanged") unchanged += 1;
    else if (read.kind === "problem") problems.push({ row, reason: read.reason });
    else {
      const earlier = changes.get(read.change.code);
      if (!earlier) changes.set(read.change.code, read.change);
      else if (earlier.to === read.change.to && earlier.words === read.change.words) unchanged += 1;
      else
        problems.push({
          row,
          reason: `mã này đã có ở ${placeOf(earlier.row)} với nội dung khác; mỗi phiếu chỉ một dòng thay đổi`,
        });
    }
  }
  return { changes: [...changes.values()], unchanged, problems };
}

type ReadRow =
  | { readonly kind: "change"; readonly change: PlannedChange }
  | { readonly kind: "unchanged" }
  | { readonly kind: "problem"; readonly reason: string };

async function readRow(
  row: ReturnedRow,
  find: (code: string) => Promise<TicketDetail | undefined>,
): Promise<ReadRow> {
  const problem = (reason: string): ReadRow => ({ kind: "problem", reason });
  if ([row.code, row.status, row.words].includes(FORMULA_CELL))
    return problem("có ô là công thức; hãy thay bằng chữ (sao chép, rồi dán dạng “Giá trị”)");
  if (!row.code) return problem("thiếu mã phiếu");
  const code = readTicketCode(row.code);
  if (!code) return problem(`mã phiếu “${row.code.slice(0, 40)}” không đúng dạng (gõ nhầm?)`);
  const ticket = await find(code);
  if (!ticket) return problem(`không có phiếu ${code}`);
  if (!row.status && !row.words) return { kind: "unchanged" };
  if (!row.status) return problem("có nội dung trả lời nhưng thiếu trạng thái");
  const to = readStatus(row.status);
  if (!to) return problem(`không hiểu trạng thái “${row.status.slice(0, 40)}”`);
  const words = row.words || undefined;
  if (to === ticket.status && (words === undefined || words === ticket.words)) return { kind: "unchanged" };
  const reason = faultOf(ticket.status, to, words);
  if (reason) return problem(reason);
  return { kind: "change", change: { code, from: ticket.status, to, words, row } };
}

function faultOf(from: TicketStatus, to: TicketStatus, words: string | undefined): string | undefined {
  if (to === from && to === "handed-over")
    return `có nội dung trả lời nhưng trạng thái vẫn là “${STATUS_LABELS[to]}”; hãy đổi trạng thái`;
  // Only a batch hands over, so that no report can be passed by.
  if (to === "handed-over" || !mayFollow(from, to))
    return `không thể chuyển từ “${STATUS_LABELS[from]}” sang “${STATUS_LABELS[to]}”`;
  if (needsWords(to) && !words)
    return `trạng thái “${STATUS_LABELS[to]}” cần có nội dung để báo cho người dân`;
  if (words && words.length > LONGEST_WORDS)
    return `nội dung dài quá ${LONGEST_WORDS} ký tự (${words.length})`;
  return undefined;
}

/** @example "dòng 7, sheet Phiếu mới" */
export function placeOf({ number, sheet }: ReturnedRow): string {
  return sheet ? `dòng ${number}, sheet ${sheet}` : `dòng ${number}`;
}
