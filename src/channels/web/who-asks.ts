/** Who asks, by the token that the page made and keeps; and whether it was our own page. */
import { createHash } from "node:crypto";
import type { Citizen } from "../../core/messaging/index.ts";

/** 32 random bytes in base64url. */
const TOKEN = /^[\w-]{43}$/u;

/**
 * The citizen behind a request; undefined without a token of the known form. The token itself is never kept: its hash
 * names the citizen, so that what is stored opens nobody's conversation.
 */
export function readCitizen(authorization: string | undefined): Citizen | undefined {
  const [scheme, token = "", ...more] = (authorization ?? "").split(" ");
  return scheme === "Bearer" && more.length === 0 ? citizenOfToken(token) : undefined;
}

/** The citizen whose page holds this token; undefined when it is none. */
export function citizenOfToken(token: string): Citizen | undefined {
  if (!TOKEN.test(token)) return undefined;
  return { channel: "web", id: createHash("sha256").update(token).digest("hex") };
}

/**
 * False for a request that a browser made for another site's page. Browsers say so themselves; the older ones name the
 * origin only, which is then compared with the host that was asked.
 */
export function isOwnPage(header: (name: string) => string | undefined): boolean {
  const site = header("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = header("origin");
  if (!origin) return true;
  return URL.canParse(origin) && new URL(origin).host === header("host");
}
