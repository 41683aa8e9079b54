/** The Bot API as far as the bot needs it: every call has a deadline, and whatever goes wrong is a TelegramError. */
import { Api } from "grammy";
import { z } from "zod";
import type { TelegramMessage } from "./render.ts";
import { type OwnEnd, readTelegramError, TelegramError } from "./telegram-errors.ts";
import { ALLOWED_UPDATES } from "./telegram-update.ts";

export interface ClientSettings {
  readonly botToken: string;
  readonly apiRoot: string;
  /** Of every call but the one that waits for updates. */
  readonly timeoutMs: number;
}

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

export interface BotProfile {
  readonly id: string;
  readonly username: string;
}

export interface WebhookStatus {
  /** Undefined: none is set, updates are fetched. */
  readonly url: string | undefined;
  /** Updates that wait at Telegram. */
  readonly pending: number;
  /** When Telegram last failed to reach us, milliseconds since 1970, and in its words why. */
  readonly lastError: { readonly at: number; readonly words: string } | undefined;
}

/** All throw TelegramError and nothing else. */
export interface TelegramClient {
  sendMessage(
    message: TelegramMessage,
    signal: AbortSignal,
  ): Promise<{ readonly messageId: string | undefined }>;
  answerCallback(callbackQueryId: string): Promise<void>;
  /**
   * Waits up to `waitSeconds` for updates from `offset` on. What lies before it is forgotten by Telegram. Each of them
   * may be anything.
   */
  getUpdates(
    offset: number | undefined,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<readonly unknown[]>;
  setCommands(commands: readonly BotCommand[], signal: AbortSignal): Promise<void>;
  setWebhook(url: string, secret: string, signal: AbortSignal): Promise<void>;
  /** Updates that wait at Telegram stay. */
  removeWebhook(signal: AbortSignal): Promise<void>;
  /** Where the content of a file can be fetched for the next hour; undefined when Telegram no longer says. */
  getFilePath(fileId: string, signal: AbortSignal): Promise<string | undefined>;
  getProfile(): Promise<BotProfile>;
  getWebhookStatus(): Promise<WebhookStatus>;
}

/** Calls of Telegram's to our webhook at the same time: each takes a few milliseconds. */
const MAX_CONNECTIONS = 20;
const MOST_UPDATES = 100;
/** Beyond the wait that Telegram was asked for. */
const WAIT_MARGIN_MS = 10_000;

const sentSchema = z.object({ message_id: z.int().transform(String) });
const profileSchema = z.object({ id: z.int().transform(String), username: z.string() });
const updatesSchema = z.array(z.unknown());
const filePathSchema = z.object({ file_path: z.string().optional() });
const webhookSchema = z
  .object({
    url: z.string(),
    pending_update_count: z.int().nonnegative(),
    last_error_date: z.int().optional(),
    last_error_message: z.string().optional(),
  })
  .transform(
    ({ url, pending_update_count, last_error_date, last_error_message }): WebhookStatus => ({
      url: url === "" ? undefined : url,
      pending: pending_update_count,
      lastError:
        last_error_date === undefined
          ? undefined
          : { at: last_error_date * 1000, words: last_error_message ?? "" },
    }),
  );

const never = new AbortController().signal;

export function createTelegramClient({ botToken, apiRoot, timeoutMs }: ClientSettings): TelegramClient {
  // The token is part of the address: it is never carried to where a redirection points.
  const { raw } = new Api(botToken, { apiRoot, baseFetchConfig: { redirect: "error" } });
  const call = <T>(signal: AbortSignal, schema: z.ZodType<T>, make: Make, ms = timeoutMs) =>
    withDeadline(make, schema, ms, signal);

  return {
    async sendMessage(message, signal) {
      const body = { ...message, reply_markup: message.reply_markup as never };
      // It is sent even if what Telegram says of it cannot be read.
      const sent = await call(signal, sentSchema.optional().catch(undefined), (end) =>
        raw.sendMessage(body, end),
      );
      return { messageId: sent?.message_id };
    },
    async answerCallback(callbackQueryId) {
      await call(never, z.unknown(), (end) =>
        raw.answerCallbackQuery({ callback_query_id: callbackQueryId }, end),
      );
    },
    getUpdates(offset, waitSeconds, signal) {
      const wanted = {
        ...(offset !== undefined && { offset }),
        timeout: waitSeconds,
        limit: MOST_UPDATES,
        allowed_updates: ALLOWED_UPDATES,
      };
      const ms = waitSeconds * 1000 + WAIT_MARGIN_MS;
      return call(signal, updatesSchema, (end) => raw.getUpdates(wanted, end), ms);
    },
    async setCommands(commands, signal) {
      await call(signal, z.unknown(), (end) => raw.setMyCommands({ commands: [...commands] }, end));
    },
    async setWebhook(url, secret, signal) {
      const wanted = {
        url,
        secret_token: secret,
        allowed_updates: ALLOWED_UPDATES,
        max_connections: MAX_CONNECTIONS,
        drop_pending_updates: false,
      };
      await call(signal, z.unknown(), (end) => raw.setWebhook(wanted, end));
    },
    async removeWebhook(signal) {
      await call(signal, z.unknown(), (end) => raw.deleteWebhook({ drop_pending_updates: false }, end));
    },
    async getFilePath(fileId, signal) {
      const file = await call(signal, filePathSchema, (end) => raw.getFile({ file_id: fileId }, end));
      return file.file_path;
    },
    getProfile: () => call(never, profileSchema, (end) => raw.getMe(end)),
    getWebhookStatus: () => call(never, webhookSchema, (end) => raw.getWebhookInfo(end)),
  };
}

type LibrarySignal = NonNullable<Parameters<Api["raw"]["getMe"]>[0]>;
type Make = (end: LibrarySignal) => Promise<unknown>;

/** The listener goes when the call is over: the service's signal lives long. */
async function withDeadline<T>(
  make: Make,
  schema: z.ZodType<T>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<T> {
  // Nothing has left yet, so nothing can have arrived.
  if (signal.aborted) throw new TelegramError({ kind: "unreachable", code: "stopped" });
  const controller = new AbortController();
  let ownEnd: OwnEnd;
  const end = (reason: OwnEnd) => {
    ownEnd ??= reason;
    controller.abort();
  };
  const stop = () => end("stopped");
  const timer = setTimeout(() => end("timeout"), timeoutMs);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const answer = schema.safeParse(await make(controller.signal as unknown as LibrarySignal));
    if (!answer.success) throw new TelegramError({ kind: "malformed", code: "malformed" });
    return answer.data;
  } catch (error) {
    throw readTelegramError(error, ownEnd);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
