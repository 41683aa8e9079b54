/** What a citizen is told of each change of a ticket that they did not make themselves. */
import type { Reply } from "../conversation/reply.ts";
import type { StatusChange, TicketRow } from "./desk.ts";
import { ticketButtons } from "./show-ticket.ts";
import type { TicketStatus } from "./statuses.ts";

const NEWS: Readonly<Record<TicketStatus, string>> = {
  received: "đã được tiếp nhận.",
  "handed-over": "đã được chuyển tới đơn vị tiếp nhận.",
  "in-progress": "đơn vị tiếp nhận đang xem xét.",
  "more-information-asked": "đơn vị tiếp nhận cần anh/chị bổ sung thông tin.",
  answered: "đã có trả lời.",
  refused: "đơn vị tiếp nhận không thụ lý, lý do:",
  closed: "việc xử lý đã kết thúc.",
};

/**
 * What the citizen is told of a change that they did not make. Uncut: whoever sends it fits it to the channel.
 * @example noticeOf({ code: "K7RM-4XTA-9HC3" }, { to: "in-progress", words: undefined }).isNotice // true
 */
export function noticeOf(
  { code }: Pick<TicketRow, "code">,
  { to, words }: Pick<StatusChange, "to" | "words">,
): Reply {
  const said = words ? `\n“${words}”` : "";
  return {
    text: `Tin về phản ánh ${code} của anh/chị: ${NEWS[to]}${said}\nXem lại lúc nào cũng được: gõ /tracuu ạ.`,
    buttons: ticketButtons(code, to),
    isNotice: true,
    isPrivate: true,
  };
}
