/** The channel Telegram: updates that come by webhook or are fetched, answers that go out. */
import type {
  AcceptUpdates,
  DeliveringChannel,
  FailureClass,
  FileFetcher,
  WebhookChannel,
} from "../../core/messaging/index.ts";
import { createTelegramDelivery } from "./deliver.ts";
import { createTelegramFetcher } from "./fetch-file.ts";
import { type PollingTrouble, pollForUpdates } from "./poll.ts";
import { createTelegramWebhook } from "./receive.ts";
import { createSendingPace, type PaceSettings } from "./sending-pace.ts";
import { callUs, doNotCallUs, type SetupTrouble, showCommands } from "./setup.ts";
import { createTelegramClient, type TelegramClient, type WebhookStatus } from "./telegram-client.ts";
import { TelegramError } from "./telegram-errors.ts";
import { DEFAULT_PAUSES, type PauseSettings } from "./try-again.ts";

export type { PaceSettings } from "./sending-pace.ts";
export type { WebhookStatus } from "./telegram-client.ts";
export { TelegramError } from "./telegram-errors.ts";

/** The channel's part of the settings. */
export interface TelegramSettings {
  readonly botToken: string;
  readonly apiRoot: string;
  /** Undefined: updates are fetched. */
  readonly webhookSecret: string | undefined;
}

/** For logs and metrics; none of it names a citizen or the token. */
export type TelegramTrouble = PollingTrouble | SetupTrouble;

export interface TelegramChannelDeps {
  readonly onTrouble?: ((trouble: TelegramTrouble) => void) | undefined;
  readonly now?: (() => number) | undefined;
  readonly chance?: (() => number) | undefined;
  /** Of a call; 10 seconds when not given. Waiting for updates takes longer. */
  readonly timeoutMs?: number | undefined;
  /** How long Telegram holds a call for updates in which nothing happens; 30 when not given. */
  readonly waitSeconds?: number | undefined;
  readonly pauses?: PauseSettings | undefined;
  readonly pace?: PaceSettings | undefined;
}

/** What a person wants to know of the channel. */
export type TelegramLook =
  | { readonly kind: "works"; readonly username: string; readonly webhook: WebhookStatus }
  | { readonly kind: "failed"; readonly failure: FailureClass; readonly code: string };

export interface TelegramChannel {
  readonly webhook: WebhookChannel;
  readonly delivery: DeliveringChannel;
  readonly files: FileFetcher;
  /**
   * Shows the menu, then lets Telegram call us (a secret and a public address are set) or fetches updates. Goes on beside
   * the service whatever happens; returns how to end it.
   *
   * @param publicUrl without a slash at the end
   */
  start(accept: AcceptUpdates, publicUrl: string | undefined): () => Promise<void>;
  /** Asks Telegram who we are and how its calls to us go. Never rejects. */
  look(): Promise<TelegramLook>;
}

/** Starts nothing: who runs the service calls `start`. */
export function createTelegramChannel(
  settings: TelegramSettings,
  deps: TelegramChannelDeps = {},
): TelegramChannel {
  const { now = Date.now, chance = Math.random, pauses = DEFAULT_PAUSES } = deps;
  const { botToken, apiRoot, webhookSecret } = settings;
  const onTrouble = deps.onTrouble ?? (() => undefined);
  const client = createTelegramClient({ botToken, apiRoot, timeoutMs: deps.timeoutMs ?? 10_000 });
  const answerCallback = (id: string) => {
    // A courtesy: without it the button spins for a while, and that is all.
    client.answerCallback(id).catch(() => undefined);
  };
  const setup = { client, chance, pauses, onTrouble };

  async function fetchUpdates(accept: AcceptUpdates, signal: AbortSignal): Promise<void> {
    const waitSeconds = deps.waitSeconds ?? 30;
    await doNotCallUs(setup, signal);
    await pollForUpdates({ ...setup, accept, now, waitSeconds, answerCallback }, signal);
  }

  return {
    webhook: createTelegramWebhook({
      webhookSecret,
      now,
      answerCallback,
      onUnreadable: () => onTrouble("update:malformed"),
    }),
    delivery: createTelegramDelivery(client, createSendingPace(now, deps.pace)),
    files: createTelegramFetcher(client, { botToken, apiRoot }),
    start(accept, publicUrl) {
      const controller = new AbortController();
      const { signal } = controller;
      const updates =
        webhookSecret !== undefined && publicUrl !== undefined
          ? callUs(setup, publicUrl, webhookSecret, signal)
          : fetchUpdates(accept, signal);
      const running = Promise.all([showCommands(setup, signal), updates]);
      return async () => {
        controller.abort();
        await running;
      };
    },
    look: () => look(client),
  };
}

async function look(client: Pick<TelegramClient, "getProfile" | "getWebhookStatus">): Promise<TelegramLook> {
  try {
    const [{ username }, webhook] = await Promise.all([client.getProfile(), client.getWebhookStatus()]);
    return { kind: "works", username, webhook };
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    return { kind: "failed", failure: error.failure, code: error.code };
  }
}
