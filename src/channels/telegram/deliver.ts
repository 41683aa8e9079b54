/** Carries one part of a reply to one citizen on Telegram, and says how it ended. */
import { type DeliveringChannel, type DeliveryResult, heldBack } from "../../core/messaging/index.ts";
import { renderMessage, TELEGRAM_LIMITS } from "./render.ts";
import type { SendingPace } from "./sending-pace.ts";
import type { TelegramClient } from "./telegram-client.ts";
import { failedDelivery, TelegramError } from "./telegram-errors.ts";

export function createTelegramDelivery(
  client: Pick<TelegramClient, "sendMessage">,
  pace: SendingPace,
): DeliveringChannel {
  return {
    name: "telegram",
    limits: TELEGRAM_LIMITS,
    async deliver(citizenId, part, { signal }): Promise<DeliveryResult> {
      const message = renderMessage(citizenId, part);
      const busy = pace.take(citizenId);
      if (busy) return heldBack(busy.waitMs);
      try {
        const { messageId } = await client.sendMessage(message, signal);
        return { kind: "delivered", messageId };
      } catch (error) {
        if (error instanceof TelegramError && error.retryAfterMs !== undefined)
          pace.hold(citizenId, error.retryAfterMs);
        return failedDelivery(error);
      }
    },
  };
}
