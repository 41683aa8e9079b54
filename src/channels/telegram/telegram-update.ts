/** The part of Telegram's `Update` that we use; everything else in it is passed over. */
import { z } from "zod";

/** What we ask Telegram to send; left out, an earlier choice would stay in force. */
export const ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"] as const;

/** Contents of a message that the bot cannot read, but answers politely. */
export const MEDIA_KINDS = [
  // Before `document`, for an animation comes as both.
  "animation",
  "photo",
  "voice",
  "audio",
  "video",
  "video_note",
  "document",
  "sticker",
  // Before `location`, for a venue comes as both.
  "venue",
  "location",
  "contact",
  "poll",
  "dice",
  "story",
  "paid_media",
] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** More than 32 bits, never more than a number holds; negative ones are groups. */
const id = z.int().transform(String);
const chat = z.object({ id, type: z.string() });
const sender = z.object({ id, is_bot: z.boolean() });
/** Contents with a file behind them that can be fetched. */
export const FILE_KINDS = [
  ...(["animation", "photo", "voice", "audio", "video", "video_note", "document"] as const),
] as const satisfies readonly MediaKind[];
export type FileKind = (typeof FILE_KINDS)[number];

/** Of the others nothing is kept but that they are there. */
const presence = z
  .unknown()
  .optional()
  .transform((value) => value !== undefined && value !== null);

/** What is odd about a file costs no more than that it cannot be fetched. */
const fileSchema = z.object({
  file_id: z.string().regex(/^[\w-]{1,256}$/u),
  file_name: z.string().max(1000).optional().catch(undefined),
  file_size: z.int().nonnegative().optional().catch(undefined),
});
export type TelegramFile = z.infer<typeof fileSchema>;

/** A photo comes in several sizes, the largest last; the others are single files. */
const fileOrSizes = z
  .unknown()
  .optional()
  .transform((value): TelegramFile | undefined => {
    const sizes = (Array.isArray(value) ? value.slice(0, 50) : [value]).map(
      (one) => fileSchema.safeParse(one).data,
    );
    const known = sizes.flatMap((one) => one ?? []);
    return known.reduce<TelegramFile | undefined>(
      (largest, one) => ((one.file_size ?? 0) >= (largest?.file_size ?? 0) ? one : largest),
      undefined,
    );
  });

export const messageSchema = z.object({
  chat,
  /** Seconds since 1970. */
  date: z.int().nonnegative().max(9_999_999_999),
  text: z.string().optional(),
  caption: z.string().optional(),
  ...(Object.fromEntries(MEDIA_KINDS.map((kind) => [kind, presence])) as Record<MediaKind, typeof presence>),
});
export type TelegramMessageIn = z.infer<typeof messageSchema>;

/** The files of the same message. */
export const filesSchema = z.object(
  Object.fromEntries(FILE_KINDS.map((kind) => [kind, fileOrSizes])) as Record<FileKind, typeof fileOrSizes>,
);

/** Markup is read only to find the pressed button's label; whatever is odd about it costs no more than that. */
const replyMarkup = z
  .object({
    inline_keyboard: z.array(
      z.array(z.object({ text: z.string(), callback_data: z.string().optional().catch(undefined) })),
    ),
  })
  .optional()
  .catch(undefined);

export const callbackQuerySchema = z.object({
  id: z.string().min(1).max(200),
  from: sender,
  /** Missing for buttons under messages that were not sent by us; old ones come without their markup. */
  message: z.object({ chat, reply_markup: replyMarkup }).optional(),
  data: z.string().optional(),
});
export type TelegramCallbackQuery = z.infer<typeof callbackQuerySchema>;

export const chatMemberSchema = z.object({
  chat,
  date: z.int().nonnegative().max(9_999_999_999),
  new_chat_member: z.object({ status: z.string() }),
});

/** The outside of any update: enough to name it and to confirm it, even if nothing in it is understood. */
export const updateSchema = z.object({
  update_id: z.int().nonnegative(),
  message: z.unknown().optional(),
  callback_query: z.unknown().optional(),
  my_chat_member: z.unknown().optional(),
});
export type TelegramUpdate = z.infer<typeof updateSchema>;
