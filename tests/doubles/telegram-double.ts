/**
 * Telegram itself, as far as the bot meets it: a real HTTP server that refuses what the Bot API refuses, holds updates
 * until they are confirmed, loses answers on request and remembers what it delivered. Citizens speak through it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServedFiles, type ServedFiles } from "./served-files.ts";
import { createUpdateLine, type DoubleUpdate, type UpdateLine } from "./telegram-double-line.ts";
import {
  badRequest,
  type DoubleButton,
  faultOfCommands,
  faultOfWebhook,
  isFields,
  isRefusal,
  type Refusal,
  readSentMessage,
} from "./telegram-double-rules.ts";

export interface TelegramDoubleOptions {
  readonly port?: number;
  readonly botToken: string;
  readonly username?: string;
  /** Telegram's flood limits, which are off unless given. */
  readonly ratePerSecond?: number;
  readonly chatRatePerSecond?: number;
  /** For load: takes messages to people who never wrote. */
  readonly knowsEverybody?: boolean;
  readonly firstUpdateId?: number;
  /** Between two tries at the webhook; Telegram takes longer. */
  readonly redeliverMs?: number;
  readonly now?: () => number;
}

export type TelegramFault =
  | {
      readonly kind: "error";
      readonly code: number;
      readonly description?: string;
      readonly retryAfter?: number;
    }
  /** Never answers; the call is carried out or not. */
  | { readonly kind: "hang"; readonly accepts: boolean }
  /** Closes the connection without an answer; the call is carried out or not. */
  | { readonly kind: "close"; readonly accepts: boolean }
  | { readonly kind: "slow"; readonly ms: number }
  /** A gateway's page instead of JSON; the call is not carried out. */
  | { readonly kind: "garbage"; readonly status: number }
  /** Any JSON at HTTP 200; the call is carried out. */
  | { readonly kind: "says"; readonly body: unknown };

export const DOUBLE_METHODS = [
  ...(["sendMessage", "getUpdates", "getMe", "setMyCommands", "setWebhook", "deleteWebhook"] as const),
  ...(["getWebhookInfo", "answerCallbackQuery", "getFile"] as const),
] as const;
export type DoubleMethod = (typeof DOUBLE_METHODS)[number];

export interface DeliveredMessage {
  readonly messageId: number;
  readonly userId: string;
  readonly at: number;
  /** As the citizen sees it. */
  readonly text: string;
  readonly html: string;
  readonly buttons: readonly DoubleButton[];
  /** The body as it was sent. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface TelegramDouble {
  readonly url: string;
  readonly line: UpdateLine;
  readonly files: ServedFiles;
  /** In the order of acceptance. */
  readonly delivered: readonly DeliveredMessage[];
  readonly commands: readonly unknown[];
  /** Ids of the queries whose spinner was ended. */
  readonly answeredCallbacks: readonly string[];
  deliveredTo(userId: string): readonly DeliveredMessage[];
  /** How often a method was called, refused calls and all. */
  calls(method: DoubleMethod): number;
  /** The next `times` calls of the method go wrong. */
  failNext(method: DoubleMethod, fault: TelegramFault, times?: number): void;
  /** A citizen writes. */
  say(userId: string, text: string): DoubleUpdate | undefined;
  /** A citizen sends something else: `{ photo: [...] }`, with or without a caption. */
  send(userId: string, content: object): DoubleUpdate | undefined;
  /** A citizen sends a photo or a file, which can be fetched from then on. Returns its id among `files`. */
  sendFile(userId: string, bytes: Uint8Array, name?: string, caption?: string): string;
  /** A citizen presses a button of the last message that has it. @throws Error when there is none that can be pressed */
  press(userId: string, label: string): DoubleUpdate | undefined;
  /** A citizen blocks the bot; what they say later unblocks it. */
  block(userId: string): void;
  forget(): void;
  close(): Promise<void>;
}

export async function startTelegramDouble(options: TelegramDoubleOptions): Promise<TelegramDouble> {
  const { botToken, username = "haiphong_thu_bot", now = Date.now } = options;
  const line = createUpdateLine(options.firstUpdateId ?? 700_000_001, options.redeliverMs ?? 30);
  const files = createServedFiles();
  const known = new Set<string>();
  const blocked = new Set<string>();
  const delivered: DeliveredMessage[] = [];
  const byUser = new Map<string, DeliveredMessage[]>();
  const answeredCallbacks: string[] = [];
  const openCallbacks = new Set<string>();
  const faults: { method: DoubleMethod; fault: TelegramFault; left: number }[] = [];
  const counts = new Map<DoubleMethod, number>();
  const sentAt = new Map<string, number[]>();
  let commands: readonly unknown[] = [];
  let lastMessageId = 0;
  let lastCallback = 0;

  const seconds = () => Math.floor(now() / 1000);
  const chatOf = (userId: string) => ({ id: Number(userId), type: "private", first_name: "Người dân" });
  const personOf = (userId: string) => ({
    id: Number(userId),
    is_bot: false,
    first_name: "Người dân",
    language_code: "vi",
  });
  const botUser = {
    id: Number(botToken.split(":")[0]),
    is_bot: true,
    first_name: "Hải Phòng (thử)",
    username,
  };

  function send(userId: string, content: object) {
    known.add(userId);
    blocked.delete(userId);
    lastMessageId += 1;
    const head = { message_id: lastMessageId, from: personOf(userId), chat: chatOf(userId), date: seconds() };
    return line.add({ message: { ...head, ...content } });
  }

  function sendFile(userId: string, bytes: Uint8Array, name?: string, caption?: string): string {
    const file_id = files.put(bytes);
    const file = { file_id, file_unique_id: `u${file_id}`, file_size: bytes.byteLength };
    // A photo comes in several sizes, the small ones first; the smallest is asked for by nobody.
    const thumb = { ...file, file_id: files.put(new Uint8Array([1])), file_size: 1, width: 90, height: 60 };
    const content = name
      ? { document: { ...file, file_name: name } }
      : { photo: [thumb, { ...file, width: 1280, height: 960 }] };
    send(userId, { ...content, ...(caption && { caption }) });
    return file_id;
  }

  function press(userId: string, label: string) {
    const isIt = (button: DoubleButton) => button.text === label && button.callback_data !== undefined;
    const message = byUser.get(userId)?.findLast(({ buttons }) => buttons.some(isIt));
    const button = message?.buttons.find(isIt);
    if (!message || !button) throw new Error(`there is no button “${label}” to press`);
    lastCallback += 1;
    const id = `${4_000_000_000 + lastCallback}`;
    openCallbacks.add(id);
    return line.add({
      callback_query: {
        id,
        from: personOf(userId),
        chat_instance: "1",
        data: button.callback_data,
        message: {
          message_id: message.messageId,
          from: botUser,
          chat: chatOf(userId),
          date: Math.floor(message.at / 1000),
          text: message.text,
          reply_markup: message.body.reply_markup,
        },
      },
    });
  }

  function block(userId: string) {
    blocked.add(userId);
    const member = (status: string) => ({ user: botUser, status, until_date: 0 });
    const head = { chat: chatOf(userId), from: personOf(userId), date: seconds() };
    line.add({
      my_chat_member: { ...head, old_chat_member: member("member"), new_chat_member: member("kicked") },
    });
  }

  /** Too many in the last second, in all or to one chat. */
  function faultOfRate(key: string, limit: number | undefined): Refusal | undefined {
    if (limit === undefined) return undefined;
    const recent = (sentAt.get(key) ?? []).filter((at) => now() - at < 1000);
    if (recent.length < limit) {
      sentAt.set(key, [...recent, now()]);
      return undefined;
    }
    return { code: 429, description: "Too Many Requests: retry after 1", retryAfter: 1 };
  }

  function takeMessage(body: Readonly<Record<string, unknown>>): object {
    const read = readSentMessage(body);
    if (isRefusal(read)) return read;
    const userId = String(body.chat_id);
    if (!/^\d+$/u.test(userId)) return badRequest("chat not found");
    if (!options.knowsEverybody && !known.has(userId)) return badRequest("chat not found");
    if (blocked.has(userId)) return { code: 403, description: "Forbidden: bot was blocked by the user" };
    const tooFast =
      faultOfRate("all", options.ratePerSecond) ?? faultOfRate(userId, options.chatRatePerSecond);
    if (tooFast) return tooFast;
    lastMessageId += 1;
    const taken: DeliveredMessage = {
      messageId: lastMessageId,
      userId,
      at: now(),
      text: read.visible,
      html: String(body.text),
      buttons: read.keyboard.flat(),
      body,
    };
    delivered.push(taken);
    const theirs = byUser.get(userId);
    if (theirs) theirs.push(taken);
    else byUser.set(userId, [taken]);
    return {
      result: {
        message_id: taken.messageId,
        from: botUser,
        chat: chatOf(userId),
        date: seconds(),
        text: taken.text,
      },
    };
  }

  async function carryOut(
    method: DoubleMethod,
    body: Readonly<Record<string, unknown>>,
    gone: AbortSignal,
  ): Promise<object> {
    if (method === "sendMessage") return takeMessage(body);
    if (method === "getMe") return { result: { ...botUser, can_join_groups: false } };
    if (method === "getUpdates") {
      const answer = await line.get(body, gone);
      return "code" in answer ? answer : { result: answer };
    }
    if (method === "setMyCommands") {
      const fault = faultOfCommands(body);
      if (!fault) commands = body.commands as readonly unknown[];
      return fault ?? { result: true };
    }
    if (method === "setWebhook") return setWebhook(body);
    if (method === "deleteWebhook") {
      line.webhook = undefined;
      return { result: true };
    }
    if (method === "getWebhookInfo") {
      const pending = line.waiting.length;
      const url = line.webhook?.url ?? "";
      return { result: { url, has_custom_certificate: false, pending_update_count: pending } };
    }
    if (method === "getFile") return describeFile(String(body.file_id));
    const id = String(body.callback_query_id);
    if (!openCallbacks.delete(id)) return badRequest("query is too old and response timeout expired");
    answeredCallbacks.push(id);
    return { result: true };
  }

  function describeFile(file_id: string): object {
    if (!files.has(file_id)) return badRequest("invalid file_id");
    const file_size = files.sizeOf(file_id);
    // More than this Telegram serves to nobody.
    if (file_size > 20 * 1024 * 1024) return badRequest("file is too big");
    return {
      result: { file_id, file_unique_id: `u${file_id}`, file_size, file_path: `photos/${file_id}.jpg` },
    };
  }

  function setWebhook(body: Readonly<Record<string, unknown>>): object {
    const fault = faultOfWebhook(body);
    if (fault) return fault;
    line.webhook = {
      url: String(body.url),
      secret: body.secret_token === undefined ? undefined : String(body.secret_token),
      maxConnections: Number(body.max_connections ?? 40),
    };
    if (Array.isArray(body.allowed_updates)) line.allowed = body.allowed_updates;
    return { result: true };
  }

  function takeFault(method: DoubleMethod): TelegramFault | undefined {
    const found = faults.find((one) => one.method === method && one.left > 0);
    if (found) found.left -= 1;
    return found?.fault;
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const [, owner, fileId] = /^\/file\/bot([^/]+)\/photos\/([\w-]+)\.jpg$/u.exec(request.url ?? "") ?? [];
    if (fileId !== undefined && owner === botToken) return files.serve(fileId, response);
    const [, token, name] = /^\/bot([^/]+)\/(\w+)$/u.exec(request.url ?? "") ?? [];
    const body = parseJson(await readBody(request));
    if (token === undefined) return refuse(response, { code: 404, description: "Not Found" });
    if (token !== botToken) return refuse(response, { code: 401, description: "Unauthorized" });
    const method = DOUBLE_METHODS.find((one) => one.toLowerCase() === name?.toLowerCase());
    if (!method) return refuse(response, { code: 404, description: "Not Found: method not found" });
    counts.set(method, (counts.get(method) ?? 0) + 1);

    const fault = takeFault(method);
    if (fault?.kind === "error")
      return refuse(response, { description: `Error ${fault.code}: injected`, ...fault });
    if (fault?.kind === "garbage") return response.writeHead(fault.status).end("<html>xin chờ</html>");
    if (fault?.kind === "slow") await sleep(fault.ms);
    const isLost = fault?.kind === "hang" || fault?.kind === "close";
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const answer =
      !isLost || fault.accepts ? await carryOut(method, isFields(body) ? body : {}, gone.signal) : {};
    if (fault?.kind === "close") request.socket.destroy();
    if (isLost) return undefined;
    if (fault?.kind === "says") return write(response, 200, fault.body);
    return isRefusal(answer) ? refuse(response, answer) : write(response, 200, { ok: true, ...answer });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent)
        write(response, 500, { ok: false, error_code: 500, description: String(error) });
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    line,
    files,
    delivered,
    get commands() {
      return commands;
    },
    answeredCallbacks,
    deliveredTo: (userId) => byUser.get(userId) ?? [],
    calls: (method) => counts.get(method) ?? 0,
    failNext: (method, fault, times = 1) => void faults.push({ method, fault, left: times }),
    say: (userId, text) => send(userId, { text }),
    send,
    sendFile,
    press,
    block,
    forget() {
      delivered.length = 0;
      byUser.clear();
      counts.clear();
      faults.length = 0;
      sentAt.clear();
    },
    async close() {
      line.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Telegram says its error codes in the status and in the body alike. */
function refuse(response: ServerResponse, { code, description, retryAfter }: Refusal) {
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
  return write(response, code, { ok: false, error_code: code, description, ...parameters });
}

function write(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "content-type": "application/json" });
  return response.end(JSON.stringify(body));
}
