/** Calls the service. The token goes in a header, never in an address. */
import type { PageReply } from "../contract.ts";

export type Sending =
  | { readonly kind: "taken" }
  /** It will never be taken as it is. */
  | { readonly kind: "refused"; readonly why: string }
  | {
      readonly kind: "later";
      readonly afterMs: number | undefined;
      /** In the words of the service; empty when it said nothing. */
      readonly why: string;
    };

const SEND_PATIENCE_MS = 20_000;
/** Longer than the service holds a question that has no answer yet. */
const FETCH_PATIENCE_MS = 40_000;
const REFUSED = "Tin nhắn này không gửi được.";

/** Never throws: without a line it is `later`. */
export async function postJson(path: string, token: string, body: object): Promise<Sending> {
  try {
    const response = await call(path, token, SEND_PATIENCE_MS, undefined, {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (response.ok) return { kind: "taken" };
    const why = readWhy(await response.text());
    if (response.status === 429 || response.status >= 500)
      return { kind: "later", afterMs: readRetryAfter(response), why };
    return { kind: "refused", why: why || REFUSED };
  } catch {
    return { kind: "later", afterMs: undefined, why: "" };
  }
}

/** @throws RetryError when nothing could be fetched */
export async function fetchReplies(token: string, after: number, signal: AbortSignal): Promise<PageReply[]> {
  const response = await call(`/web/replies?after=${after}`, token, FETCH_PATIENCE_MS, signal, {});
  if (!response.ok) throw new RetryError(readRetryAfter(response));
  const { replies } = (await response.json()) as { replies?: unknown };
  return Array.isArray(replies) ? replies.filter(isReply) : [];
}

export class RetryError extends Error {
  readonly afterMs: number | undefined;
  constructor(afterMs: number | undefined) {
    super("fetch again later");
    this.afterMs = afterMs;
  }
}

async function call(
  path: string,
  token: string,
  patienceMs: number,
  signal: AbortSignal | undefined,
  init: RequestInit,
): Promise<Response> {
  const end = new AbortController();
  const stop = () => end.abort();
  const timer = setTimeout(stop, patienceMs);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  try {
    const response = await fetch(path, {
      ...init,
      signal: end.signal,
      cache: "no-store",
      credentials: "omit",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
    // The body comes within the same patience.
    const body = await response.text();
    return new Response(body, { status: response.status, headers: response.headers });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

function readRetryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after"));
  return seconds > 0 ? Math.min(seconds, 120) * 1000 : undefined;
}

/** What the service says of a refusal; empty when it says nothing that can be read. */
export function readWhy(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return typeof error === "string" ? error : "";
  } catch {
    return "";
  }
}

function isReply(value: unknown): value is PageReply {
  if (typeof value !== "object" || value === null) return false;
  const { id, at, text, buttons } = value as Record<string, unknown>;
  return (
    typeof id === "number" && typeof at === "number" && typeof text === "string" && Array.isArray(buttons)
  );
}
