/** The content of what a citizen sent: how a channel is asked for it, and how that may end. */
import type { ChannelName } from "./citizen.ts";
import type { Attachment } from "./inbound.ts";

export type FetchedFile =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array }
  /**
   * - `transient`: later it may come.
   * - `too-large`: longer than asked for; the rest was not read.
   * - `gone`: it will never come from there: unknown, expired, or an address that nobody should follow.
   */
  | {
      readonly kind: "failed";
      readonly failure: "transient" | "too-large" | "gone";
      /** The channel's own code or a short word; no personal data, no address. */
      readonly code: string;
      /** The channel said how long to wait. */
      readonly retryAfterMs?: number | undefined;
    };

/** What the file worker needs of a channel: the content of what a citizen sent, kept nowhere on the way. */
export interface FileFetcher {
  readonly name: ChannelName;
  /** Never throws for what the other side does. @param options.signal ends it: too late, or the service stops */
  fetchFile(
    attachment: Attachment,
    options: { readonly mostBytes: number; readonly signal: AbortSignal },
  ): Promise<FetchedFile>;
}

/** @example notFetched("gone", "404") // { kind: "failed", failure: "gone", code: "404" } */
export function notFetched(
  failure: "transient" | "too-large" | "gone",
  code: string,
): Extract<FetchedFile, { kind: "failed" }> {
  return { kind: "failed", failure, code };
}
