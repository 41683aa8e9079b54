/** The double's login: one pair of tokens at a time, refresh tokens that work once, codes bound to a verifier. */
import { createHash, randomBytes } from "node:crypto";

export interface DoubleOAuthOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly refreshToken: string | undefined;
  readonly accessTtlSeconds: number;
  readonly now: () => number;
}

export interface DoubleOAuth {
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
  /** How often a new pair was given. */
  readonly rotations: number;
  /** How often somebody came with a refresh token that was spent, or never was one. */
  readonly refusedRefreshes: number;
  isValid(accessToken: string | undefined): boolean;
  /** As if the 25 hours were over. */
  expireAccessToken(): void;
  /** As if the consent had been taken back. */
  revoke(): void;
  /** What a person's consent gives: a code, once, for ten minutes. */
  issueCode(challenge: string): string;
  /** Answer to a form sent to `/v4/oa/access_token`. */
  answer(form: URLSearchParams, secretKey: string | undefined): { status: number; body: object };
}

const CODE_LIFE_MS = 600_000;

export function createDoubleOAuth(options: DoubleOAuthOptions): DoubleOAuth {
  const { appId, appSecret, accessTtlSeconds, now } = options;
  let accessToken: string | undefined;
  let accessExpiresAt = 0;
  let refreshToken = options.refreshToken;
  let rotations = 0;
  let refusedRefreshes = 0;
  const codes = new Map<string, { challenge: string; until: number }>();

  function newPair() {
    rotations += 1;
    accessToken = `access-${rotations}-${randomBytes(12).toString("hex")}`;
    refreshToken = `refresh-${rotations}-${randomBytes(12).toString("hex")}`;
    accessExpiresAt = now() + accessTtlSeconds * 1000;
    const body = {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: String(accessTtlSeconds),
    };
    return { status: 200, body };
  }

  const refuse = (error: number, name: string) => ({
    status: 200,
    body: { error, error_name: name, error_description: name },
  });

  return {
    get accessToken() {
      return accessToken;
    },
    get refreshToken() {
      return refreshToken;
    },
    get rotations() {
      return rotations;
    },
    get refusedRefreshes() {
      return refusedRefreshes;
    },
    isValid: (token) => token !== undefined && token === accessToken && now() < accessExpiresAt,
    expireAccessToken() {
      accessExpiresAt = 0;
    },
    revoke() {
      accessExpiresAt = 0;
      refreshToken = undefined;
    },
    issueCode(challenge) {
      const code = randomBytes(24).toString("base64url");
      codes.set(code, { challenge, until: now() + CODE_LIFE_MS });
      return code;
    },
    answer(form, secretKey) {
      if (secretKey === undefined) return { status: 404, body: { message: "empty api" } };
      if (secretKey !== appSecret) return refuse(-14004, "Invalid secret key");
      if (form.get("app_id") !== appId) return refuse(-14002, "Invalid app");
      if (form.get("grant_type") === "refresh_token") {
        const isRight = refreshToken !== undefined && form.get("refresh_token") === refreshToken;
        if (isRight) return newPair();
        refusedRefreshes += 1;
        return refuse(-14014, "Invalid refresh token");
      }
      if (form.get("grant_type") !== "authorization_code") return refuse(-14001, "Invalid grant type");
      const code = form.get("code") ?? "";
      const issued = codes.get(code);
      codes.delete(code);
      if (!issued || issued.until < now()) return refuse(-14005, "Invalid or expired code");
      const challenge = createHash("sha256").update(form.get("code_verifier") ?? "");
      return challenge.digest("base64url") === issued.challenge
        ? newPair()
        : refuse(-14003, "Invalid redirect uri or code verifier");
    },
  };
}
