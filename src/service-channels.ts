/** Part of the composition root: the channels that are set up, each wired to storage. */

import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { type ChannelLook, lookAtTelegram, lookAtZalo } from "./channel-looks.ts";
import { createTelegramChannel, type TelegramChannel } from "./channels/telegram/index.ts";
import { createWebChat, WEB_LIMITS, type WebChatPorts } from "./channels/web/index.ts";
import { createZaloChannel, type ZaloChannel } from "./channels/zalo/index.ts";
import type { Config } from "./config.ts";
import type {
  AcceptUpdates,
  ChannelLimits,
  ChannelName,
  DeliveringChannel,
  FileFetcher,
  Store,
  WebhookChannel,
} from "./core/messaging/index.ts";
import { holdLease } from "./hold-lease.ts";
import type { Log } from "./server/index.ts";

export interface Channels {
  readonly webhooks: readonly WebhookChannel[];
  readonly deliveries: readonly DeliveringChannel[];
  /** For photos and files that citizens sent. */
  readonly fetchers: readonly FileFetcher[];
  readonly zalo: ZaloChannel | undefined;
  /** Asks each channel who we are to it. */
  readonly looks: readonly ChannelLook[];
  readonly limitsOf: (channel: ChannelName) => ChannelLimits;
  /** Pages and routes of the web chat. */
  readonly web: (ports: WebChatPorts) => Hono;
  /** Begins what runs beside the webhooks. Returns how to end it. */
  readonly start: (accept: AcceptUpdates) => () => Promise<void>;
}

export function assembleChannels(config: Config, store: Store, log: Log, clock: () => number): Channels {
  const zalo = config.zalo && assembleZalo(config.zalo, store, log, clock);
  const telegram = config.telegram && assembleTelegram(config.telegram, log, clock);
  const carriers = [zalo, telegram].flatMap((one) => one ?? []);
  return {
    zalo,
    looks: [
      ...(zalo ? [{ name: "OA trên Zalo", look: () => lookAtZalo(zalo) }] : []),
      ...(telegram ? [{ name: "Bot trên Telegram", look: () => lookAtTelegram(telegram, clock()) }] : []),
    ],
    webhooks: carriers.map(({ webhook }) => webhook),
    deliveries: carriers.map(({ delivery }) => delivery),
    fetchers: carriers.map(({ files }) => files),
    limitsOf: (channel) =>
      carriers.find(({ delivery }) => delivery.name === channel)?.delivery.limits ?? WEB_LIMITS,
    web: (ports) => createWebChat(config.web, ports),
    start: (accept) => {
      const stopTokens = zalo?.tokens.keepFresh();
      // One process fetches from Telegram, or tells it where to call.
      const stopTelegram =
        telegram &&
        holdLease({
          name: "telegram",
          leases: store.leases,
          owner: randomUUID(),
          clock,
          begin: () => telegram.start(accept, config.server.publicUrl),
        });
      return async () => {
        stopTokens?.();
        await stopTelegram?.();
      };
    },
  };
}

function assembleZalo(
  settings: NonNullable<Config["zalo"]>,
  store: Store,
  log: Log,
  clock: () => number,
): ZaloChannel {
  return createZaloChannel(settings, {
    store: store.zaloTokens,
    now: clock,
    onOddity: (oddity) => log.warn("zalo-oddity", { oddity }),
    onNews: (news) =>
      news.kind === "rotated"
        ? log.info("zalo-tokens-rotated", { generation: news.generation })
        : log.error("zalo-tokens", { kind: news.kind, code: news.code }),
  });
}

function assembleTelegram(
  settings: NonNullable<Config["telegram"]>,
  log: Log,
  clock: () => number,
): TelegramChannel {
  return createTelegramChannel(settings, {
    now: clock,
    onTrouble: (trouble) => log.warn("telegram-trouble", { trouble }),
  });
}
