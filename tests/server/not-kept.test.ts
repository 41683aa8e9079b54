import { beforeEach, describe, expect, it } from "vitest";
import type { Citizen, DeliveryResult, InboundUpdate } from "../../src/core/messaging/index.ts";
import {
  createAcceptance,
  createLog,
  createMetrics,
  createTellNotKept,
  type Metrics,
} from "../../src/server/index.ts";
import { createMemoryStore } from "../../src/storage/memory/memory-store.ts";
import { AChannel, until } from "./a-channel.ts";

const MINUTE = 60_000;
const log = createLog("silent", (text) => text);

let channel: AChannel;
let metrics: Metrics;
let now: number;
let isFull: boolean;
let accept: ReturnType<typeof createAcceptance>;
let tell: (citizen: Citizen) => void;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 25, 5);
  isFull = true;
  channel = new AChannel();
  const store = await createMemoryStore();
  metrics = createMetrics(store, () => now);
  tell = createTellNotKept({
    channels: [channel],
    clock: () => now,
    metrics,
    log,
    ending: new AbortController().signal,
  });
  accept = createAcceptance({
    inbox: {
      depth: store.inbox.depth,
      accept: async (...call) => {
        if (isFull) throw Object.assign(new Error("full"), { code: "DISK_FULL" });
        return store.inbox.accept(...call);
      },
    },
    metrics,
    clock: () => now,
    limit: 1_000,
    wake: () => undefined,
    notKept: tell,
    log,
  });
});

const writes = (id: string, key: string, event?: InboundUpdate["event"]): InboundUpdate => ({
  key,
  citizen: { channel: "zalo", id },
  event: event ?? { kind: "message", text: "cán bộ vòi tiền" },
  sentAt: now,
});
const toldTo = (id: string) => channel.textsOf(id);
const quiet = () => new Promise((resolve) => setTimeout(resolve, 30));

describe("a message that could not be kept", () => {
  it("is refused, and its citizen told at once what happened and whom to call, without a code", async () => {
    expect(await accept([writes("lan", "1")])).toBe("not-kept");
    await until("Lan is told", () => toldTo("lan").length === 1);
    expect(toldTo("lan")[0]).toMatch(/CHƯA được ghi nhận.*chưa có mã.*1022/su);
    const text = await metrics.text();
    expect(text).toContain('hoidap_updates_total{channel="zalo",result="not-kept"} 1');
    expect(text).toContain('hoidap_not_kept_notices_total{channel="zalo",result="delivered"} 1');
  });

  it("is told of once in ten minutes, however often the channel comes again", async () => {
    for (let times = 0; times < 5; times += 1) await accept([writes("lan", "1")]);
    await accept([writes("minh", "2")]);
    await until("both are told", () => channel.handed.length === 2);
    now += 10 * MINUTE - 1;
    await accept([writes("lan", "1")]);
    await quiet();
    expect(channel.handed).toHaveLength(2);
    now += 1;
    await accept([writes("lan", "1")]);
    await until("Lan is told again", () => toldTo("lan").length === 2);
  });

  it.each<InboundUpdate["event"]["kind"]>(["arrived", "left", "staff-wrote"])(
    "is not told of when nobody waits for an answer: %s",
    async (kind) => {
      expect(await accept([writes("lan", "1", { kind } as InboundUpdate["event"])])).toBe("not-kept");
      await quiet();
      expect(channel.handed).toEqual([]);
    },
  );

  it("is told of with the next try when the channel took nothing, and not when it may have", async () => {
    const failed = { kind: "failed", failure: "transient", code: "x" } satisfies DeliveryResult;
    channel.fate.set("lan", [failed, { kind: "delivered" }]);
    channel.fate.set("minh", [{ ...failed, mayHaveArrived: true }, { kind: "delivered" }]);
    for (let times = 1; times <= 2; times += 1) {
      await accept([writes("lan", "1"), writes("minh", "2")]);
      await until("they are tried", () => toldTo("lan").length === times);
      await quiet();
    }
    expect([toldTo("lan").length, toldTo("minh").length]).toEqual([2, 1]);
  });

  it("of a page is told by the answer to the page, not past it", async () => {
    const update = { ...writes("lan", "1"), citizen: { channel: "web", id: "lan" } } as const;
    expect(await accept([update])).toBe("not-kept");
    await quiet();
    expect(channel.handed).toEqual([]);
  });

  it("does not gather up when a channel hangs", async () => {
    for (let at = 0; at < 200; at += 1) channel.fate.set(`c${at}`, ["hang"]);
    for (let at = 0; at < 200; at += 1) tell({ channel: "zalo", id: `c${at}` });
    await quiet();
    expect(channel.handed).toHaveLength(64);
  });

  it("is accepted as ever when it can be kept again", async () => {
    await accept([writes("lan", "1")]);
    isFull = false;
    expect(await accept([writes("lan", "1")])).toBe("accepted");
  });
});
