/** Part of the composition root: the channels that are set up, each wired to storage. */
import type { Hono } from "hono";
import { createWebChat, WEB_LIMITS } from "./channels/web/index.ts";
import { createZaloChannel, type ZaloChannel } from "./channels/zalo/index.ts";
import type { Config } from "./config.ts";
import type {
  AcceptUpdates,
  ChannelLimits,
  ChannelName,
  DeliveringChannel,
  Outbox,
  ReplySignals,
  Store,
  WebhookChannel,
} from "./core/messaging/index.ts";
import type { Log } from "./server/index.ts";

export interface WebPorts {
  readonly accept: AcceptUpdates;
  readonly outbox: Outbox;
  readonly signals: ReplySignals;
  readonly clock: () => number;
  /** The service stops: nobody waits any longer. */
  readonly ending: AbortSignal;
}

/** A live call to a channel, for operators: what it says of our account. Throws what the channel's client throws. */
export interface ChannelLook {
  readonly name: string;
  look(): Promise<string>;
}

export interface Channels {
  readonly webhooks: readonly WebhookChannel[];
  readonly deliveries: readonly DeliveringChannel[];
  readonly zalo: ZaloChannel | undefined;
  /** Asks each channel who we are to it. */
  readonly looks: readonly ChannelLook[];
  readonly limitsOf: (channel: ChannelName) => ChannelLimits;
  /** Pages and routes of the web chat. */
  readonly web: (ports: WebPorts) => Hono;
  /** Begins what runs beside the webhooks. Returns how to end it. */
  readonly start: (accept: AcceptUpdates) => () => Promise<void>;
}

export function assembleChannels(config: Config, store: Store, log: Log, clock: () => number): Channels {
  const zalo = config.zalo && assembleZalo(config.zalo, store, log, clock);
  const carriers = [zalo].flatMap((one) => one ?? []);
  return {
    zalo,
    looks: zalo ? [{ name: "OA trên Zalo", look: async () => `“${(await zalo.client.getOa()).name}”` }] : [],
    webhooks: carriers.map(({ webhook }) => webhook),
    deliveries: carriers.map(({ delivery }) => delivery),
    limitsOf: (channel) =>
      carriers.find(({ delivery }) => delivery.name === channel)?.delivery.limits ?? WEB_LIMITS,
    web: (ports) => createWebChat(config.web, ports),
    start: () => {
      const stopTokens = zalo?.tokens.keepFresh();
      return async () => {
        stopTokens?.();
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
