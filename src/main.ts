/** Composition root of the service: opens the house in order, and closes it in the opposite one. */
import { mkdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { type BrainThread, startBrainThread } from "./brain-thread.ts";
import { createPassingNotices } from "./channels/web/index.ts";
import type { Config } from "./config.ts";
import { type Citizen, DEFAULT_RETRIES, type Store } from "./core/messaging/index.ts";
import { createNotices } from "./cut-notice.ts";
import { drawCodes } from "./draw-codes.ts";
import { maskPersonalNumbers } from "./language/index.ts";
import { openSealing, type Sealing, sealingCheck } from "./open-sealing.ts";
import {
  createAcceptance,
  createAddressLimiter,
  createAddressOf,
  createApp,
  createHealth,
  createLog,
  createMetrics,
  createReplyBell,
  createTellNotKept,
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
import { assembleFiles, fileReadings } from "./service-files.ts";
import { openStore, StorageError } from "./storage/index.ts";
import { officersDeskOf } from "./ticket-desk.ts";

export interface Service {
  readonly port: number;
  /** Resolves when the content is read and turns are taken. Rejects when it cannot be read at all. */
  readonly ready: Promise<void>;
  /** What whoever starts it should know, in Vietnamese; empty when all is well. */
  readonly notices: readonly string[];
  /** Takes nothing new, finishes what runs, closes; within ten seconds. */
  stop(): Promise<void>;
}

/** Requests that run when a stop was asked for are cut off after this. */
const STOP_PATIENCE_MS = 3_000;
/** The longest that a command holds the database of a service that starts; and how often that is looked at. */
const COMMAND_PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 100;
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
  const sealing = await openSealing(config, "make");
  if (sealing.isNewKey) log.warn("feedback-key-made", { path: "DATA_DIR/feedback.key" });
  if (!sealing.sealer) log.error("feedback-intake-closed", { reason: "key" });
  const store = await openWhenFree(config);
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
    return await openHouse(config, store, brain, sealing, log);
  } catch (error) {
    await brain.close();
    await store.close();
    throw error;
  }
}

/** A command that works on the database while the service is down holds it for a moment: that is waited for. */
async function openWhenFree(config: Config): Promise<Store> {
  const startedAt = timer();
  for (;;) {
    try {
      return await openStore({ ...config.storage, dataDir: config.dataDir });
    } catch (error) {
      const isHeld = error instanceof StorageError && error.code === "DATABASE_IN_USE";
      if (!isHeld || timer() - startedAt > COMMAND_PATIENCE_MS) throw error;
      await pause(LOOK_AGAIN_MS);
    }
  }
}

async function openHouse(
  config: Config,
  store: Store,
  brain: BrainThread,
  sealing: Sealing,
  log: Log,
): Promise<Service> {
  const bell = createReplyBell(config.storage.databaseUrl ? SHARED_LOOK_MS : ALONE_LOOK_MS);
  const ending = new AbortController();
  let turns: Loop | undefined;
  const channels = assembleChannels(config, store, log, clock);
  const metrics = createMetrics(store, clock, [
    ...serviceReadings(channels, clock),
    ...fileReadings(store.files, clock),
  ]);
  const { sealer } = sealing;
  const files = assembleFiles({ config, files: store.files, channels, sealer, clock, metrics, log });
  const passing = createPassingNotices(bell.ring);
  const notKept = createTellNotKept({
    channels: [...channels.deliveries, passing],
    clock,
    metrics,
    log,
    ending: ending.signal,
  });
  const accept = createAcceptance({
    inbox: store.inbox,
    metrics,
    clock,
    limit: config.server.inboxLimit,
    wake: () => turns?.wake(),
    notKept,
    log,
  });
  const checks = [
    ...serviceChecks({ store, channels, contentErrors: brain.contentErrors, clock }),
    sealingCheck(sealing),
  ];
  const app = createApp({
    webhooks: channels.webhooks,
    web: channels.web({
      accept,
      outbox: store.outbox,
      signals: bell,
      keepUpload: files.keepUpload,
      passing,
      clock,
      ending: ending.signal,
    }),
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
    turnLog: store.turnLog,
    tickets: officersDeskOf(store, createNotices(channels.limitsOf), async () => sealing.sealer?.recipients),
    clock,
  });
  const stopChannels = channels.start(accept);
  const committed = (citizen: Citizen) => {
    bell.ring(citizen);
    for (const loop of [...outboxes, fetching]) loop?.wake();
  };
  const fetching = files.start(committed);

  const close = async () => {
    ending.abort();
    // Nothing new comes in; what was accepted is safe, taken now or at the next start.
    await Promise.all([stopChannels(), listener.close(STOP_PATIENCE_MS)]);
    await turns?.stop();
    await Promise.all([
      ...outboxes.map((outbox) => outbox.stop()),
      fetching?.stop(),
      housekeeping.stop(),
      control.close(),
    ]);
    await brain.close();
    await store.close();
    log.info("stopped");
  };

  const startTurns = () =>
    startTurnWorker({
      inbox: store.inbox,
      respond: brain.respond,
      tickets: store.tickets,
      sealer,
      draw: drawCodes,
      limitsOf: channels.limitsOf,
      mask: config.retention.keepsTurnText ? maskPersonalNumbers : undefined,
      clock,
      metrics,
      log,
      notKept,
      committed,
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
    notices: sealing.advice ? [sealing.advice] : [],
    stop: () => {
      closing ??= close();
      return closing;
    },
  };
}
