/** What is counted, in one place. Labels are closed lists: no id and no text ever becomes a label. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Outcome } from "../core/conversation/index.ts";
import type { FileRefusal } from "../core/feedback/index.ts";
import type { ChannelName, DeliveryResult, Store } from "../core/messaging/index.ts";

export type AcceptResult = "accepted" | "duplicate" | "busy" | "not-kept";
export type RefusalReason = "signature" | "other-account" | "malformed" | "too-large" | "too-many";

/** How the bringing of a photo or file ended. */
export type FileEnd = "sealed" | "retry" | FileRefusal | "too-many" | "closed" | "not-kept";

export interface Metrics {
  update(channel: ChannelName, result: AcceptResult): void;
  refused(channel: ChannelName, reason: RefusalReason): void;
  webhookTook(channel: ChannelName, ms: number): void;
  turn(channel: ChannelName, outcome: Outcome | "none", ms: number): void;
  turnFailed(setAside: boolean): void;
  delivery(channel: ChannelName, result: DeliveryResult, ms: number): void;
  dropped(channel: ChannelName | "all", count: number): void;
  file(channel: ChannelName, end: FileEnd): void;
  /** A citizen was told past the outbox that their message could not be kept. */
  toldNotKept(channel: ChannelName, result: DeliveryResult["kind"]): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** A state that is looked up when metrics are read, such as the hours a token still lives. */
export interface Reading {
  readonly name: string;
  readonly help: string;
  read(): number | undefined | Promise<number | undefined>;
}

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

export function createMetrics(
  store: Pick<Store, "inbox" | "outbox">,
  clock: () => number,
  readings: readonly Reading[] = [],
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "hoidap_" });
  const updates = new Counter({
    name: "hoidap_updates_total",
    help: "Updates from channels by what became of them",
    labelNames: ["channel", "result"],
    registers,
  });
  const refused = new Counter({
    name: "hoidap_refused_total",
    help: "Requests of channels that were not believed or not understood",
    labelNames: ["channel", "reason"],
    registers,
  });
  const webhook = new Histogram({
    name: "hoidap_webhook_seconds",
    help: "From the request of a channel to our answer",
    labelNames: ["channel"],
    buckets: SECONDS,
    registers,
  });
  const turns = new Counter({
    name: "hoidap_turns_total",
    help: "Turns by outcome; none: nothing was asked",
    labelNames: ["channel", "outcome"],
    registers,
  });
  const turnTime = new Histogram({
    name: "hoidap_turn_seconds",
    help: "Time to decide a turn",
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: "hoidap_turn_failures_total",
    help: "Turns that broke; set-aside: given up after several tries",
    labelNames: ["end"],
    registers,
  });
  const deliveries = new Counter({
    name: "hoidap_deliveries_total",
    help: "Message parts by result: delivered, the class of the failure, or held back by our own pace",
    labelNames: ["channel", "result"],
    registers,
  });
  const deliveryTime = new Histogram({
    name: "hoidap_delivery_seconds",
    help: "Time a channel takes to accept a part",
    labelNames: ["channel"],
    buckets: SECONDS,
    registers,
  });
  const dropped = new Counter({
    name: "hoidap_dropped_total",
    help: "Replies that were too old to be of use",
    labelNames: ["channel"],
    registers,
  });
  const files = new Counter({
    name: "hoidap_files_total",
    help: "Photos and files of reports by what became of them; retry: to be fetched again later",
    labelNames: ["channel", "result"],
    registers,
  });
  const notKept = new Counter({
    name: "hoidap_not_kept_notices_total",
    help: "Citizens told at once that their message could not be kept, because storage cannot write",
    labelNames: ["channel", "result"],
    registers,
  });
  new Gauge({
    name: "hoidap_inbox_waiting",
    help: "Updates that wait for their turn",
    registers,
    async collect() {
      this.set((await store.inbox.depth()).waiting);
    },
  });
  new Gauge({
    name: "hoidap_inbox_set_aside",
    help: "Updates kept aside for a person",
    registers,
    async collect() {
      this.set((await store.inbox.depth()).setAside);
    },
  });
  new Gauge({
    name: "hoidap_outbox_waiting",
    help: "Message parts that wait for delivery",
    labelNames: ["channel"],
    registers,
    async collect() {
      this.reset();
      for (const { channel, waiting } of await store.outbox.depth()) this.set({ channel }, waiting);
    },
  });
  new Gauge({
    name: "hoidap_outbox_oldest_seconds",
    help: "Age of the oldest waiting part",
    labelNames: ["channel"],
    registers,
    async collect() {
      this.reset();
      for (const { channel, oldestAt } of await store.outbox.depth())
        this.set({ channel }, oldestAt === undefined ? 0 : Math.max(0, clock() - oldestAt) / 1000);
    },
  });
  for (const { name, help, read } of readings) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const value = await read();
        if (value !== undefined) this.set(value);
      },
    });
  }
  return {
    update: (channel, result) => updates.inc({ channel, result }),
    refused: (channel, reason) => refused.inc({ channel, reason }),
    webhookTook: (channel, ms) => webhook.observe({ channel }, ms / 1000),
    turn: (channel, outcome, ms) => {
      turns.inc({ channel, outcome });
      turnTime.observe(ms / 1000);
    },
    turnFailed: (setAside) => failures.inc({ end: setAside ? "set-aside" : "retry" }),
    delivery: (channel, result, ms) => {
      deliveries.inc({ channel, result: nameOf(result) });
      deliveryTime.observe({ channel }, ms / 1000);
    },
    dropped: (channel, count) => dropped.inc({ channel }, count),
    file: (channel, result) => files.inc({ channel, result }),
    toldNotKept: (channel, result) => notKept.inc({ channel, result }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function nameOf(result: DeliveryResult): string {
  if (result.kind === "delivered") return "delivered";
  return result.heldBack ? "held-back" : result.failure;
}
