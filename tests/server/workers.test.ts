import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Brain, respond } from "../../src/core/conversation/index.ts";
import { DEFAULT_RETRIES, type InboundUpdate, type Store } from "../../src/core/messaging/index.ts";
import {
  createAcceptance,
  createLog,
  createMetrics,
  type Loop,
  type Metrics,
  startOutboxWorker,
  startTurnWorker,
} from "../../src/server/index.ts";
import { createMemoryStore } from "../../src/storage/memory/memory-store.ts";
import { NO_TICKETS } from "../no-tickets.ts";
import { realBrain } from "../real-brain.ts";
import { AChannel, until } from "./a-channel.ts";

let brain: Brain;
beforeAll(async () => {
  brain = await realBrain();
}, 60_000);

let store: Store;
let channel: AChannel;
let metrics: Metrics;
let loops: Loop[];
let accept: ReturnType<typeof createAcceptance>;
let now = Date.UTC(2026, 10, 22, 2);
const clock = () => now;
const log = createLog("silent", (text) => text);

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 2);
  store = await createMemoryStore();
  channel = new AChannel();
  metrics = createMetrics(store, clock);
  loops = [];
  accept = createAcceptance({
    inbox: store.inbox,
    metrics,
    clock,
    limit: 50,
    notKept: () => undefined,
    log,
    wake: () => {
      for (const loop of loops) loop.wake();
    },
  });
});

afterEach(async () => {
  await Promise.all(loops.map((loop) => loop.stop()));
  await store.close();
});

const SETTINGS = { sessionIdleMs: 1_800_000, staffQuietMs: 60_000, citizenPerMinute: 1_000 };

function startTurns(current: () => Brain = () => brain): void {
  loops.push(
    startTurnWorker({
      inbox: store.inbox,
      respond: async (conversation, update, at, facts) => ({
        response: respond(current(), conversation, update, at, SETTINGS, facts),
        durationMs: 1,
      }),
      ...NO_TICKETS,
      limitsOf: () => channel.limits,
      mask: (text) => text.replaceAll(/\d/gu, "#"),
      clock,
      metrics,
      log,
      committed: () => {
        for (const loop of loops) loop.wake();
      },
    }),
  );
}

function startOutbox(): void {
  const startedAt = performance.now();
  loops.push(
    startOutboxWorker({
      outbox: store.outbox,
      channel,
      retries: { ...DEFAULT_RETRIES, firstDelayMs: 40, longestDelayMs: 100 },
      clock: () => now + performance.now() - startedAt,
      timer: () => performance.now(),
      chance: () => 0.5,
      metrics,
      log,
    }),
  );
}

const asks = (citizen: string, key: string, text: string): InboundUpdate => ({
  key,
  citizen: { channel: "zalo", id: citizen },
  event: { kind: "message", text },
  sentAt: now,
});

describe("the turn worker", () => {
  it("answers what was accepted, in the order of the questions", async () => {
    startTurns();
    startOutbox();
    await accept([asks("a", "1", "đăng ký khai sinh cần giấy tờ gì"), asks("a", "2", "thế phí bao nhiêu?")]);
    await until("both answered", () => channel.textsOf("a").length === 2);
    expect(channel.textsOf("a")[0]).toMatch(/khai sinh.*Giấy tờ cần có/su);
    expect(channel.textsOf("a")[1]).toMatch(/khai sinh.*Phí, lệ phí/su);
    expect((await store.inbox.depth()).waiting).toBe(0);
  });

  it("keeps the masked text of a question, and none of a report on somebody", async () => {
    startTurns();
    await accept([
      asks("a", "1", "lệ phí đăng ký kết hôn bao nhiêu, số 0912345678 của em"),
      asks("b", "2", "cán bộ phường vòi tiền tôi 500 nghìn mới làm giấy"),
    ]);
    await until("both taken", async () => (await store.turnLog.recent(9)).length === 2);
    const lines = await store.turnLog.recent(9);
    expect(lines.find(({ outcome }) => outcome !== "feedback")?.text).toContain("số ########## của em");
    expect(lines.find(({ outcome }) => outcome === "feedback")).toMatchObject({ text: undefined });
  });

  it("sets a message aside that breaks it again and again, apologises once, and goes on", async () => {
    startTurns(() => ({
      ...brain,
      search: {
        search: (question, ...rest) => {
          if (question.includes("hỏng")) throw new TypeError("a bug");
          return brain.search.search(question, ...rest);
        },
      },
    }));
    startOutbox();
    await accept([asks("a", "1", "câu này làm hỏng máy"), asks("a", "2", "đăng ký kết hôn ở đâu")]);
    for (let tries = 0; tries < 3; tries += 1) {
      await until("tried", async () => (await metrics.text()).includes(failures(tries)));
      now += 60_000;
      for (const loop of loops) loop.wake();
    }
    await until("the next one answered", () => channel.textsOf("a").length === 2);
    expect((await store.inbox.depth()).setAside).toBe(1);
    expect(channel.textsOf("a").filter((text) => text.startsWith("Xin lỗi"))).toHaveLength(1);
    expect(channel.textsOf("a").filter((text) => /kết hôn/u.test(text))).toHaveLength(1);
  });
});

function failures(retries: number): string {
  return retries < 2
    ? `hoidap_turn_failures_total{end="retry"} ${retries + 1}`
    : 'hoidap_turn_failures_total{end="set-aside"} 1';
}

describe("the door", () => {
  it("refuses before it keeps anything when too many wait, and takes again afterwards", async () => {
    const updates = Array.from({ length: 50 }, (_, at) => asks("a", `k${at}`, "chào"));
    expect(await accept(updates)).toBe("accepted");
    now += 1_000;
    expect(await accept([asks("b", "x", "chào")])).toBe("busy");
    expect((await store.inbox.depth()).waiting).toBe(50);
    startTurns();
    await until("all taken", async () => (await store.inbox.depth()).waiting === 0);
    now += 1_000;
    expect(await accept([asks("b", "x", "chào")])).toBe("accepted");
  });
});

const RETRY = { kind: "retry", reason: "transient", code: "x", isTry: false } as const;
const fail = () => {
  throw Object.assign(new Error("full"), { code: "DISK_FULL" });
};

describe("the outbox worker", () => {
  const replies = async (citizen: string, texts: readonly string[]) => {
    await store.inbox.accept([asks(citizen, `${citizen} ${texts.join()}`, "x")], now);
    for (const { seq, update, version } of await store.inbox.claim(1, now))
      await store.inbox.commitTurn({
        seq,
        citizen: update.citizen,
        version,
        conversation: {
          session: undefined,
          buttons: [],
          staffUntil: undefined,
          erasureAsked: false,
          pace: undefined,
        },
        inboundAt: now,
        parts: texts.map((text) => ({ text, buttons: [] })),
        log: undefined,
        feedback: [],
        erasesCitizen: false,
        now,
      });
  };
  const fails = (failure: "transient" | "permanent" | "human" | "window-closed", more = {}) =>
    ({ kind: "failed", failure, code: "x", ...more }) as const;

  it("tries again after a passing fault, and keeps the order", async () => {
    await replies("a", ["một", "hai"]);
    channel.fate.set("a", [fails("transient"), fails("transient"), { kind: "delivered" }]);
    startOutbox();
    await until("all delivered", async () => (await store.outbox.depth()).length === 0);
    expect(channel.textsOf("a")).toEqual(["một", "một", "một", "hai"]);
  });

  it("obeys how long the channel says to wait", async () => {
    await replies("a", ["một"]);
    channel.fate.set("a", [fails("transient", { retryAfterMs: 300 }), { kind: "delivered" }]);
    startOutbox();
    await until("delivered", async () => (await store.outbox.depth()).length === 0);
    const [first, second] = channel.handed;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(290);
  });

  it("gives up a part that will never be taken, and shows it", async () => {
    await replies("a", ["một", "hai"]);
    channel.fate.set("a", [fails("permanent"), { kind: "delivered" }]);
    startOutbox();
    await until("done", async () => (await store.outbox.depth()).length === 0);
    expect(channel.textsOf("a")).toEqual(["một", "hai"]);
    expect(await store.outbox.ended(9)).toMatchObject([{ state: "given-up", reason: "permanent" }]);
  });

  it("repeats a part whose answer was lost once at the most", async () => {
    await replies("a", ["một"]);
    channel.fate.set("a", [fails("transient", { mayHaveArrived: true })]);
    startOutbox();
    await until("given up", async () => (await store.outbox.ended(9)).length === 1);
    expect(channel.textsOf("a")).toEqual(["một", "một"]);
  });

  it("sends a part once although storage cannot mark it for a while", async () => {
    await replies("a", ["một", "hai"]);
    let refusals = 3;
    const { settle } = store.outbox;
    store = {
      ...store,
      outbox: {
        ...store.outbox,
        settle: async (...call) => {
          refusals -= 1;
          // As storage does: whatever comes of it, the part is let go of.
          if (refusals >= 0) return settle(call[0], { ...RETRY, at: call[2] }, call[2]).then(fail);
          return settle(...call);
        },
      },
    };
    startOutbox();
    await until("all delivered", async () => (await store.outbox.depth()).length === 0);
    expect(channel.textsOf("a")).toEqual(["một", "hai"]);
    expect(refusals).toBeLessThan(0);
  });

  it("stops knocking when a person must act, and loses nothing", async () => {
    await replies("a", ["một"]);
    await replies("b", ["hai"]);
    channel.fate.set("a", [fails("human")]);
    startOutbox();
    await until("tried", () => channel.handed.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(channel.handed).toHaveLength(1);
    expect((await store.outbox.depth())[0]?.waiting).toBe(2);
  });

  it("does not hold up others when one citizen's channel hangs", async () => {
    channel.fate.set("hanging", ["hang"]);
    await replies("hanging", ["một"]);
    for (let at = 0; at < 30; at += 1) await replies(`c${at}`, ["chào"]);
    startOutbox();
    // `bench:load` tells how long it takes; here it is enough that nobody waits for the one who hangs.
    await until("the others are served", async () => {
      const [depth] = await store.outbox.depth();
      return channel.handed.length === 31 && depth?.waiting === 1;
    });
  });

  it("has one part under way at a time as long as the channel is quick", async () => {
    for (let at = 0; at < 20; at += 1) await replies(`c${at}`, ["một"]);
    channel.takesMs = 3;
    let running = 0;
    let most = 0;
    const deliver = channel.deliver.bind(channel);
    channel.deliver = async (...call) => {
      running += 1;
      most = Math.max(most, running);
      const result = await deliver(...call);
      running -= 1;
      return result;
    };
    startOutbox();
    await until("all delivered", async () => (await store.outbox.depth()).length === 0);
    expect(channel.handed).toHaveLength(20);
    expect(most).toBe(1);
  });
});
