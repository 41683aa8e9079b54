/** What may be asked of the desk from outside of the process, and what a batch says of itself. */
import { z } from "zod";
import { CHANNEL_NAMES } from "../messaging/citizen.ts";
import { CATEGORIES } from "./categories.ts";
import { AUDIT_ACTIONS, type BatchRow, type TicketFilter } from "./desk.ts";
import { TICKET_STATUSES } from "./statuses.ts";
import { isTicketCode } from "./ticket-code.ts";

const moment = z.int();
const short = z.string().max(200);
const code = z.string().refine(isTicketCode);

export const ticketFilterSchema: z.ZodType<TicketFilter> = z.strictObject({
  since: moment.optional(),
  until: moment.optional(),
  office: short.optional(),
  category: z.enum(CATEGORIES).optional(),
  status: z.enum(TICKET_STATUSES).optional(),
});

export const batchRowSchema: z.ZodType<BatchRow> = z.strictObject({
  number: z.int().positive(),
  createdAt: moment,
  createdBy: short,
  filter: ticketFilterSchema,
  entries: z.int().nonnegative(),
  manifestSha256: short.optional() as z.ZodType<string | undefined>,
  finishedAt: moment.optional() as z.ZodType<number | undefined>,
  auditSeq: z.int().nonnegative(),
  auditHash: short,
});

export const statusChangeSchema = z.strictObject({
  code,
  from: z.enum(TICKET_STATUSES),
  to: z.enum(TICKET_STATUSES),
  words: z.string().min(1).max(20_000).optional(),
});

export const personQuerySchema = z.union([
  z.strictObject({ code }),
  z.strictObject({
    citizen: z.strictObject({ channel: z.enum(CHANNEL_NAMES), id: z.string().min(1).max(500) }),
  }),
]);

export const newAuditLineSchema = z.strictObject({
  actor: short,
  action: z.enum(AUDIT_ACTIONS),
  subject: short,
  detail: z.record(z.string().max(50), z.union([short, z.number(), z.boolean()])),
});
