/** Fetches updates where Telegram cannot call us: each batch is confirmed only once it is durable. */
import type { AcceptUpdates } from "../../core/messaging/index.ts";
import { type ReadUpdate, readUpdate } from "./read-update.ts";
import type { TelegramClient } from "./telegram-client.ts";
import { TelegramError } from "./telegram-errors.ts";
import { createPauses, type PauseSettings } from "./try-again.ts";

export interface PollingDeps {
  readonly client: Pick<TelegramClient, "getUpdates" | "removeWebhook">;
  readonly accept: AcceptUpdates;
  readonly now: () => number;
  readonly chance: () => number;
  /** How long Telegram holds a call in which nothing happens. */
  readonly waitSeconds: number;
  readonly pauses: PauseSettings;
  /** Ends the spinner of a pressed button. Not waited for; must not throw. */
  readonly answerCallback: (callbackQueryId: string) => void;
  /** Names what went wrong; nothing of a citizen's is in it. */
  readonly onTrouble: (code: PollingTrouble) => void;
}

/**
 * - `update:malformed`: an update that cannot be read was passed over.
 * - `poll:other-poller`: somebody else fetches with the same token, and each takes the other's citizens.
 * - `poll:webhook-set`: a webhook was set while we fetched; it is removed, once.
 * - `poll:not-kept`: storage could not write; the same updates are fetched again.
 * - `poll:<code>`: any other code of Telegram's, or `timeout`, `unreachable` and such.
 */
export type PollingTrouble = "update:malformed" | `poll:${string}`;

/** Goes on until `signal` aborts. Never rejects. */
export async function pollForUpdates(deps: PollingDeps, signal: AbortSignal): Promise<void> {
  const pauses = createPauses(deps.pauses, deps.chance);
  const isConflictSolved = createConflictSolver(deps, signal);
  let offset: number | undefined;
  while (!signal.aborted) {
    try {
      const batch = await deps.client.getUpdates(offset, deps.waitSeconds, signal);
      const next = await takeBatch(batch, deps);
      if (next === "again") {
        await pauses.wait(signal);
        continue;
      }
      // An empty answer says that all before the offset is forgotten. After a week of silence Telegram counts on from
      // any number, and an offset above it would hide what comes.
      offset = next;
      pauses.reset();
    } catch (error) {
      if (signal.aborted) return;
      if (await isConflictSolved(error)) continue;
      const { code, retryAfterMs } =
        error instanceof TelegramError ? error : { code: "broken", retryAfterMs: undefined };
      if (code !== "409") deps.onTrouble(`poll:${code}`);
      await pauses.wait(signal, retryAfterMs);
    }
  }
}

/** The offset that confirms the batch; none if nothing is to be confirmed; `again` if it is not durable. */
async function takeBatch(
  batch: readonly unknown[],
  { accept, now, answerCallback, onTrouble }: PollingDeps,
): Promise<number | undefined | "again"> {
  const read: ReadUpdate[] = [];
  for (const value of batch) {
    const update = readUpdate(value, now());
    if (!update || update.isUnreadable) onTrouble("update:malformed");
    if (update) read.push(update);
  }
  const inbound = read.flatMap((update) => update.inbound ?? []);
  if (inbound.length > 0 && !(await isKept())) return "again";
  for (const { callbackQueryId } of read) if (callbackQueryId !== undefined) answerCallback(callbackQueryId);
  if (read.length > 0) return Math.max(...read.map(({ updateId }) => updateId)) + 1;
  // Updates without a number cannot be confirmed: asked at once, Telegram would send them in a circle.
  return batch.length > 0 ? "again" : undefined;

  async function isKept(): Promise<boolean> {
    try {
      const result = await accept(inbound);
      if (result === "not-kept") onTrouble("poll:not-kept");
      return result === "accepted";
    } catch {
      onTrouble("poll:not-kept");
      return false;
    }
  }
}

/** Telegram lets one fetch, and nobody while a webhook is set. */
function createConflictSolver({ client, onTrouble }: PollingDeps, signal: AbortSignal) {
  let hasRemovedWebhook = false;
  return async (error: unknown): Promise<boolean> => {
    if (!(error instanceof TelegramError) || error.code !== "409") return false;
    const isWebhook = /webhook/iu.test(error.detail ?? "");
    onTrouble(isWebhook ? "poll:webhook-set" : "poll:other-poller");
    // Only once: a webhook that comes back is set by somebody who means it, and a person should look.
    if (!isWebhook || hasRemovedWebhook) return false;
    try {
      await client.removeWebhook(signal);
      hasRemovedWebhook = true;
    } catch {
      return false;
    }
    return true;
  };
}
