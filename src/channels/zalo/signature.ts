/** Zalo's proof that a webhook call is its own. */
import { createHash, timingSafeEqual } from "node:crypto";

export interface SignatureSecrets {
  /** From our settings, never from the body: a body that names another app must not choose what it is checked by. */
  readonly appId: string;
  /** Shown on the app's Webhook page; another one than the app secret. */
  readonly oaSecretKey: string;
}

/** In lower case, as headers are asked for. */
export const SIGNATURE_HEADER = "x-zevent-signature";

/**
 * `mac = SHA256(appId + raw body + timestamp + OA secret key)`, in hex: a plain digest, no HMAC. Real calls write
 * `mac=` before it, some accounts of it do not. The timestamp is the one in the body; no header carries it.
 * @param body the very bytes that came: what is written anew from parsed JSON has another digest
 */
export function isSignedByZalo(
  body: Uint8Array,
  timestamp: string,
  header: string | undefined,
  secrets: SignatureSecrets,
): boolean {
  const hex = header?.trim().replace(/^mac=/iu, "") ?? "";
  if (!/^[0-9a-f]{64}$/iu.test(hex)) return false;
  return timingSafeEqual(Buffer.from(hex, "hex"), digest(body, timestamp, secrets));
}

/** The header's value for a body; what a test's sender needs. */
export function signAsZalo(body: Uint8Array, timestamp: string, secrets: SignatureSecrets): string {
  return `mac=${digest(body, timestamp, secrets).toString("hex")}`;
}

function digest(body: Uint8Array, timestamp: string, { appId, oaSecretKey }: SignatureSecrets): Buffer {
  return createHash("sha256").update(appId).update(body).update(timestamp).update(oaSecretKey).digest();
}
