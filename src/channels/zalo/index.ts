/** The channel Zalo Official Account: what comes in by webhook, what goes out, and the tokens in between. */
import type {
  DeliveringChannel,
  FileFetcher,
  WebhookChannel,
  ZaloTokenStore,
} from "../../core/messaging/index.ts";
import type { Fetch } from "./call-zalo.ts";
import { createZaloDelivery } from "./deliver.ts";
import { createZaloFetcher } from "./fetch-file.ts";
import { createZaloOAuth } from "./oauth.ts";
import { createSendingPace } from "./rate-limit.ts";
import { createZaloWebhook, type ReceivingOddity } from "./receive.ts";
import { createZaloTokens, type TokenNews, type ZaloTokenKeeper } from "./tokens.ts";
import { createZaloClient, type SentMessage, type ZaloClient } from "./zalo-client.ts";

export { type LoginDeps, type LoginResult, loginToZalo } from "./login.ts";
export type { ReceivingOddity } from "./receive.ts";
export type { TokenAlarm, TokenNews, TokenStatus, ZaloTokenKeeper } from "./tokens.ts";
export type { OaProfile, SentMessage, ZaloClient } from "./zalo-client.ts";
export { ZaloError } from "./zalo-errors.ts";

/** The channel's part of the settings. */
export interface ZaloSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaSecretKey: string;
  /** For the first start only; afterwards the rotated one in storage counts. */
  readonly refreshToken: string | undefined;
  readonly apiBase: string;
  readonly oauthBase: string;
  readonly ratePerMinute: number;
  /** `log`: a wrong signature is reported, not refused: for setting up only. */
  readonly signatureMode: "enforce" | "log";
  readonly provesAppSecret: boolean;
  readonly windowMs: number;
}

export interface ZaloChannelDeps {
  readonly store: ZaloTokenStore;
  readonly now?: (() => number) | undefined;
  readonly chance?: (() => number) | undefined;
  readonly fetch?: Fetch | undefined;
  /** Of a call that sends; 10 seconds when not given. */
  readonly timeoutMs?: number | undefined;
  /** Of a call that asks for tokens; 15 seconds when not given. */
  readonly loginTimeoutMs?: number | undefined;
  /** For logs and metrics; none of it names a citizen. */
  readonly onOddity?: ((oddity: ReceivingOddity) => void) | undefined;
  readonly onNews?: ((news: TokenNews) => void) | undefined;
  readonly onSent?: ((sent: SentMessage) => void) | undefined;
}

export interface ZaloChannel {
  readonly webhook: WebhookChannel;
  readonly delivery: DeliveringChannel;
  readonly files: FileFetcher;
  readonly tokens: ZaloTokenKeeper;
  readonly client: ZaloClient;
}

/** Starts nothing: who runs the service calls `tokens.keepFresh()`. */
export function createZaloChannel(settings: ZaloSettings, deps: ZaloChannelDeps): ZaloChannel {
  const { store, now = Date.now, chance = Math.random, fetch } = deps;
  const { oauthBase, appId, appSecret, apiBase, oaId } = settings;
  const pace = createSendingPace(settings.ratePerMinute, now, chance);
  const oauth = createZaloOAuth({ oauthBase, appId, appSecret, now, fetch, timeoutMs: deps.loginTimeoutMs });
  const tokens = createZaloTokens({
    oaId,
    store,
    oauth,
    firstRefreshToken: settings.refreshToken,
    now,
    onNews: deps.onNews,
  });
  const client = createZaloClient({
    apiBase,
    tokens,
    appSecret: settings.provesAppSecret ? appSecret : undefined,
    fetch,
    timeoutMs: deps.timeoutMs,
    onAnswer: ({ remaining, limit }) => pace.note(remaining, limit),
  });
  return {
    webhook: createZaloWebhook(settings, deps.onOddity),
    delivery: createZaloDelivery(client, pace, settings, deps.onSent),
    files: createZaloFetcher({ apiBase }),
    tokens,
    client,
  };
}
