/** Zalo's login for Official Accounts (OAuth v4 with PKCE): a code or a refresh token → a new pair of tokens. */
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { callZalo, type Fetch } from "./call-zalo.ts";
import { ZaloError } from "./zalo-errors.ts";

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly accessExpiresAt: number;
  readonly refreshExpiresAt: number;
}

export interface ZaloOAuthOptions {
  readonly oauthBase: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly now: () => number;
  readonly fetch?: Fetch | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface ZaloOAuth {
  /** @throws ZaloError */
  exchangeCode(code: string, verifier: string, signal?: AbortSignal): Promise<TokenPair>;
  /** Uses the refresh token up; the old access token dies at once. @throws ZaloError */
  refresh(refreshToken: string, signal?: AbortSignal): Promise<TokenPair>;
}

const DAY = 24 * 3_600_000;
/** A refresh token lives three months; said in no answer that is documented. */
export const REFRESH_LIFE_MS = 90 * DAY;
/**
 * However long an access token may live, it is renewed at least monthly: so that the refresh token of a quiet account
 * never grows old.
 */
const ACCESS_LIFE_MAX_MS = 30 * DAY;
/**
 * Longer than the 10 seconds after which an attempt to connect gives up: so a dead network is told from an answer that
 * was lost, and only the latter puts the refresh token in doubt.
 */
const TIMEOUT_MS = 15_000;
const TOKEN_PATH = "/v4/oa/access_token";

/** Seconds, which Zalo writes as text. */
const seconds = z.coerce.number().positive().finite();
const pairSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: seconds,
  refresh_token_expires_in: seconds.optional().catch(undefined),
});

export function createZaloOAuth(options: ZaloOAuthOptions): ZaloOAuth {
  const { oauthBase, appId, appSecret, now, timeoutMs = TIMEOUT_MS } = options;
  const fetch = options.fetch ?? globalThis.fetch;

  async function ask(form: Record<string, string>, signal: AbortSignal | undefined): Promise<TokenPair> {
    const askedAt = now();
    const answer = await callZalo({
      fetch,
      url: `${oauthBase}${TOKEN_PATH}`,
      timeoutMs,
      signal,
      init: {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", secret_key: appSecret },
        body: new URLSearchParams({ ...form, app_id: appId }).toString(),
      },
    });
    const pair = pairSchema.safeParse(answer);
    if (!pair.success) throw new ZaloError({ kind: "malformed", code: "malformed", endpoint: TOKEN_PATH });
    const { access_token, refresh_token, expires_in, refresh_token_expires_in } = pair.data;
    return {
      accessToken: access_token,
      refreshToken: refresh_token,
      accessExpiresAt: askedAt + Math.min(expires_in * 1000, ACCESS_LIFE_MAX_MS),
      refreshExpiresAt:
        askedAt +
        (refresh_token_expires_in === undefined ? REFRESH_LIFE_MS : refresh_token_expires_in * 1000),
    };
  }

  return {
    exchangeCode: (code, verifier, signal) =>
      ask({ grant_type: "authorization_code", code, code_verifier: verifier }, signal),
    refresh: (refreshToken, signal) =>
      ask({ grant_type: "refresh_token", refresh_token: refreshToken }, signal),
  };
}

/** 43 characters, as Zalo's PKCE wants it. */
export function createVerifier(): string {
  return randomBytes(32).toString("base64url");
}

/** @example challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") // "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
