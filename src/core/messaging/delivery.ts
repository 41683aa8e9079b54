/** How the carrying of a message part may end, and what is done about a failure. Pure. */

/**
 * - `auth`: the channel refuses our credentials even after they were renewed.
 * - `transient`: rate limit, network, a fault of theirs: later it may work.
 * - `window-closed`: the channel forbids answers so long after the citizen's last message.
 * - `permanent`: this part will never be taken (blocked, unknown person, refused content).
 * - `human`: a person must act (consent, package, account) before anything goes out on this channel.
 */
export const FAILURE_CLASSES = ["auth", "transient", "window-closed", "permanent", "human"] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export type DeliveryResult =
  | { readonly kind: "delivered"; readonly messageId?: string | undefined }
  | {
      readonly kind: "failed";
      readonly failure: FailureClass;
      /** The channel's own code or a short word; no personal data. Such as `-230`, `timeout`, `403`. */
      readonly code: string;
      /** The channel said how long to wait. */
      readonly retryAfterMs?: number | undefined;
      /** The answer was lost: the part may have arrived. Tried once more at the most. */
      readonly mayHaveArrived?: boolean | undefined;
      /** Our own pace held it back: nothing was sent, and it is no try. */
      readonly heldBack?: boolean | undefined;
    };

/** Our own pace lets nothing out for so long: nothing was sent. */
export function heldBack(waitMs: number): DeliveryResult {
  return { kind: "failed", failure: "transient", code: "own-rate", retryAfterMs: waitMs, heldBack: true };
}

export interface RetrySettings {
  /** Wait before the second try; doubles each time. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Past this age a reply helps nobody: it is dropped, with a record. */
  readonly maxAgeMs: number;
}

export const DEFAULT_RETRIES: RetrySettings = {
  firstDelayMs: 1_000,
  longestDelayMs: 5 * 60_000,
  maxAgeMs: 6 * 3_600_000,
};

/** What becomes of a part: tried again at a time, or ended. `reason` is a class, or `too-old`. */
export type Settlement =
  | { readonly kind: "delivered"; readonly messageId?: string | undefined }
  | {
      readonly kind: "retry";
      readonly at: number;
      readonly reason: FailureClass;
      readonly code: string;
      readonly isTry: boolean;
    }
  | { readonly kind: "given-up"; readonly reason: FailureClass; readonly code: string }
  | { readonly kind: "dropped"; readonly reason: "too-old" };

export interface TriedPart {
  /** Tries before this one. */
  readonly tries: number;
  readonly createdAt: number;
}

/** Auth and human failures wait for a person; looked at again this often. */
const PERSON_DELAY_MS = 60_000;

/**
 * Decides what follows from a delivery. @param chance from 0 to 1: spreads the tries of many parts.
 * @example settle({ tries: 0, createdAt: 0 }, { kind: "failed", failure: "permanent", code: "403" }, 10, 0.5)
 * // { kind: "given-up", reason: "permanent", code: "403" }
 */
export function settle(
  part: TriedPart,
  result: DeliveryResult,
  now: number,
  chance: number,
  settings: RetrySettings = DEFAULT_RETRIES,
): Settlement {
  if (result.kind === "delivered") return result;
  const { failure, code } = result;
  if (failure === "permanent" || failure === "window-closed")
    return { kind: "given-up", reason: failure, code };
  // It may be there already: a second repeat would be worse than silence.
  if (result.mayHaveArrived && part.tries >= 1) return { kind: "given-up", reason: failure, code };
  const isTry = !result.heldBack;
  const waits = !isTry
    ? 0
    : failure === "transient"
      ? backOff(part.tries, chance, settings)
      : PERSON_DELAY_MS;
  const at = now + Math.max(waits, result.retryAfterMs ?? 0);
  if (at - part.createdAt > settings.maxAgeMs) return { kind: "dropped", reason: "too-old" };
  return { kind: "retry", at, reason: failure, code, isTry };
}

/** Exponential, half of it left to chance, so that those who failed together do not come back together. */
function backOff(tries: number, chance: number, settings: RetrySettings): number {
  const full = Math.min(settings.longestDelayMs, settings.firstDelayMs * 2 ** Math.min(tries, 30));
  return Math.round(full / 2 + (full / 2) * chance);
}
