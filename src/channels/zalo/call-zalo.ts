/** One HTTP call to Zalo with a deadline; whatever goes wrong comes out as a ZaloError. */
import { setMaxListeners } from "node:events";
import { z } from "zod";
import { parseLossless } from "./lossless-json.ts";
import { failureOfCode, failureOfStatus, ZaloError } from "./zalo-errors.ts";

export type Fetch = typeof globalThis.fetch;

export interface ZaloCall {
  readonly fetch: Fetch;
  readonly url: string;
  readonly init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  };
  readonly timeoutMs: number;
  /** Ends the call when the service stops. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the answer's headers, whatever the answer is. */
  readonly onHeaders?: ((headers: Headers) => void) | undefined;
}

/** Errors with which a connection was never made: nothing can have arrived. */
const NEVER_LEFT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

const envelopeSchema = z.object({ error: z.coerce.number().int(), message: z.string().catch("") });
/** The login's host also says the error in words, or by name only. */
const loginErrorSchema = z.object({
  error_name: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
});

/** The answer's JSON, when its code is 0 or it has none. @throws ZaloError for everything else */
export async function callZalo(call: ZaloCall): Promise<unknown> {
  const endpoint = new URL(call.url).pathname;
  const { status, text, retryAfterMs } = await readAnswer(call, endpoint);
  const answer = parseAnswer(text);
  const envelope = envelopeSchema.safeParse(answer);
  if (envelope.success && envelope.data.error !== 0) {
    const code = String(envelope.data.error);
    const byCode = failureOfCode(code);
    throw new ZaloError({
      kind: "refused",
      code,
      endpoint,
      detail: detailOf(envelope.data.message, answer),
      failure: status >= 500 && byCode === "permanent" ? "transient" : byCode,
      retryAfterMs,
    });
  }
  if (status < 200 || status > 299)
    throw new ZaloError({
      kind: "http",
      code: String(status),
      endpoint,
      failure: failureOfStatus(status),
      retryAfterMs,
    });
  if (answer === undefined) throw new ZaloError({ kind: "malformed", code: "malformed", endpoint });
  return answer;
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | undefined;
}

/** The deadline also holds for the body. Its listener goes when the call is over: the service's signal lives long. */
async function readAnswer(call: ZaloCall, endpoint: string): Promise<RawAnswer> {
  if (call.signal?.aborted) throw new ZaloError({ kind: "unreachable", code: "stopped", endpoint });
  const controller = new AbortController();
  let isLate = false;
  const stop = () => controller.abort();
  const timer = setTimeout(() => {
    isLate = true;
    stop();
  }, call.timeoutMs);
  if (call.signal) {
    // As many calls as are on their way listen to the same signal: that is no leak.
    setMaxListeners(0, call.signal);
    call.signal.addEventListener("abort", stop, { once: true });
  }
  try {
    const response = await call.fetch(call.url, {
      ...call.init,
      signal: controller.signal,
      // A token or a secret is never carried to where a redirection points.
      redirect: "error",
    });
    call.onHeaders?.(response.headers);
    const text = await response.text();
    return { status: response.status, text, retryAfterMs: readRetryAfter(response.headers) };
  } catch (error) {
    if (error instanceof ZaloError) throw error;
    if (isLate) throw new ZaloError({ kind: "timeout", code: "timeout", endpoint }, { cause: error });
    if (call.signal?.aborted)
      throw new ZaloError({ kind: "stopped", code: "stopped", endpoint }, { cause: error });
    const code = codeOf(error);
    const kind = NEVER_LEFT.has(code) ? "unreachable" : "broken";
    throw new ZaloError({ kind, code: kind, endpoint, detail: code }, { cause: error });
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener("abort", stop);
  }
}

function parseAnswer(text: string): unknown {
  try {
    const answer = parseLossless(text);
    return typeof answer === "object" && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

function detailOf(message: string, answer: unknown): string | undefined {
  const { data } = loginErrorSchema.safeParse(answer);
  const words = [message, data?.error_name, data?.error_description].filter(Boolean).join(" – ");
  return words === "" ? undefined : words.slice(0, 300);
}

/** fetch hides the reason in `cause`; with several addresses tried, each has its own below. */
function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return "unknown";
  const { code, cause } = error as Error & { code?: unknown };
  if (typeof code === "string") return code;
  const inner = error instanceof AggregateError ? error.errors[0] : cause;
  return codeOf(inner, depth + 1);
}

/** Seconds, as a gateway says them; dates are not expected here. */
function readRetryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined;
}
