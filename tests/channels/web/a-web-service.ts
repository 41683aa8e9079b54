/** A small whole service: the web chat over HTTP, storage in memory, and the real turn worker with a given brain. */

import {
  createPassingNotices,
  createWebChat,
  type PageAssets,
  type PassingNotices,
  WEB_LIMITS,
} from "../../../src/channels/web/index.ts";
import { type Brain, NEW_CONVERSATION, type Reply, respond } from "../../../src/core/conversation/index.ts";
import type { KeepUpload } from "../../../src/core/feedback/index.ts";
import type { InboundUpdate, ReplySignals, Store } from "../../../src/core/messaging/index.ts";
import {
  createAcceptance,
  createAddressLimiter,
  createApp,
  createHealth,
  createLog,
  createMetrics,
  createReplyBell,
  type Loop,
  listen,
  startTurnWorker,
} from "../../../src/server/index.ts";
import { createMemoryStore } from "../../../src/storage/memory/memory-store.ts";
import { NO_FILES, NO_TICKETS } from "../../no-tickets.ts";

const SETTINGS = { sessionIdleMs: 1_800_000, staffQuietMs: 60_000, citizenPerMinute: 1_000 };

export interface WebService {
  readonly url: string;
  readonly store: Store;
  /** Everything that was accepted, in order. */
  readonly accepted: readonly InboundUpdate[];
  /** From now on, what comes in is refused with 503, or not. */
  beBusy(isBusy: boolean): void;
  /** From now on, storage cannot write, or can again. */
  beFull(isFull: boolean): void;
  readonly passing: PassingNotices;
  /** How many requests wait for a reply at this moment. */
  readonly listening: () => number;
  /** Answers the oldest waiting update, where no brain does. @throws when nothing waits */
  answer(...replies: readonly Reply[]): Promise<void>;
  close(): Promise<void>;
}

export interface WebServiceSettings {
  readonly assets: PageAssets;
  /** Undefined: nobody answers. */
  readonly brain?: Brain;
  readonly embedOrigins?: readonly string[];
  readonly zaloSiteVerification?: string;
  /** Undefined: no file is taken. */
  readonly keepUpload?: KeepUpload;
}

export async function startWebService(settings: WebServiceSettings): Promise<WebService> {
  const store = await createMemoryStore();
  const metrics = createMetrics(store, Date.now);
  const log = createLog("silent", (text) => text);
  const bell = createReplyBell(60_000);
  const passing = createPassingNotices(bell.ring);
  const accepted: InboundUpdate[] = [];
  let isBusy = false;
  let isFull = false;
  let listening = 0;
  const signals: ReplySignals = {
    wait: async (...call) => {
      listening += 1;
      await bell.wait(...call);
      listening -= 1;
    },
  };
  const ending = new AbortController();
  let turns: Loop | undefined;
  const door = createAcceptance({
    inbox: store.inbox,
    metrics,
    clock: Date.now,
    limit: 1_000,
    wake: () => turns?.wake(),
    notKept: () => undefined,
    log,
  });
  const accept: typeof door = async (updates) => {
    if (isBusy) return "busy";
    if (isFull) return "not-kept";
    const result = await door(updates);
    accepted.push(...updates);
    return result;
  };
  const app = createApp({
    webhooks: [],
    web: createWebChat(
      { embedOrigins: settings.embedOrigins ?? [], zaloSiteVerification: settings.zaloSiteVerification },
      {
        accept,
        outbox: store.outbox,
        signals,
        keepUpload: settings.keepUpload ?? NO_FILES.keepUpload,
        passing,
        clock: Date.now,
        ending: ending.signal,
      },
      settings.assets,
    ),
    accept,
    health: createHealth([], () => false),
    metrics,
    limiter: createAddressLimiter(100_000),
    addressOf: () => "127.0.0.1",
    timer: () => performance.now(),
    log,
  });
  const listener = await listen(app, 0, "127.0.0.1");
  const { brain } = settings;
  if (brain)
    turns = startTurnWorker({
      inbox: store.inbox,
      respond: async (conversation, update, now, facts) => ({
        response: respond(brain, conversation, update, now, SETTINGS, facts),
        durationMs: 1,
      }),
      ...NO_TICKETS,
      limitsOf: () => WEB_LIMITS,
      mask: undefined,
      clock: Date.now,
      metrics,
      log,
      committed: (citizen) => bell.ring(citizen),
    });
  return {
    url: `http://127.0.0.1:${listener.port}`,
    store,
    accepted,
    listening: () => listening,
    answer: async (...replies) => {
      const [claimed] = await store.inbox.claim(1, Date.now());
      if (!claimed) throw new Error("nothing waits for an answer");
      const { seq, version, update } = claimed;
      await store.inbox.commitTurn({
        seq,
        version,
        citizen: update.citizen,
        conversation: NEW_CONVERSATION,
        inboundAt: Date.now(),
        parts: replies,
        log: undefined,
        feedback: [],
        erasesCitizen: false,
        now: Date.now(),
      });
      bell.ring(update.citizen);
    },
    beBusy: (isIt) => {
      isBusy = isIt;
    },
    beFull: (isIt) => {
      isFull = isIt;
    },
    passing,
    close: async () => {
      ending.abort();
      await listener.close(50);
      await turns?.stop();
      await store.close();
    },
  };
}
