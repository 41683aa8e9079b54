/** A webhook call of Telegram → what came in, once it is proved genuine. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Received, WebhookChannel, WebhookRequest } from "../../core/messaging/index.ts";
import { type ReadUpdate, readUpdate } from "./read-update.ts";

export const SECRET_HEADER = "x-telegram-bot-api-secret-token";

export interface ReceivingDeps {
  /** Undefined: no webhook is set up, and nobody who calls is believed. */
  readonly webhookSecret: string | undefined;
  readonly now: () => number;
  /** Ends the spinner of a pressed button. Not waited for; must not throw. */
  readonly answerCallback: (callbackQueryId: string) => void;
  readonly onUnreadable?: (() => void) | undefined;
}

export function createTelegramWebhook(deps: ReceivingDeps): WebhookChannel {
  const { webhookSecret } = deps;
  // An empty secret would be known to everybody.
  const isGenuine = (request: WebhookRequest) =>
    Boolean(webhookSecret) && isSame(request.header(SECRET_HEADER) ?? "", webhookSecret ?? "");

  return {
    name: "telegram",
    receive(request): Received {
      if (!isGenuine(request)) return { kind: "refused", reason: "signature" };
      const update = parseUpdate(request.body, deps.now());
      if (!update) return { kind: "malformed" };
      // Refused, it would come again and again and hold up all that comes behind it.
      if (update.isUnreadable) deps.onUnreadable?.();
      return { kind: "genuine", updates: update.inbound ? [update.inbound] : [] };
    },
    afterAccepted(request) {
      if (!isGenuine(request)) return;
      const id = parseUpdate(request.body, deps.now())?.callbackQueryId;
      if (id !== undefined) deps.answerCallback(id);
    },
  };
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

function parseUpdate(bytes: Uint8Array, now: number): ReadUpdate | undefined {
  let value: unknown;
  try {
    value = JSON.parse(strictUtf8.decode(bytes));
  } catch {
    return undefined;
  }
  return readUpdate(value, now);
}

/** In constant time whatever the lengths are: compared are digests. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
