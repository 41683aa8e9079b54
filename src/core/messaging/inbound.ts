/** What comes in from a channel, after it was proved genuine and parsed: the same form for every channel. */
import type { Citizen } from "./citizen.ts";

/** A photo, file, voice … that a citizen sent: where it can be fetched, never its content. */
export interface Attachment {
  readonly type: string;
  readonly url: string | undefined;
  /** The channel's own handle of it, where it has no address of its own. */
  readonly handle?: string | undefined;
  /** As the citizen's device called it. */
  readonly name?: string | undefined;
  /** Bytes, where the channel tells. */
  readonly size?: number | undefined;
}

export type InboundEvent =
  /** Text or a pressed button. `payload` is what the button carries; it is believed no more than typed text. */
  | { readonly kind: "message"; readonly text: string; readonly payload?: string | undefined }
  /** Something without words that the bot cannot read. */
  | {
      readonly kind: "media";
      readonly attachments: readonly Attachment[];
      readonly text?: string | undefined;
    }
  /** The citizen followed the account or opened the chat for the first time. */
  | { readonly kind: "arrived" }
  /** The citizen unfollowed or blocked us. */
  | { readonly kind: "left" }
  /** A member of the staff wrote to the citizen by hand: the bot keeps quiet for a while. */
  | { readonly kind: "staff-wrote" }
  /** A turn on one of the citizen's messages broke for good: an apology is due. */
  | { readonly kind: "failed" };

export interface InboundUpdate {
  /** Names this update among all of its channel and account; a repeat has the same. Never made of the text alone. */
  readonly key: string;
  readonly citizen: Citizen;
  readonly event: InboundEvent;
  /** When it was sent, as the channel says; milliseconds since 1970. */
  readonly sentAt: number;
}

/**
 * How updates enter the house. "accepted": they are durable (or were before) and the channel may forget them. "busy":
 * nothing was kept, the channel should come again later (503). "not-kept": the same, but storage could not write: the
 * citizen is told so, by the house where the channel has no way of its own.
 */
export type AcceptUpdates = (updates: readonly InboundUpdate[]) => Promise<"accepted" | "busy" | "not-kept">;

/** Tells a channel that fetches when there may be something new for a citizen. */
export interface ReplySignals {
  /** Resolves when a reply was committed for this citizen, at the end of `timeoutMs`, or when `signal` aborts. */
  wait(citizen: Citizen, timeoutMs: number, signal: AbortSignal): Promise<void>;
}
