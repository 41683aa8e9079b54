/** One of Telegram's updates → what came in, in the form that every channel has. */
import {
  type Attachment,
  cleanFileName,
  type InboundEvent,
  type InboundUpdate,
} from "../../core/messaging/index.ts";
import { readButtonData } from "./button-data.ts";
import {
  callbackQuerySchema,
  chatMemberSchema,
  FILE_KINDS,
  filesSchema,
  MEDIA_KINDS,
  type MediaKind,
  messageSchema,
  type TelegramCallbackQuery,
  type TelegramMessageIn,
  type TelegramUpdate,
  updateSchema,
} from "./telegram-update.ts";

export interface ReadUpdate {
  readonly updateId: number;
  /** Undefined: nothing that the bot has to do with. */
  readonly inbound: InboundUpdate | undefined;
  /** A button spins on the citizen's screen until this query is answered. */
  readonly callbackQueryId: string | undefined;
  /** It is of a kind we know, but not in the form we know. */
  readonly isUnreadable: boolean;
}

/** More than anybody types; the rest would only slow the search down. Characters. */
const TEXT_MAX = 5000;

/**
 * Undefined: not an update at all, for it has no id. Never throws.
 *
 * @param now stands for the time of a pressed button, which Telegram does not tell
 */
export function readUpdate(value: unknown, now: number): ReadUpdate | undefined {
  const parsed = updateSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const update = parsed.data;
  const base = { updateId: update.update_id, callbackQueryId: undefined, isUnreadable: false };
  if (isGiven(update.message)) return { ...base, ...readMessage(update) };
  if (isGiven(update.callback_query)) return { ...base, ...readCallbackQuery(update, now) };
  if (isGiven(update.my_chat_member)) return { ...base, ...readChatMember(update) };
  return { ...base, inbound: undefined };
}

type Reading = Pick<ReadUpdate, "inbound"> & Partial<Pick<ReadUpdate, "callbackQueryId" | "isUnreadable">>;

const UNREADABLE: Reading = { inbound: undefined, isUnreadable: true };
const NOTHING: Reading = { inbound: undefined };

function readMessage(update: TelegramUpdate): Reading {
  const { success, data } = messageSchema.safeParse(update.message);
  if (!success) return UNREADABLE;
  const event = isPrivate(data.chat) ? eventOfMessage(data, update.message) : undefined;
  return event ? { inbound: inbound(update, data.chat.id, event, data.date * 1000) } : NOTHING;
}

function eventOfMessage(message: TelegramMessageIn, raw: unknown): InboundEvent | undefined {
  if (message.text !== undefined) return { kind: "message", text: withoutBotName(cleanText(message.text)) };
  const media = MEDIA_KINDS.find((kind) => message[kind]);
  // Something was pinned, a timer was set …: the chat's own notices ask for nothing.
  if (!media) return undefined;
  const text = cleanText(message.caption ?? "");
  return { kind: "media", attachments: [attachmentOf(media, raw)], ...(text && { text }) };
}

/** A file has no address of its own, for Telegram's would contain the bot's token: its id stands for it. */
function attachmentOf(media: MediaKind, raw: unknown): Attachment {
  const base = { type: media, url: undefined };
  const kind = FILE_KINDS.find((one) => one === media);
  const file = kind && filesSchema.safeParse(raw).data?.[kind];
  if (!file) return base;
  const name = file.file_name && cleanFileName(file.file_name);
  return {
    ...base,
    handle: file.file_id,
    ...(name && { name }),
    ...(file.file_size !== undefined && { size: file.file_size }),
  };
}

function readCallbackQuery(update: TelegramUpdate, now: number): Reading {
  const { success, data: query } = callbackQuerySchema.safeParse(update.callback_query);
  if (!success) return UNREADABLE;
  const callbackQueryId = query.id;
  if (!query.message || !isPrivate(query.message.chat)) return { ...NOTHING, callbackQueryId };
  const text = withoutBotName(cleanText(labelOf(query) ?? ""));
  const payload = query.data === undefined ? undefined : readButtonData(query.data);
  if (payload === undefined && text === "") return { ...NOTHING, callbackQueryId };
  const event: InboundEvent = { kind: "message", text, ...(payload !== undefined && { payload }) };
  return { inbound: inbound(update, query.message.chat.id, event, now), callbackQueryId };
}

function labelOf({ data, message }: TelegramCallbackQuery): string | undefined {
  if (data === undefined) return undefined;
  return message?.reply_markup?.inline_keyboard.flat().find((button) => button.callback_data === data)?.text;
}

function readChatMember(update: TelegramUpdate): Reading {
  const { success, data } = chatMemberSchema.safeParse(update.my_chat_member);
  if (!success) return UNREADABLE;
  // Who comes (back) presses Telegram's start button, and that sends `/start`: there is nothing to say twice.
  if (!isPrivate(data.chat) || data.new_chat_member.status !== "kicked") return NOTHING;
  return { inbound: inbound(update, data.chat.id, { kind: "left" }, data.date * 1000) };
}

function inbound(update: TelegramUpdate, chatId: string, event: InboundEvent, sentAt: number): InboundUpdate {
  return { key: `u${update.update_id}`, citizen: { channel: "telegram", id: chatId }, event, sentAt };
}

/** The bot speaks with one citizen at a time; in groups others would read along. */
function isPrivate(chat: { readonly type: string }): boolean {
  return chat.type === "private";
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** @example withoutBotName("/thutuc@haiphong_bot khai sinh") // "/thutuc khai sinh" */
function withoutBotName(text: string): string {
  return text.replace(/^(\/\w{1,64})@\w{1,64}(?!\S)/u, "$1");
}

/** NFC, for keyboards write both forms; no NUL and no half characters, which databases refuse. */
function cleanText(text: string): string {
  const clean = text
    .slice(0, TEXT_MAX * 4)
    .toWellFormed()
    .replaceAll("\0", "")
    .normalize("NFC");
  return clean.length <= TEXT_MAX ? clean : [...clean].slice(0, TEXT_MAX).join("");
}
