/**
 * Zalo itself, as far as the bot meets it: a real HTTP server that refuses what Zalo refuses, loses answers on request
 * and remembers what it delivered. There is no sandbox of Zalo's to test against.
 */
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServedFiles, type ServedFiles } from "./served-files.ts";
import { createDoubleOAuth, type DoubleOAuth } from "./zalo-double-oauth.ts";
import { DAY_MS, faultOfMessage, isFields, type Refusal } from "./zalo-double-rules.ts";
import { ZaloWebhookSender } from "./zalo-webhook-sender.ts";

export interface ZaloDoubleOptions {
  readonly port?: number;
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaSecretKey: string;
  /** The first one that works; none: a code must be exchanged first. */
  readonly refreshToken?: string;
  readonly accessTtlSeconds?: number;
  /** Zalo's own limit for the account. */
  readonly ratePerMinute?: number;
  /** The app's switch "Yêu cầu kiểm tra app secret proof". */
  readonly wantsAppSecretProof?: boolean;
  /** For load: takes messages to people who never wrote. */
  readonly knowsEverybody?: boolean;
  /** Where echoes and receipts of what is sent go; none: they are not sent. */
  readonly webhookUrl?: string;
  readonly now?: () => number;
}

export type Fault =
  | { readonly kind: "error"; readonly code: number }
  | { readonly kind: "http"; readonly status: number; readonly headers?: Record<string, string> }
  /** Never answers; the message is taken or not. */
  | { readonly kind: "hang"; readonly accepts: boolean }
  /** Closes the connection without an answer; the message is taken or not. */
  | { readonly kind: "close"; readonly accepts: boolean }
  | { readonly kind: "slow"; readonly ms: number }
  /** HTTP 200 with something that is no JSON; the message is taken. */
  | { readonly kind: "garbage" };

export type DoublePath = "message" | "oa" | "user" | "upload" | "token";

export interface DeliveredMessage {
  readonly messageId: string;
  readonly userId: string;
  readonly at: number;
  readonly text: string;
  readonly buttons: readonly { title: string; type: string; payload: unknown }[];
}

export interface ZaloDouble {
  /** Of both hosts. */
  readonly url: string;
  readonly oauth: DoubleOAuth;
  readonly files: ServedFiles;
  /** Puts a file where citizens' files lie, and returns its address. */
  serve(bytes: Uint8Array): string;
  readonly webhooks: ZaloWebhookSender;
  /** In the order of acceptance. */
  readonly delivered: readonly DeliveredMessage[];
  deliveredTo(userId: string): readonly DeliveredMessage[];
  /** How often a path was called, refused calls and all. */
  calls(path: DoublePath): number;
  /** The next `times` calls of the path go wrong. */
  failNext(path: DoublePath, fault: Fault, times?: number): void;
  /** A citizen did something; the window opens for 7 days from then. */
  interact(userId: string, at?: number): void;
  unfollow(userId: string): void;
  forget(): void;
  close(): Promise<void>;
}

const MINUTE = 60_000;
const UPLOAD_MAX: Readonly<Record<string, number>> = {
  image: 1_048_576,
  gif: 5 * 1_048_576,
  file: 5 * 1_048_576,
};

export async function startZaloDouble(options: ZaloDoubleOptions): Promise<ZaloDouble> {
  const { appSecret, oaId, ratePerMinute = 4000, now = Date.now } = options;
  const oauth = createDoubleOAuth({
    ...options,
    refreshToken: options.refreshToken,
    accessTtlSeconds: options.accessTtlSeconds ?? 90_000,
    now,
  });
  const files = createServedFiles();
  const lastInteraction = new Map<string, number>();
  const gone = new Set<string>();
  const delivered: DeliveredMessage[] = [];
  const byUser = new Map<string, DeliveredMessage[]>();
  const faults: { path: DoublePath; fault: Fault; left: number }[] = [];
  const counts = new Map<DoublePath, number>();
  let minute = 0;
  let inMinute = 0;
  let lastId = 0;

  const interact = (userId: string, at = now()) => {
    gone.delete(userId);
    lastInteraction.set(userId, at);
  };
  const webhooks = new ZaloWebhookSender(options, now, interact);

  function takeFault(path: DoublePath): Fault | undefined {
    const found = faults.find((one) => one.path === path && one.left > 0);
    if (found) found.left -= 1;
    return found?.fault;
  }

  /** Counts the call against the minute. Returns what is left, negative when it is too much. */
  function countCall(): number {
    const current = Math.floor(now() / MINUTE);
    if (current !== minute) {
      minute = current;
      inMinute = 0;
    }
    inMinute += 1;
    return ratePerMinute - inMinute;
  }

  function faultOfCaller(request: IncomingMessage): Refusal | undefined {
    const token = request.headers.access_token;
    if (typeof token !== "string" || !oauth.isValid(token))
      return { error: -216, message: "Access token is invalid" };
    if (!options.wantsAppSecretProof) return undefined;
    const proof = createHmac("sha256", appSecret).update(token).digest("hex");
    return request.headers.appsecret_proof === proof
      ? undefined
      : { error: -242, message: "Appsecret proof provided in the API is invalid" };
  }

  function faultOfRecipient(userId: unknown): Refusal | undefined {
    if (typeof userId !== "string") return { error: -201, message: "user_id is invalid" };
    if (options.knowsEverybody) return undefined;
    if (gone.has(userId)) return { error: -213, message: "User has not followed OA" };
    const at = lastInteraction.get(userId);
    if (at === undefined) return { error: -201, message: "user_id is invalid" };
    return now() - at > 7 * DAY_MS
      ? { error: -230, message: "User has not interacted with the OA in the past 7 days" }
      : undefined;
  }

  function takeMessage(body: unknown): object {
    const refusal =
      faultOfMessage(body) ??
      faultOfRecipient(isFields(body) && isFields(body.recipient) ? body.recipient.user_id : undefined);
    if (refusal) return refusal;
    const { recipient, message } = body as {
      recipient: { user_id: string };
      message: { text: string; attachment?: { payload: { buttons: DeliveredMessage["buttons"] } } };
    };
    lastId += 1;
    const userId = recipient.user_id;
    const taken: DeliveredMessage = {
      messageId: `m${lastId}-${userId}`,
      userId,
      at: now(),
      text: message.text,
      buttons: message.attachment?.payload.buttons ?? [],
    };
    delivered.push(taken);
    const theirs = byUser.get(userId);
    if (theirs) theirs.push(taken);
    else byUser.set(userId, [taken]);
    const isFree = now() - (lastInteraction.get(userId) ?? 0) <= 2 * DAY_MS;
    if (options.webhookUrl) tellWebhook(options.webhookUrl, taken);
    return {
      error: 0,
      message: "Success",
      data: {
        message_id: taken.messageId,
        user_id: userId,
        sent_time: String(taken.at),
        // Without this object the message was charged.
        ...(isFree && { quota: { quota_type: "reply" } }),
      },
    };
  }

  function tellWebhook(url: string, { userId, text, messageId }: DeliveredMessage) {
    void webhooks.post(url, webhooks.sign(webhooks.echo(userId, text, messageId)));
    void webhooks.post(url, webhooks.sign(webhooks.receipt(userId, messageId)));
  }

  function describeUser(query: string | null): object {
    const wanted = parseJson(query ?? "");
    const userId = isFields(wanted) ? wanted.user_id : undefined;
    const refusal = faultOfRecipient(userId);
    if (refusal) return refusal;
    const data = { user_id: userId, display_name: "Người dân", user_is_follower: true };
    return { error: 0, message: "Success", data };
  }

  function takeUpload(kind: string, body: Buffer): object {
    const head = body.subarray(0, 2048).toString("latin1");
    if (!/name="file"/u.test(head)) return { error: -201, message: "file is invalid" };
    if (body.length > (UPLOAD_MAX[kind] ?? 0) + 2048)
      return { error: -210, message: "file size exceeds the limit" };
    // A name without an extension gets an answer without an id.
    if (!/filename="[^"]+\.\w+"/u.test(head)) return { error: 0, message: "Success", data: {} };
    lastId += 1;
    const data = kind === "file" ? { token: `file-${lastId}` } : { attachment_id: `attachment-${lastId}` };
    return { error: 0, message: "Success", data };
  }

  function answerApi(path: DoublePath, url: URL, request: IncomingMessage, body: Buffer): object {
    const refusal = faultOfCaller(request);
    if (refusal) return refusal;
    if (path === "upload") return takeUpload(url.pathname.split("/").at(-1) ?? "", body);
    if (path === "user") return describeUser(url.searchParams.get("data"));
    if (path === "oa")
      return {
        error: 0,
        message: "Success",
        data: { oaid: oaId, name: "Hải Phòng 1022 (thử)", is_verified: true, oa_type: 4 },
      };
    if (!/^application\/json\b/u.test(request.headers["content-type"] ?? ""))
      return { error: -201, message: "content type is invalid" };
    return takeMessage(parseJson(body.toString("utf8")));
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://double");
    const fileId = /^\/files\/([\w-]+)$/u.exec(url.pathname)?.[1];
    if (request.method === "GET" && fileId !== undefined) return files.serve(fileId, response);
    const path = pathOf(request.method, url.pathname);
    const body = await readBody(request);
    if (!path) return write(response, 404, { message: "empty api" });
    counts.set(path, (counts.get(path) ?? 0) + 1);

    const fault = takeFault(path);
    if (fault?.kind === "error") return write(response, 200, { error: fault.code, message: "injected" });
    if (fault?.kind === "http") return write(response, fault.status, undefined, fault.headers);
    if (fault?.kind === "slow") await sleep(fault.ms);
    const isLost = fault?.kind === "hang" || fault?.kind === "close";
    const answer = !isLost || fault.accepts ? answerTo(path, url, request, body) : undefined;
    if (fault?.kind === "close") request.socket.destroy();
    if (isLost || !answer) return undefined;
    if (fault?.kind === "garbage") {
      response.writeHead(200, { "content-type": "text/html" });
      return response.end("<html>xin chờ</html>");
    }
    return write(response, answer.status, answer.body, answer.headers);
  }

  function answerTo(path: DoublePath, url: URL, request: IncomingMessage, body: Buffer) {
    if (path === "token") {
      const secret = request.headers.secret_key;
      const form = new URLSearchParams(body.toString("utf8"));
      return { ...oauth.answer(form, typeof secret === "string" ? secret : undefined), headers: {} };
    }
    const remaining = countCall();
    const headers = {
      "X-RateLimit-Limit": String(ratePerMinute),
      "X-RateLimit-Remain": String(Math.max(0, remaining)),
    };
    const answer =
      remaining < 0
        ? { error: -32, message: "Out of quota: the app has reached its limit per minute" }
        : answerApi(path, url, request, body);
    return { status: 200, body: answer, headers };
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) write(response, 500, { message: String(error) });
    });
  });
  // Callers keep their connections for longer than the five seconds a server does by default.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    files,
    serve: (bytes) => `${url}/files/${files.put(bytes)}`,
    oauth,
    webhooks,
    delivered,
    deliveredTo: (userId) => byUser.get(userId) ?? [],
    calls: (path) => counts.get(path) ?? 0,
    failNext: (path, fault, times = 1) => void faults.push({ path, fault, left: times }),
    interact,
    unfollow: (userId) => void gone.add(userId),
    forget() {
      delivered.length = 0;
      byUser.clear();
      counts.clear();
      faults.length = 0;
    },
    async close() {
      webhooks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pathOf(method: string | undefined, path: string): DoublePath | undefined {
  if (method === "POST" && path === "/v3.0/oa/message/cs") return "message";
  if (method === "POST" && path === "/v4/oa/access_token") return "token";
  if (method === "GET" && path === "/v2.0/oa/getoa") return "oa";
  if (method === "GET" && path === "/v3.0/oa/user/detail") return "user";
  if (method === "POST" && /^\/v2\.0\/oa\/upload\/(image|gif|file)$/u.test(path)) return "upload";
  return undefined;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(
  response: ServerResponse,
  status: number,
  body: object | undefined,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(body && JSON.stringify(body));
}
