/** A channel and a Telegram to speak with, for one test. */
import { onTestFinished } from "vitest";
import {
  createTelegramChannel,
  type TelegramChannel,
  type TelegramChannelDeps,
  type TelegramSettings,
} from "../../../src/channels/telegram/index.ts";
import type { DeliveryContext, InboundUpdate } from "../../../src/core/messaging/index.ts";
import {
  startTelegramDouble,
  type TelegramDouble,
  type TelegramDoubleOptions,
} from "../../doubles/telegram-double.ts";

export const BOT_TOKEN = "123456:a-token-for-tests";
export const SECRET = "mot-bi-mat_42";

export interface ATelegram {
  readonly double: TelegramDouble;
  readonly channel: TelegramChannel;
  readonly troubles: readonly string[];
  /** What was accepted, in order. */
  readonly accepted: readonly InboundUpdate[];
  readonly accept: (updates: readonly InboundUpdate[]) => Promise<"accepted" | "busy">;
}

export interface Given {
  readonly double?: Partial<TelegramDoubleOptions>;
  readonly settings?: Partial<TelegramSettings>;
  readonly deps?: TelegramChannelDeps;
}

export async function aTelegram(given: Given = {}): Promise<ATelegram> {
  const double = await startTelegramDouble({ botToken: BOT_TOKEN, ...given.double });
  onTestFinished(() => double.close());
  const troubles: string[] = [];
  const accepted: InboundUpdate[] = [];
  const channel = createTelegramChannel(
    { botToken: BOT_TOKEN, apiRoot: double.url, webhookSecret: undefined, ...given.settings },
    {
      onTrouble: (trouble) => troubles.push(trouble),
      waitSeconds: 5,
      pauses: { firstMs: 10, longestMs: 40 },
      ...given.deps,
    },
  );
  const accept = async (updates: readonly InboundUpdate[]) => {
    accepted.push(...updates);
    return "accepted" as const;
  };
  return { double, channel, troubles, accepted, accept };
}

/** Starts the channel and stops it when the test is over. */
export function started(
  { channel, accept }: Pick<ATelegram, "channel" | "accept">,
  publicUrl?: string,
): () => Promise<void> {
  const stop = channel.start(accept, publicUrl);
  onTestFinished(stop);
  return stop;
}

export function context(overrides: Partial<DeliveryContext> = {}): DeliveryContext {
  return { lastInboundAt: undefined, now: 0, signal: new AbortController().signal, ...overrides };
}
