/** Part of the composition root: what citizens asked, from the running service or else from the storage itself. */
import type { Config } from "./config.ts";
import type { TurnLog } from "./core/messaging/index.ts";
import { askControl } from "./server/index.ts";
import { hasDatabase, openStore } from "./storage/index.ts";

export type AskedLog = Pick<TurnLog, "askedSince" | "unclearSince">;

/**
 * Works with the log of turns. Undefined is handed over where nothing was ever kept: then nothing is made either.
 *
 * @throws StorageError, or ControlError when the running service refuses
 */
export async function withTurnLog<T>(
  config: Config,
  work: (log: AskedLog | undefined) => Promise<T>,
): Promise<T> {
  const { dataDir } = config;
  const settings = { ...config.storage, dataDir };
  if (await askControl(dataDir, "GET", "/state")) return work(remoteLog(dataDir));
  if (!hasDatabase(settings)) return work(undefined);
  const store = await openStore(settings);
  try {
    return await work(store.turnLog);
  } finally {
    await store.close();
  }
}

function remoteLog(dataDir: string): AskedLog {
  const ask = async (route: string, asked: object) =>
    (await askControl(dataDir, "POST", `/turn-log/${route}`, asked)) as Record<string, unknown>;
  return {
    askedSince: async (since) =>
      (await ask("asked", { since })).asked as Awaited<ReturnType<AskedLog["askedSince"]>>,
    unclearSince: async (since, limit) =>
      (await ask("unclear", { since, limit })).unclear as Awaited<ReturnType<AskedLog["unclearSince"]>>,
  };
}
