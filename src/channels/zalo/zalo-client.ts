/** The few calls of Zalo's OA API that the bot needs, typed and checked (openapi.zalo.me: messages v3.0, account v2.0). */
import { createHmac } from "node:crypto";
import { z } from "zod";
import { callZalo, type Fetch } from "./call-zalo.ts";
import type { ZaloMessage } from "./render.ts";
import { ZaloError } from "./zalo-errors.ts";

export interface AccessToken {
  readonly value: string;
  /** Tells an old token from its successor. */
  readonly generation: number;
}

/** Where the client gets its token, and says that Zalo refused it. Both throw ZaloError `no-token` when there is none. */
export interface AccessTokens {
  current(): Promise<AccessToken>;
  /** The successor of a refused token. */
  renew(refused: AccessToken): Promise<AccessToken>;
}

/** What an answer says of the call, for metrics and the limiter: no content, no person. */
export interface AnswerFacts {
  readonly endpoint: string;
  /** Of `X-RateLimit-Remain` and `X-RateLimit-Limit`. */
  readonly remaining: number | undefined;
  readonly limit: number | undefined;
}

export interface ZaloClientOptions {
  readonly apiBase: string;
  readonly tokens: AccessTokens;
  /** Given when the app's setting "Yêu cầu kiểm tra app secret proof" is on. */
  readonly appSecret?: string | undefined;
  readonly fetch?: Fetch | undefined;
  readonly timeoutMs?: number | undefined;
  readonly onAnswer?: ((facts: AnswerFacts) => void) | undefined;
}

export interface SentMessage {
  readonly messageId: string | undefined;
  /** `reply` is free; undefined: the message was charged. */
  readonly quotaType: string | undefined;
}

export interface OaProfile {
  readonly oaId: string;
  readonly name: string;
  readonly isVerified: boolean | undefined;
  readonly packageName: string | undefined;
}

export interface ZaloClient {
  /** @throws ZaloError */
  sendMessage(message: ZaloMessage, signal?: AbortSignal): Promise<SentMessage>;
  /** Our own account. Cheap enough for a look at the start, not for every request. @throws ZaloError */
  getOa(signal?: AbortSignal): Promise<OaProfile>;
}

const TIMEOUT_MS = 10_000;
const MESSAGE_PATH = "/v3.0/oa/message/cs";
const OA_PATH = "/v2.0/oa/getoa";

const text = z.union([z.string(), z.number().transform(String)]);
/** A message that was taken is delivered, even when we cannot read what else is said of it. */
const sentSchema = z.object({
  data: z
    .object({
      message_id: text.optional().catch(undefined),
      quota: z.object({ quota_type: z.string() }).optional().catch(undefined),
    })
    .catch({}),
});
const oaSchema = z.object({
  data: z.object({
    oaid: text.optional(),
    oa_id: text.optional(),
    name: z.string().catch(""),
    is_verified: z.boolean().optional().catch(undefined),
    package_name: z.string().optional().catch(undefined),
  }),
});

export function createZaloClient(options: ZaloClientOptions): ZaloClient {
  const { apiBase, tokens, timeoutMs = TIMEOUT_MS, onAnswer } = options;
  const fetch = options.fetch ?? globalThis.fetch;

  async function call(path: string, body: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const token = await tokens.current();
    try {
      return await callWith(token, path, body, signal);
    } catch (error) {
      if (!(error instanceof ZaloError) || error.failure !== "auth") throw error;
      // Once: when the renewed one is refused too, a person must look.
      return await callWith(await tokens.renew(token), path, body, signal);
    }
  }

  function callWith(token: AccessToken, path: string, body: unknown, signal: AbortSignal | undefined) {
    return callZalo({
      fetch,
      url: `${apiBase}${path}`,
      timeoutMs,
      signal,
      init: {
        method: body === undefined ? "GET" : "POST",
        headers: {
          // A bare header of this name; Zalo knows no "Authorization: Bearer".
          access_token: token.value,
          ...(options.appSecret && { appsecret_proof: proveAppSecret(options.appSecret, token.value) }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      onHeaders: (headers) =>
        onAnswer?.({
          endpoint: path,
          remaining: readCount(headers, "x-ratelimit-remain"),
          limit: readCount(headers, "x-ratelimit-limit"),
        }),
    });
  }

  return {
    async sendMessage(message, signal) {
      const { data } = sentSchema.catch({ data: {} }).parse(await call(MESSAGE_PATH, message, signal));
      return { messageId: data.message_id, quotaType: data.quota?.quota_type };
    },
    async getOa(signal) {
      const answer = oaSchema.safeParse(await call(OA_PATH, undefined, signal));
      const oaId = answer.data?.data.oaid ?? answer.data?.data.oa_id;
      if (!answer.success || !oaId)
        throw new ZaloError({ kind: "malformed", code: "malformed", endpoint: OA_PATH });
      const { name, is_verified, package_name } = answer.data.data;
      return { oaId, name, isVerified: is_verified, packageName: package_name };
    },
  };
}

/** Hex of HMAC-SHA256 over the access token, keyed with the app secret. */
export function proveAppSecret(appSecret: string, accessToken: string): string {
  return createHmac("sha256", appSecret).update(accessToken).digest("hex");
}

function readCount(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  return value !== null && /^\d{1,9}$/u.test(value.trim()) ? Number(value) : undefined;
}
