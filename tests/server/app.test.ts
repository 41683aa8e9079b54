import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/core/messaging/index.ts";
import {
  createAcceptance,
  createAddressLimiter,
  createAddressOf,
  createApp,
  createHealth,
  createLog,
  createMetrics,
  type HealthCheck,
  type Listener,
  listen,
} from "../../src/server/index.ts";
import { createMemoryStore } from "../../src/storage/memory/memory-store.ts";
import { AChannel } from "./a-channel.ts";

let store: Store;
let listener: Listener;
let checks: HealthCheck[];
let isBroken: boolean;

beforeEach(async () => {
  store = await createMemoryStore();
  isBroken = false;
  checks = [{ name: "kho", isVital: true, look: async () => ({ state: "ok", advice: "" }) }];
  const metrics = createMetrics(store, Date.now);
  const app = createApp({
    webhooks: [new AChannel()],
    web: new Hono().get("/web/replies", (context) => context.json({})),
    accept: createAcceptance({
      inbox: {
        depth: store.inbox.depth,
        accept: (...call) => {
          if (isBroken) throw new Error("the disk is full of 0912345678");
          return store.inbox.accept(...call);
        },
      },
      metrics,
      clock: Date.now,
      limit: 10,
      wake: () => undefined,
      notKept: () => undefined,
      log: createLog("silent", (text) => text),
    }),
    health: createHealth(checks, () => false),
    metrics,
    limiter: createAddressLimiter(20),
    addressOf: createAddressOf(false),
    timer: () => performance.now(),
    log: createLog("silent", (text) => text),
  });
  listener = await listen(app, 0, "127.0.0.1");
});

afterEach(async () => {
  await listener.close(100);
  await store.close();
});

const url = (path: string) => `http://127.0.0.1:${listener.port}${path}`;
const post = (body: string, secret = "right") =>
  fetch(url("/webhooks/zalo"), { method: "POST", headers: { "x-secret": secret }, body });
const asks = (id: string) => JSON.stringify({ id, citizen: "a", text: "chào" });

describe("a webhook", () => {
  it("answers 200 once the update is kept, also for a repeat", async () => {
    expect((await post(asks("1"))).status).toBe(200);
    expect((await post(asks("1"))).status).toBe(200);
    expect((await store.inbox.depth()).waiting).toBe(1);
  });

  it.each([
    ["a wrong secret", () => post(asks("1"), "wrong"), 401],
    ["what is no JSON", () => post("{"), 400],
    ["a body that is too large", () => post("x".repeat(300_000)), 413],
  ])("keeps nothing of %s", async (_what, send, status) => {
    expect((await send()).status).toBe(status);
    expect((await store.inbox.depth()).waiting).toBe(0);
  });

  it("cuts off a body that is too large though it does not say so", async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    });
    const sending = fetch(url("/webhooks/zalo"), {
      method: "POST",
      headers: { "x-secret": "right" },
      body: endless,
      duplex: "half",
    } as RequestInit);
    const status = await sending.then(
      (response) => response.status,
      () => 413,
    );
    expect(status).toBe(413);
  });

  it("says 503 before it keeps anything when too much waits", async () => {
    for (let at = 0; at < 10; at += 1) await post(asks(`k${at}`));
    const response = await post(asks("one more"));
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
  });

  it("says 503 when it could not be kept, so that the channel comes again", async () => {
    isBroken = true;
    const response = await post(asks("1"));
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain("0912345678");
  });

  it("does not listen to an address with very many wrong secrets, for a while", async () => {
    for (let at = 0; at < 700; at += 100)
      await Promise.all(Array.from({ length: 100 }, () => post(asks("1"), "wrong")));
    expect((await post(asks("1"))).status).toBe(429);
  });
});

describe("the service's own pages", () => {
  it("say that it lives, and whether it is fit", async () => {
    expect((await fetch(url("/healthz"))).status).toBe(200);
    expect((await fetch(url("/readyz"))).status).toBe(200);
    checks.push({ name: "token", isVital: false, look: () => Promise.reject(new Error("secret")) });
    const warned = await fetch(url("/readyz"));
    expect(warned.status).toBe(200);
    expect(await warned.text()).not.toContain("secret");
    checks.push({ name: "kho", isVital: true, look: () => Promise.reject(new Error()) });
    expect((await fetch(url("/readyz"))).status).toBe(503);
  });

  it("count what came in and what was refused", async () => {
    await post(asks("1"));
    await post(asks("1"));
    await post(asks("2"), "wrong");
    const text = await (await fetch(url("/metrics"))).text();
    expect(text).toContain('hoidap_updates_total{channel="zalo",result="accepted"} 1');
    expect(text).toContain('hoidap_updates_total{channel="zalo",result="duplicate"} 1');
    expect(text).toContain('hoidap_refused_total{channel="zalo",reason="signature"} 1');
    expect(text).toContain("hoidap_inbox_waiting 1");
  });

  it("hold back an address that asks too much of the web chat, politely", async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 25; at += 1) statuses.push((await fetch(url("/web/replies"))).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    const refused = await fetch(url("/web/replies"));
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: expect.stringContaining("Anh/chị") });
  });
});
