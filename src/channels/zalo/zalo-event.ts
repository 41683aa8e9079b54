/** What Zalo's webhook sends, as far as we use it; everything else in a body is passed over. */
import { z } from "zod";

/** Text without blanks; a number only while no digit of it can be lost. Never made a number. */
const id = z.union([z.string().regex(/^[\x21-\x7e]{1,128}$/u), z.int().nonnegative().transform(String)]);
const person = z.object({ id: id.optional().catch(undefined), admin_id: id.optional().catch(undefined) });
const url = z
  .url({ protocol: /^https?$/u })
  .max(2048)
  .optional()
  .catch(undefined);

/** Of a file; Zalo writes the size as text. */
const name = z.string().max(1000).optional().catch(undefined);
const size = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);

const attachment = z.object({
  type: z.string().max(40).catch("unknown"),
  payload: z.object({ url, thumbnail: url, name, size }).catch({}),
});

const message = z.object({
  msg_id: id.optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  attachments: z.array(attachment).max(50).optional().catch(undefined),
});

/** Every event has these; who is meant by them differs from event to event. */
export const zaloEventSchema = z.object({
  app_id: id,
  event_name: z.string().min(1).max(100),
  timestamp: z.union([z.string(), z.int().transform(String)]).refine((text) => /^\d{1,15}$/u.test(text)),
  oa_id: id.optional().catch(undefined),
  sender: person.optional().catch(undefined),
  recipient: person.optional().catch(undefined),
  follower: person.optional().catch(undefined),
  message: message.optional().catch(undefined),
});
export type ZaloEvent = z.infer<typeof zaloEventSchema>;

/** Before a body is believed: what the signature is checked with. */
export const signedPartsSchema = z.object({
  timestamp: z.union([z.string().max(32), z.int().transform(String)]),
});

/** What a citizen sends without typing, by the event's name after `user_send_`. Groups and anonymous people are not. */
export const MEDIA_EVENTS: ReadonlySet<string> = new Set(
  ["image", "gif", "link", "audio", "video", "sticker", "location", "business_card", "file"].map(
    (kind) => `user_send_${kind}`,
  ),
);
