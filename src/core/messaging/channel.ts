/** Where citizens write, and what the house asks of a channel: to recognise what comes in and to carry what goes out. */
import type { Reply } from "../conversation/reply.ts";
import type { ChannelName } from "./citizen.ts";
import type { DeliveryResult } from "./delivery.ts";
import type { InboundUpdate } from "./inbound.ts";

export interface ChannelLimits {
  /** Characters (code points, in NFC) of one message. */
  readonly textMax: number;
  /** Buttons of one message. */
  readonly buttonsMax: number;
  /** Characters of a button's label. */
  readonly labelMax: number;
}

/** A request by which a channel calls us, before anything is believed of it. */
export interface WebhookRequest {
  /** As they came: signatures are made over these very bytes. */
  readonly body: Uint8Array;
  /** @param name in lower case */
  header(name: string): string | undefined;
}

export type Received =
  /** Not genuine: answered 401, nothing is stored. */
  | { readonly kind: "refused"; readonly reason: "signature" | "other-account" }
  /** Genuine or unprovable, but no update of a known form: answered 400, nothing is stored. */
  | { readonly kind: "malformed" }
  /** Genuine. No updates: something that asks for nothing (a receipt, our own echo); answered 200 all the same. */
  | { readonly kind: "genuine"; readonly updates: readonly InboundUpdate[] };

/** How one message part is carried to one citizen. */
export interface DeliveryContext {
  /** When the citizen last wrote or pressed something, milliseconds since 1970; a channel may forbid answers after a while. */
  readonly lastInboundAt: number | undefined;
  readonly now: number;
  /** Ends the call when the service stops. */
  readonly signal: AbortSignal;
}

/** What the outbox worker needs of a channel. */
export interface DeliveringChannel {
  readonly name: ChannelName;
  readonly limits: ChannelLimits;
  /** Never throws for what the channel says; a bug may throw, and counts as a permanent failure. */
  deliver(citizenId: string, part: Reply, context: DeliveryContext): Promise<DeliveryResult>;
}

/** What the server needs of a channel that calls us. */
export interface WebhookChannel {
  readonly name: ChannelName;
  /** Pure, constant time in what is secret. Throws nothing whatever the bytes are. */
  receive(request: WebhookRequest): Received;
  /** Courtesies towards the channel once the update is durable (such as ending a button's spinner); never waited for. */
  afterAccepted?(request: WebhookRequest): void;
}
