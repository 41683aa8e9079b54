/** Part of the composition root: the operators' desk, at the running service or else on the storage itself. */
import type { Config } from "./config.ts";
import type { Store } from "./core/messaging/index.ts";
import type { Desk, DeskState } from "./officers/desk.ts";
import type { Finding } from "./officers/doctor.ts";
import { askControl } from "./server/index.ts";
import { openStore } from "./storage/index.ts";

const ENDED_SHOWN = 50;

/** What an operator can do to storage. */
export function deskOf(store: Store, clock: () => number): Omit<Desk, "close"> {
  return {
    state: async (): Promise<DeskState> => {
      const [{ waiting, setAside }, outbox, ended] = await Promise.all([
        store.inbox.depth(),
        store.outbox.depth(),
        store.outbox.ended(ENDED_SHOWN),
      ]);
      return { waiting, setAside, outbox, ended };
    },
    replayOutbox: (id) => store.outbox.replay(id, clock()),
    replayInbox: () => store.inbox.replay(clock()),
    putZaloTokens: async (oaId, tokens) => {
      const { generation } = await store.zaloTokens.put(oaId, tokens, clock());
      return generation;
    },
  };
}

/** @throws StorageError, or ControlError when the running service refuses */
export async function openDesk(config: Config, clock: () => number): Promise<Desk> {
  const { dataDir } = config;
  if (await askControl(dataDir, "GET", "/state")) return remoteDesk(dataDir);
  const store = await openStore({ ...config.storage, dataDir });
  return { ...deskOf(store, clock), close: () => store.close() };
}

function remoteDesk(dataDir: string): Desk {
  const ask = async <Answer>(method: "GET" | "POST" | "PUT", route: string, body?: unknown) =>
    (await askControl(dataDir, method, route, body)) as Answer;
  return {
    state: () => ask<DeskState>("GET", "/state"),
    replayOutbox: async (id) => (await ask<{ count: number }>("POST", "/outbox/replay", { id })).count,
    replayInbox: async () => (await ask<{ count: number }>("POST", "/inbox/replay", {})).count,
    putZaloTokens: async (oaId, tokens) =>
      (await ask<{ generation: number }>("PUT", "/zalo-tokens", { oaId, tokens })).generation,
    close: async () => {},
  };
}

/** What the running service finds of itself; undefined when none runs here. */
export async function askFindings(dataDir: string): Promise<readonly Finding[] | undefined> {
  return (await askControl(dataDir, "GET", "/findings")) as readonly Finding[] | undefined;
}
