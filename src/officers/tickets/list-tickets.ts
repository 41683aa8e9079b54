/** `hoidap tickets`: the open parts of tickets, which say nothing of what was reported. */
import {
  CATEGORY_LABELS,
  type OfficersDesk,
  STATUS_LABELS,
  type TicketFilter,
  type TicketRow,
} from "../../core/feedback/index.ts";
import { batchName, CHANNEL_LABELS } from "../handover/columns.ts";
import { spokenMoment } from "../handover/moment.ts";

const PAGE = 500;

/** @returns the exit code */
export async function listTickets(
  desk: Pick<OfficersDesk, "list">,
  filter: TicketFilter,
  limit: number,
  print: (line: string) => void,
): Promise<number> {
  let shown = 0;
  while (shown < limit) {
    const rows = await desk.list(filter, Math.min(PAGE, limit - shown), shown);
    for (const row of rows) print(describeTicket(row));
    if (rows.length === 0) break;
    shown += rows.length;
  }
  if (shown === 0) print("Không có phiếu nào phù hợp.");
  else if ((await desk.list(filter, 1, shown)).length > 0)
    print("… còn phiếu cũ hơn. Thêm --limit <số> để xem nhiều hơn.");
  return 0;
}

/** @example "K7RM-4XTA-9HCE  08:00 27/11/2026  Đã tiếp nhận  Chậm trễ, kéo dài  Zalo" */
export function describeTicket(row: TicketRow): string {
  return [
    row.code,
    spokenMoment(row.createdAt),
    STATUS_LABELS[row.status],
    CATEGORY_LABELS[row.category],
    CHANNEL_LABELS[row.channel],
    row.office,
    row.batch === undefined ? "chưa chuyển" : batchName(row.batch),
    row.rating === undefined ? undefined : `đánh giá ${row.rating}/5`,
    row.isWithdrawn ? "đã rút" : undefined,
    row.isErased ? "đã xóa nội dung" : undefined,
  ]
    .filter(Boolean)
    .join("  ");
}
