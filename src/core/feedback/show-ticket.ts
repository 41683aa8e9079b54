/** How a citizen sees a ticket: where it stands, what the unit said, and what can be done now. */
import type { Button, Reply } from "../conversation/reply.ts";
import { formatDay, isoDayInHaiPhong } from "../knowledge/index.ts";
import type { TicketView } from "./acts.ts";
import { CATEGORY_LABELS } from "./categories.ts";
import { isOpen, STATUS_LABELS, type TicketStatus } from "./statuses.ts";
import type { TicketCode } from "./ticket-code.ts";
import { TICKET_WORDING as SAY } from "./wording.ts";

/** What a citizen may do with a ticket. */
export const TICKET_ACTIONS = ["show", "add", "withdraw", "rate"] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

export const RATINGS = [1, 2, 3, 4, 5] as const;

/** @example ticketPayload("show", "K7RM-4XTA-9HC3") // "ticket:show:K7RM-4XTA-9HC3" */
export function ticketPayload(action: TicketAction, code: TicketCode): string {
  return `ticket:${action}:${code}`;
}

export function showTicket(view: TicketView): Reply {
  const { code, status, category, createdAt, changedAt, words, rating } = view;
  const lines = [
    `Phiếu ${code}: ${STATUS_LABELS[status]}`,
    `Loại việc: ${CATEGORY_LABELS[category]}`,
    `Tiếp nhận ngày ${dayOf(createdAt)}, cập nhật ngày ${dayOf(changedAt)}`,
    ...(words ? [`${WORDS_OF[status] ?? "Đơn vị tiếp nhận nhắn"}:\n“${words}”`] : []),
    ...(rating === undefined ? [] : [SAY.yourRating(rating)]),
  ];
  return { text: lines.join("\n"), buttons: ticketButtons(code, status), isPrivate: true };
}

/** More would not fit into one message; the rest is found by code. */
const MOST_LISTED = 10;

/** Several at once, numbered; the newest ones. */
export function listTickets(all: readonly TicketView[]): Reply {
  const views = all.slice(0, MOST_LISTED);
  const lines = views.map(
    ({ code, status, createdAt }, at) =>
      `${at + 1}. ${code} – ${STATUS_LABELS[status]} (gửi ngày ${dayOf(createdAt)})`,
  );
  const buttons = views.map(
    ({ code }): Button => ({
      label: code,
      say: `Xem phiếu ${code}`,
      payload: ticketPayload("show", code),
    }),
  );
  return { text: [SAY.own, ...lines, SAY.howToOpen].join("\n"), buttons, isPrivate: true };
}

/** Whether the handling can be rated: there is something to rate. */
export function isRatable(status: TicketStatus): boolean {
  return status === "answered" || status === "refused" || status === "closed";
}

const WORDS_OF: Partial<Readonly<Record<TicketStatus, string>>> = {
  "more-information-asked": "Đơn vị tiếp nhận hỏi",
  answered: "Đơn vị tiếp nhận trả lời",
  refused: "Lý do không thụ lý",
};

/** Words that are understood alone: some channels send back only these. */
export function ticketButtons(code: TicketCode, status: TicketStatus): Button[] {
  const button = (label: string, say: string, action: TicketAction): Button => ({
    label,
    say: `${say} phiếu ${code}`,
    payload: ticketPayload(action, code),
  });
  const asks = status === "more-information-asked";
  return [
    ...(isOpen(status)
      ? [asks ? button("Trả lời", "Trả lời", "add") : button("Bổ sung", "Bổ sung", "add")]
      : []),
    ...(isRatable(status) ? [button("Đánh giá", "Đánh giá", "rate")] : []),
    ...(isOpen(status) ? [button("Rút phản ánh", "Rút", "withdraw")] : []),
  ];
}

function dayOf(at: number): string {
  return formatDay(isoDayInHaiPhong(new Date(at)));
}
