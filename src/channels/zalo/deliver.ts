/** Carries one part of a reply to one citizen on Zalo, and says how it ended. */
import { type DeliveringChannel, type DeliveryResult, heldBack } from "../../core/messaging/index.ts";
import type { SendingPace } from "./rate-limit.ts";
import { renderMessage, ZALO_LIMITS } from "./render.ts";
import type { SentMessage, ZaloClient } from "./zalo-client.ts";
import { failedDelivery, ZaloError } from "./zalo-errors.ts";

export interface DeliverySettings {
  /** Zalo takes answers this long after the citizen's last action (7 days; the first 48 hours are free). */
  readonly windowMs: number;
}

export function createZaloDelivery(
  client: Pick<ZaloClient, "sendMessage">,
  pace: SendingPace,
  settings: DeliverySettings,
  onSent?: (sent: SentMessage) => void,
): DeliveringChannel {
  return {
    name: "zalo",
    limits: ZALO_LIMITS,
    async deliver(citizenId, part, context): Promise<DeliveryResult> {
      const { lastInboundAt, now, signal } = context;
      // When it is not known, Zalo itself knows.
      if (lastInboundAt !== undefined && now - lastInboundAt > settings.windowMs)
        return { kind: "failed", failure: "window-closed", code: "own-window" };
      const busy = await pace.take();
      if (busy) return heldBack(busy.waitMs);
      try {
        const sent = await client.sendMessage(renderMessage(citizenId, part), signal);
        onSent?.(sent);
        return { kind: "delivered", messageId: sent.messageId };
      } catch (error) {
        const result = failedDelivery(error);
        if (error instanceof ZaloError && error.code === "-32" && result.kind === "failed")
          return { ...result, retryAfterMs: pace.hold() };
        return result;
      }
    },
  };
}
