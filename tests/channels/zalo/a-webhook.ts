/** The door for Zalo's calls, with what it would have told an operator, and calls as Zalo makes them. */
import { createZaloWebhook, type ReceivingOddity } from "../../../src/channels/zalo/receive.ts";
import type { InboundUpdate, Received } from "../../../src/core/messaging/index.ts";
import { type SignatureKind, type SignedCall, ZaloWebhookSender } from "../../doubles/zalo-webhook-sender.ts";
import { ZALO_ACCOUNT } from "../../service/a-zalo.ts";

export const SENT_AT = Date.UTC(2026, 10, 22, 2);
export const OA = ZALO_ACCOUNT.oaId;

export const zaloSender = new ZaloWebhookSender(
  ZALO_ACCOUNT,
  () => SENT_AT,
  () => undefined,
);

export interface AWebhook {
  readonly oddities: ReceivingOddity[];
  call(call: SignedCall): Received;
  /** Signed as told; a Buffer or text is sent as it is. */
  send(event: object | string | Buffer, kind?: SignatureKind): Received;
}

export function aWebhook(signatureMode: "enforce" | "log" = "enforce"): AWebhook {
  const oddities: ReceivingOddity[] = [];
  const webhook = createZaloWebhook({ ...ZALO_ACCOUNT, signatureMode }, (oddity) => oddities.push(oddity));
  const call = ({ body, signature }: SignedCall) =>
    webhook.receive({
      body,
      header: (name) => (name === "x-zevent-signature" ? signature : undefined),
    });
  return { oddities, call, send: (event, kind) => call(zaloSender.sign(event, kind)) };
}

export const REFUSED = { kind: "refused", reason: "signature" } as const;
export const NOTHING_TO_DO = { kind: "genuine", updates: [] } as const;

/** The one update of a genuine call. @throws when there is none, or several */
export function updateOf(received: Received): InboundUpdate {
  if (received.kind !== "genuine") throw new Error(`not genuine: ${JSON.stringify(received)}`);
  const [update, ...others] = received.updates;
  if (!update || others.length > 0) throw new Error(`${received.updates.length} updates, not one`);
  return update;
}

/** Any event in Zalo's envelope; `undefined` takes a field away. */
export function anEvent(fields: Record<string, unknown>): object {
  return {
    app_id: ZALO_ACCOUNT.appId,
    event_name: "user_send_text",
    timestamp: String(SENT_AT),
    sender: { id: "111" },
    recipient: { id: OA },
    message: { msg_id: "m1", text: "xin chào" },
    ...fields,
  };
}
