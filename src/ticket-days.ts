/** Part of the composition root: the setting that says how long the content of tickets is kept, by status. */
import { z } from "zod";
import { TICKET_STATUSES, type TicketRetention, type TicketStatus } from "./core/feedback/index.ts";

const DAY_MS = 24 * 3_600_000;
/** Open cases longer than ended ones; the reception unit keeps its own copy by its own rules. */
const DEFAULT_DAYS = "365, answered=180, refused=180, closed=180";

const oneSchema = z
  .string()
  .regex(/^\d{1,5}$/u)
  .transform(Number)
  .pipe(z.number().int().min(1).max(36_500));

/** One number for all, or `status=number`, by commas; what is not named keeps the default. Gives milliseconds. */
export const ticketDaysSchema = z
  .string()
  .default(DEFAULT_DAYS)
  .transform((text, context): TicketRetention => {
    try {
      return readDays(text, readDays(DEFAULT_DAYS, undefined));
    } catch {
      context.addIssue({
        code: "custom",
        message: `là số ngày (từ 1 trở lên), hoặc trạng thái=số ngày, cách nhau bằng dấu phẩy. Ví dụ: 365, closed=90. Các trạng thái: ${TICKET_STATUSES.join(", ")}`,
      });
      return z.NEVER;
    }
  });

function readDays(text: string, defaults: TicketRetention | undefined): TicketRetention {
  const named = new Map<TicketStatus, number>();
  let forAll: number | undefined;
  for (const item of text.split(",").map((one) => one.trim())) {
    const [status = "", days] = item.split("=").map((one) => one.trim());
    if (days === undefined) forAll = oneSchema.parse(status) * DAY_MS;
    else named.set(z.enum(TICKET_STATUSES).parse(status), oneSchema.parse(days) * DAY_MS);
  }
  const all = TICKET_STATUSES.map((status) => {
    const ms = named.get(status) ?? forAll ?? defaults?.[status];
    return [status, ms] as const;
  });
  return Object.fromEntries(all) as TicketRetention;
}
