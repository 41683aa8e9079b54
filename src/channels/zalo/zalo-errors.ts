/** What a failed call to Zalo means: one error class, and the table from Zalo's codes to what is done about them. */
import type { DeliveryResult, FailureClass } from "../../core/messaging/index.ts";

/**
 * - `refused`: Zalo answered, with a code other than 0 (it does so at HTTP 200).
 * - `http`: an HTTP status and no code of Zalo's.
 * - `unreachable`: the request never left: no name, no connection.
 * - `timeout`, `broken`, `stopped`: it left, and no answer came (too late, cut off, we are shutting down).
 * - `malformed`: an answer that cannot be read.
 * - `no-token`: there is nothing to sign the call with.
 */
export type ZaloErrorKind =
  | "refused"
  | "http"
  | "unreachable"
  | "timeout"
  | "broken"
  | "stopped"
  | "malformed"
  | "no-token";

export interface ZaloErrorFacts {
  readonly kind: ZaloErrorKind;
  /** Zalo's code, an HTTP status or a short word. */
  readonly code: string;
  /** Path of the call; never its content. */
  readonly endpoint: string;
  /** Zalo's own words, for an operator at a terminal. May name what was sent: not for logs. */
  readonly detail?: string | undefined;
  readonly failure?: FailureClass | undefined;
  readonly retryAfterMs?: number | undefined;
}

export class ZaloError extends Error {
  override readonly name = "ZaloError";
  readonly kind: ZaloErrorKind;
  readonly code: string;
  readonly detail: string | undefined;
  readonly failure: FailureClass;
  readonly retryAfterMs: number | undefined;

  constructor(facts: ZaloErrorFacts, options?: ErrorOptions) {
    super(`Zalo ${facts.endpoint}: ${facts.kind} ${facts.code}`, options);
    this.kind = facts.kind;
    this.code = facts.code;
    this.detail = facts.detail;
    this.failure = facts.failure ?? failureOf(facts.kind, facts.code);
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** The request may have done its work although no answer came. A gateway's 504 says just that. */
  get mayHaveArrived(): boolean {
    if (this.kind === "http") return this.code === "504";
    return ["timeout", "broken", "stopped", "malformed"].includes(this.kind);
  }
}

/**
 * Zalo's codes, from the error list of the OA documentation (appendix "mã lỗi") and projects that run on it. A code
 * that is not here fails its part for good: repeating what is not understood helps nobody, and a person can replay it.
 */
const FAILURES: Readonly<Record<FailureClass, readonly string[]>> = {
  // The access token is invalid, has expired or was removed. Some projects also meet the HTTP-like forms.
  auth: ["-216", "-220", "-124", "216", "401", "-401"],
  // Rate limit of app or account; "send failed" without a reason.
  transient: ["-32", "-200"],
  // No interaction in 7 days; outside the window; no interaction yet.
  "window-closed": ["-230", "-231", "-232"],
  // Upload gone, invalid field or user, parameter over its limit, quota of the feature or of this recipient, not a
  // follower, banned or idle, wrong kind of message, old API, restricted by the user, content against the rules.
  permanent: ["-100", "-201", "-210", "-211", "-213", "-218", "-227", "-233", "-240", "-244", "-248"],
  // App inactive, API not registered, app removed, account has not granted, account deleted, absent or unverified,
  // package, kind of account, billing, proof of the app secret; and the login's: app inactive, redirect or verifier
  // wrong, consent gone.
  human: [
    ...["-209", "-212", "-219", "-223", "-204", "-205", "-221", "-224", "-235", "-320", "-321", "-242"],
    ...["-14002", "-14003", "-14014", "-118"],
  ],
};

const FAILURE_BY_CODE: ReadonlyMap<string, FailureClass> = new Map(
  (Object.keys(FAILURES) as FailureClass[]).flatMap((failure) =>
    FAILURES[failure].map((code) => [code, failure] as const),
  ),
);

/** @example failureOfCode("-230") // "window-closed" */
export function failureOfCode(code: string): FailureClass {
  return FAILURE_BY_CODE.get(code) ?? "permanent";
}

/** @example failureOfStatus(503) // "transient" */
export function failureOfStatus(status: number): FailureClass {
  if (status >= 500 || status === 408 || status === 429) return "transient";
  if (status === 401) return "auth";
  // Wrong address or a wall in front of it: the settings are at fault, not this message.
  if (status === 403 || status === 404) return "human";
  return "permanent";
}

function failureOf(kind: ZaloErrorKind, code: string): FailureClass {
  if (kind === "refused") return failureOfCode(code);
  if (kind === "http") return failureOfStatus(Number(code));
  return "transient";
}

/** @throws what is not a ZaloError: that is a bug, not an answer of Zalo */
export function failedDelivery(error: unknown): DeliveryResult {
  if (!(error instanceof ZaloError)) throw error;
  const { failure, code, retryAfterMs } = error;
  return {
    kind: "failed",
    failure,
    code,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(error.mayHaveArrived ? { mayHaveArrived: true } : {}),
  };
}
