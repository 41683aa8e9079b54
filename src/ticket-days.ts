/** Part of the composition root: the setting that says how long the content of tickets is kept, by status. */
import { z } from "zod";
import {
  RETENTION_DAYS,
  retentionOf,
  TICKET_STATUSES,
  type TicketRetention,
  type TicketStatus,
} from "./core/feedback/index.ts";

const oneSchema = z
  .string()
  .regex(/^\d{1,5}$/u)
  .transform(Number)
  .pipe(z.number().int().min(1).max(36_500));

/** One number for all, or `status=number`, by commas; what is not named keeps the default. Gives milliseconds. */
export const ticketDaysSchema = z
  .string()
  .default("")
  .transform((text, context): TicketRetention => {
    try {
      return retentionOf(readDays(text));
    } catch {
      context.addIssue({
        code: "custom",
        message: `là số ngày (từ 1 trở lên), hoặc trạng thái=số ngày, cách nhau bằng dấu phẩy. Ví dụ: 365, closed=90. Các trạng thái: ${TICKET_STATUSES.join(", ")}`,
      });
      return z.NEVER;
    }
  });

function readDays(text: string): Record<TicketStatus, number> {
  const items = text.trim() === "" ? [] : text.split(",").map((one) => one.trim());
  const days: Record<TicketStatus, number> = { ...RETENTION_DAYS };
  for (const item of items) {
    const [status = "", number] = item.split("=").map((one) => one.trim());
    if (number === undefined) for (const one of TICKET_STATUSES) days[one] = oneSchema.parse(status);
  }
  for (const item of items) {
    const [status = "", number] = item.split("=").map((one) => one.trim());
    if (number !== undefined) days[z.enum(TICKET_STATUSES).parse(status)] = oneSchema.parse(number);
  }
  return days;
}
