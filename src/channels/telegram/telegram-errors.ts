/** What a failed call to Telegram means: one error class, and the table from Telegram's codes to what is done about them. */
import { GrammyError, HttpError } from "grammy";
import type { DeliveryResult, FailureClass } from "../../core/messaging/index.ts";

/**
 * - `refused`: Telegram answered, with an error code.
 * - `unreachable`: the request never left: no name, no connection.
 * - `timeout`, `broken`, `stopped`: it left, and no answer came (too late, cut off, we are shutting down).
 * - `malformed`: an answer that cannot be read, such as a gateway's page.
 */
export type TelegramErrorKind = "refused" | "unreachable" | "timeout" | "broken" | "stopped" | "malformed";

export interface TelegramErrorFacts {
  readonly kind: TelegramErrorKind;
  /** Telegram's code or a short word. */
  readonly code: string;
  /** Telegram's own words, for an operator at a terminal. May name what was sent: not for logs. */
  readonly detail?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** Its message and code name neither the bot's token nor a citizen; the library's own errors do, so they end here. */
export class TelegramError extends Error {
  override readonly name = "TelegramError";
  readonly kind: TelegramErrorKind;
  readonly code: string;
  readonly detail: string | undefined;
  readonly failure: FailureClass;
  readonly retryAfterMs: number | undefined;

  constructor(facts: TelegramErrorFacts) {
    super(`Telegram: ${facts.kind} ${facts.code}`);
    this.kind = facts.kind;
    this.code = facts.code;
    this.detail = facts.detail;
    this.failure = facts.kind === "refused" ? failureOfCode(Number(facts.code)) : "transient";
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** The request may have done its work although no answer came. A gateway's 504 says just that. */
  get mayHaveArrived(): boolean {
    if (this.kind === "refused") return this.code === "504";
    return this.kind !== "unreachable";
  }
}

/** @example failureOfCode(403) // "permanent" */
export function failureOfCode(code: number): FailureClass {
  // Two pollers, or a webhook beside one: it says nothing of the message.
  if (code === 429 || code === 409 || code === 408 || code >= 500) return "transient";
  // The token is wrong, or the address of the Bot API; Telegram has no way of renewing a token.
  if (code === 401 || code === 404) return "human";
  return "permanent";
}

/** How a call was ended by us, if it was. */
export type OwnEnd = "timeout" | "stopped" | undefined;

/** Reads whatever a call threw. The deadline is ours, so who calls knows whether it was over. */
export function readTelegramError(error: unknown, ownEnd: OwnEnd): TelegramError {
  if (error instanceof TelegramError) return error;
  if (ownEnd) return new TelegramError({ kind: ownEnd, code: ownEnd });
  if (error instanceof GrammyError) return readRefusal(error);
  if (!(error instanceof HttpError)) return new TelegramError({ kind: "malformed", code: "malformed" });
  const { code, type } = (error.error ?? {}) as { code?: unknown; type?: unknown };
  if (type === "invalid-json") return new TelegramError({ kind: "malformed", code: "malformed" });
  const kind = typeof code === "string" && NEVER_LEFT.has(code) ? "unreachable" : "broken";
  return new TelegramError({ kind, code: kind, detail: typeof code === "string" ? code : undefined });
}

/** Longer than Telegram ever asks for; guards against a clock's worth of waiting for a wrong number. */
const LONGEST_RETRY_AFTER_S = 24 * 3600;

function readRefusal({ error_code: code, description, parameters }: GrammyError): TelegramError {
  // The library takes any JSON for an answer.
  if (!Number.isInteger(code) || code < 100 || code > 999)
    return new TelegramError({ kind: "malformed", code: "malformed" });
  const seconds: unknown = parameters?.retry_after;
  const isWait = typeof seconds === "number" && Number.isFinite(seconds) && seconds > 0;
  return new TelegramError({
    kind: "refused",
    code: String(code),
    detail: typeof description === "string" ? description.slice(0, 300) : undefined,
    retryAfterMs: isWait ? Math.min(seconds, LONGEST_RETRY_AFTER_S) * 1000 : undefined,
  });
}

/** Errors with which a connection was never made: nothing can have arrived. */
const NEVER_LEFT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** @throws what is not a TelegramError: that is a bug, not an answer of Telegram */
export function failedDelivery(error: unknown): DeliveryResult {
  if (!(error instanceof TelegramError)) throw error;
  const { failure, code, retryAfterMs } = error;
  return {
    kind: "failed",
    failure,
    code,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(error.mayHaveArrived ? { mayHaveArrived: true } : {}),
  };
}
