/** Part of the composition root: the desk of tickets for officers, at the running service or else on the storage itself. */
import type { Config } from "./config.ts";
import { type NoticeOf, type OfficersDesk, verifyAudit } from "./core/feedback/index.ts";
import type { Store } from "./core/messaging/index.ts";
import { createNotices } from "./cut-notice.ts";
import { openSealing } from "./open-sealing.ts";
import { askControl, createLog, createRemoteDesk } from "./server/index.ts";
import { assembleChannels } from "./service-channels.ts";
import { openStore } from "./storage/index.ts";

export interface OpenDesk {
  readonly desk: OfficersDesk;
  close(): Promise<void>;
}

export function officersDeskOf(
  store: Store,
  notice: NoticeOf,
  recipients: () => Promise<readonly string[] | undefined>,
): OfficersDesk {
  const { audit, ...desk } = store.desk(notice);
  return {
    ...desk,
    recipients,
    audit: {
      lines: audit.lines,
      append: audit.append,
      verify: async (after, limit) => verifyAudit(await audit.lines(after.seq, limit), audit.hashOf, after),
    },
  };
}

/** @throws StorageError, or ControlError when the running service refuses */
export async function openTicketDesk(config: Config, clock: () => number): Promise<OpenDesk> {
  const { dataDir } = config;
  if (await askControl(dataDir, "GET", "/state"))
    return { desk: createRemoteDesk(dataDir), close: async () => undefined };
  const store = await openStore({ ...config.storage, dataDir });
  const silent = createLog("silent", (text) => text);
  const { limitsOf } = assembleChannels(config, store, silent, clock);
  const recipients = async () => (await openSealing(config, "refuse")).sealer?.recipients;
  return {
    desk: officersDeskOf(store, createNotices(limitsOf), recipients),
    close: () => store.close(),
  };
}
