/** Where a ticket stands: one closed list, used by replies, exports and the reception unit's returned sheet alike. */

export const TICKET_STATUSES = [
  "received",
  "handed-over",
  "in-progress",
  "more-information-asked",
  "answered",
  "refused",
  "closed",
] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const STATUS_LABELS: Readonly<Record<TicketStatus, string>> = {
  received: "Đã tiếp nhận",
  "handed-over": "Đã chuyển đơn vị tiếp nhận",
  "in-progress": "Đang xem xét",
  "more-information-asked": "Cần bổ sung thông tin",
  answered: "Đã trả lời",
  refused: "Không thụ lý",
  closed: "Đã kết thúc",
};

/** What may follow what. A status may be confirmed with a new answer while the case is open. */
const FOLLOWING: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  received: ["handed-over", "closed"],
  "handed-over": ["in-progress", "more-information-asked", "answered", "refused", "closed"],
  "in-progress": ["in-progress", "more-information-asked", "answered", "refused", "closed"],
  "more-information-asked": ["in-progress", "more-information-asked", "answered", "refused", "closed"],
  answered: ["in-progress", "more-information-asked", "answered", "refused", "closed"],
  refused: ["in-progress", "refused", "closed"],
  closed: ["in-progress"],
};

/** Statuses that mean nothing to the citizen without words of the unit. */
const NEEDS_WORDS: readonly TicketStatus[] = ["more-information-asked", "answered", "refused"];

/** Nothing is answered that was not handed over. @example mayFollow("received", "answered") // false */
export function mayFollow(from: TicketStatus, to: TicketStatus): boolean {
  return FOLLOWING[from].includes(to);
}

/** Whether the unit must say something with this status: a question, an answer, a reason. */
export function needsWords(status: TicketStatus): boolean {
  return NEEDS_WORDS.includes(status);
}

/** The citizen can still add to the ticket or take it back. */
export function isOpen(status: TicketStatus): boolean {
  return status !== "closed" && status !== "refused";
}
