/** Composition root of the service: opens the house in order, and closes it in the opposite one. */
import { mkdir } from "node:fs/promises";
import { type BrainThread, startBrainThread } from "./brain-thread.ts";
import type { Config } from "./config.ts";
import { DEFAULT_RETRIES, type Store } from "./core/messaging/index.ts";
import { drawCodes } from "./draw-codes.ts";
import { maskPersonalNumbers } from "./language/index.ts";
import {
  createAcceptance,
  createAddressLimiter,
  createAddressOf,
  createApp,
  createHealth,
  createLog,
  createMetrics,
  createReplyBell,
  type Log,
  type Loop,
  listen,
  openControl,
  startHousekeeping,
  startOutboxWorker,
  startTurnWorker,
} from "./server/index.ts";
import { assembleChannels } from "./service-channels.ts";
import { examine, serviceChecks, serviceReadings } from "./service-checks.ts";
import { deskOf } from "./service-desk.ts";
import { openStore } from "./storage/index.ts";

export interface Service {
  readonly port: number;
  /** Resolves when the content is read and turns are taken. Rejects when it cannot be read at all. */
  readonly ready: Promise<void>;
  /** Takes nothing new, finishes what runs, closes; within ten seconds. */
  stop(): Promise<void>;
}

/** Requests that run when a stop was asked for are cut off after this. */
const STOP_PATIENCE_MS = 3_000;
const DAY_MS = 24 * 3_600_000;
/** Zalo repeats for hours; an officer looks at what was given up within a week. */
const ENDED_MS = 8 * DAY_MS;
/** Longer than the longest window of a channel. */
const CONVERSATION_MS = 8 * DAY_MS;
/** News of a ticket that could not be brought to its citizen in three months: they may still look it up. */
const NOTICES_MS = 90 * DAY_MS;
/** Where other processes commit too, a waiting web chat looks again this often. */
const SHARED_LOOK_MS = 500;
const ALONE_LOOK_MS = 60_000;

const clock = () => Date.now();
const timer = () => performance.now();

/**
 * Starts the whole service. Resolves when the door is open, before the bot has read its content: what comes in
 * meanwhile is kept, and answered a moment later.
 * @throws StorageError, or the system's error (a port that is taken), when it cannot start; nothing is left open then
 */
export async function startService(config: Config): Promise<Service> {
  const log = createLog(config.server.logLevel, maskPersonalNumbers);
  await mkdir(config.dataDir, { recursive: true });
  const store = await openStore({ ...config.storage, dataDir: config.dataDir });
  const brain = startBrainThread(
    { config, settings: config.conversation },
    {
      report: (line) => log.warn("content", { line }),
      died: (error) => {
        throw error;
      },
    },
  );
  try {
    return await openHouse(config, store, brain, log);
  } catch (error) {
    await brain.close();
    await store.close();
    throw error;
  }
}

async function openHouse(config: Config, store: Store, brain: BrainThread, log: Log): Promise<Service> {
  const bell = createReplyBell(config.storage.databaseUrl ? SHARED_LOOK_MS : ALONE_LOOK_MS);
  const ending = new AbortController();
  let turns: Loop | undefined;
  const channels = assembleChannels(config, store, log, clock);
  const metrics = createMetrics(store, clock, serviceReadings(channels, clock));
  const accept = createAcceptance({
    inbox: store.inbox,
    metrics,
    clock,
    limit: config.server.inboxLimit,
    wake: () => turns?.wake(),
  });
  const checks = serviceChecks({ store, channels, contentErrors: brain.contentErrors, clock });
  const app = createApp({
    webhooks: channels.webhooks,
    web: channels.web({ accept, outbox: store.outbox, signals: bell, clock, ending: ending.signal }),
    accept,
    health: createHealth(checks, () => ending.signal.aborted),
    metrics,
    limiter: createAddressLimiter(config.server.addressPerMinute),
    addressOf: createAddressOf(config.server.trustsProxy),
    timer,
    log,
  });
  const listener = await listen(app, config.server.port, config.server.host);
  log.info("listening", { port: listener.port });

  const outboxes = channels.deliveries.map((channel) =>
    startOutboxWorker({
      outbox: store.outbox,
      channel,
      retries: { ...DEFAULT_RETRIES, maxAgeMs: config.retention.replyMaxAgeMs },
      clock,
      timer,
      chance: Math.random,
      metrics,
      log,
    }),
  );
  const housekeeping = startHousekeeping({
    store,
    retention: {
      turnLogMs: config.retention.turnLogMs,
      endedMs: ENDED_MS,
      sessionIdleMs: config.conversation.sessionIdleMs,
      conversationMs: CONVERSATION_MS,
      noticesMs: NOTICES_MS,
      tickets: config.retention.tickets,
    },
    replyMaxAgeMs: config.retention.replyMaxAgeMs,
    clock,
    metrics,
    log,
  });
  const desk = deskOf(store, clock);
  const control = await openControl(config.dataDir, {
    ...desk,
    putZaloTokens: async (oaId, tokens) => {
      const generation = await desk.putZaloTokens(oaId, tokens);
      await Promise.all(outboxes.map((outbox) => outbox.resume()));
      return generation;
    },
    findings: () => examine(checks, channels),
  });
  const stopChannels = channels.start(accept);

  const close = async () => {
    ending.abort();
    // Nothing new comes in; what was accepted is safe, taken now or at the next start.
    await Promise.all([stopChannels(), listener.close(STOP_PATIENCE_MS)]);
    await turns?.stop();
    await Promise.all([...outboxes.map((outbox) => outbox.stop()), housekeeping.stop(), control.close()]);
    await brain.close();
    await store.close();
    log.info("stopped");
  };

  const startTurns = () =>
    startTurnWorker({
      inbox: store.inbox,
      respond: brain.respond,
      tickets: { look: async () => ({ kind: "unavailable" }) },
      sealer: undefined,
      draw: drawCodes,
      limitsOf: channels.limitsOf,
      mask: config.retention.keepsTurnText ? maskPersonalNumbers : undefined,
      clock,
      metrics,
      log,
      committed: (citizen) => {
        bell.ring(citizen);
        for (const outbox of outboxes) outbox.wake();
      },
    });

  const ready = brain.ready.then(() => {
    if (ending.signal.aborted) return;
    turns = startTurns();
    log.info("ready", { port: listener.port });
  });
  // Who asks for it hears of it.
  ready.catch(() => undefined);

  let closing: Promise<void> | undefined;
  return {
    port: listener.port,
    ready,
    stop: () => {
      closing ??= close();
      return closing;
    },
  };
}
