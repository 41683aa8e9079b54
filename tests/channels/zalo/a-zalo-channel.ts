/** The whole Zalo channel against the double, with storage in memory and a clock that stands until it is moved. */
import {
  createZaloChannel,
  type SentMessage,
  type TokenNews,
  type ZaloChannel,
  type ZaloChannelDeps,
  type ZaloSettings,
} from "../../../src/channels/zalo/index.ts";
import type { Reply } from "../../../src/core/conversation/index.ts";
import type {
  DeliveryContext,
  DeliveryResult,
  Store,
  ZaloTokenStore,
} from "../../../src/core/messaging/index.ts";
import { createMemoryStore } from "../../../src/storage/memory/memory-store.ts";
import type { ZaloDouble, ZaloDoubleOptions } from "../../doubles/zalo-double.ts";
import { startZalo, ZALO_ACCOUNT } from "../../service/a-zalo.ts";

export const CITIZEN = "4815162342108151623";
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface AZaloChannel extends ZaloChannel {
  readonly zalo: ZaloDouble;
  readonly store: Store;
  readonly settings: ZaloSettings;
  readonly news: readonly TokenNews[];
  readonly sent: readonly SentMessage[];
  now(): number;
  wait(ms: number): void;
  say(text: string, buttons?: Reply["buttons"]): Promise<DeliveryResult>;
  deliver(part: Reply, context?: Partial<DeliveryContext>): Promise<DeliveryResult>;
  /** Another process with the same storage, or with what is given instead. */
  another(store?: ZaloTokenStore): ZaloChannel;
  close(): Promise<void>;
}

export interface AZaloChannelOptions {
  readonly zalo?: Partial<ZaloDoubleOptions>;
  readonly settings?: Partial<ZaloSettings>;
  readonly deps?: Partial<ZaloChannelDeps>;
}

export async function aZaloChannel(options: AZaloChannelOptions = {}): Promise<AZaloChannel> {
  let now = Date.UTC(2026, 10, 22, 2);
  const zalo = await startZalo({ now: () => now, ...options.zalo });
  zalo.interact(CITIZEN);
  const store = await createMemoryStore();
  const news: TokenNews[] = [];
  const sent: SentMessage[] = [];
  const settings: ZaloSettings = {
    ...ZALO_ACCOUNT,
    apiBase: zalo.url,
    oauthBase: zalo.url,
    ratePerMinute: 1_000_000,
    signatureMode: "enforce",
    provesAppSecret: false,
    windowMs: 7 * DAY,
    ...options.settings,
  };
  const another = (tokenStore: ZaloTokenStore = store.zaloTokens) =>
    createZaloChannel(settings, {
      store: tokenStore,
      now: () => now,
      chance: () => 0.5,
      onNews: (one) => news.push(one),
      onSent: (one) => sent.push(one),
      ...options.deps,
    });
  const channel = another();
  const deliver = (part: Reply, context: Partial<DeliveryContext> = {}) =>
    channel.delivery.deliver(CITIZEN, part, {
      lastInboundAt: undefined,
      now,
      signal: new AbortController().signal,
      ...context,
    });
  return {
    ...channel,
    zalo,
    store,
    settings,
    news,
    sent,
    now: () => now,
    wait: (ms) => {
      now += ms;
    },
    deliver,
    say: (text, buttons = []) => deliver({ text, buttons }),
    another,
    close: async () => {
      await zalo.close();
      await store.close();
    },
  };
}
