/** What Telegram is told when the service starts: the bot's menu, and where updates go. */
import { COMMANDS } from "../../core/conversation/index.ts";
import type { TelegramClient } from "./telegram-client.ts";
import { TelegramError } from "./telegram-errors.ts";
import { createPauses, type PauseSettings } from "./try-again.ts";

export interface SetupDeps {
  readonly client: Pick<TelegramClient, "setCommands" | "setWebhook" | "removeWebhook">;
  readonly chance: () => number;
  readonly pauses: PauseSettings;
  /** Names what went wrong; tried again until it is done. */
  readonly onTrouble: (code: SetupTrouble) => void;
}

/** What could not be done, and Telegram's code: such as `webhook:400` for an address that Telegram does not take. */
export type SetupTrouble = `${"commands" | "webhook"}:${string}`;

/** Where the server listens for this channel, below the public address. */
const WEBHOOK_PATH = "/webhooks/telegram";

/** The three resolve when it is done or `signal` aborts. They never reject. */
export function showCommands(deps: SetupDeps, signal: AbortSignal): Promise<void> {
  const commands = COMMANDS.map(({ name, description }) => ({ command: name, description }));
  return untilDone("commands", () => deps.client.setCommands(commands, signal), deps, signal);
}

/** @param publicUrl without a slash at the end */
export function callUs(
  deps: SetupDeps,
  publicUrl: string,
  secret: string,
  signal: AbortSignal,
): Promise<void> {
  const url = `${publicUrl}${WEBHOOK_PATH}`;
  return untilDone("webhook", () => deps.client.setWebhook(url, secret, signal), deps, signal);
}

/** Updates that wait at Telegram stay, and are fetched. */
export function doNotCallUs(deps: SetupDeps, signal: AbortSignal): Promise<void> {
  return untilDone("webhook", () => deps.client.removeWebhook(signal), deps, signal);
}

async function untilDone(
  what: "commands" | "webhook",
  task: () => Promise<void>,
  deps: SetupDeps,
  signal: AbortSignal,
): Promise<void> {
  const pauses = createPauses(deps.pauses, deps.chance);
  while (!signal.aborted) {
    try {
      return await task();
    } catch (error) {
      if (signal.aborted) return;
      const { code, retryAfterMs } =
        error instanceof TelegramError ? error : { code: "broken", retryAfterMs: undefined };
      deps.onTrouble(`${what}:${code}`);
      await pauses.wait(signal, retryAfterMs);
    }
  }
}
