import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTelegramChannel } from "../../src/channels/telegram/index.ts";
import { createZaloChannel } from "../../src/channels/zalo/index.ts";
import type { Store } from "../../src/core/messaging/index.ts";
import {
  createAcceptance,
  createApp,
  createHealth,
  createLog,
  createMetrics,
  type Listener,
  listen,
} from "../../src/server/index.ts";
import { createMemoryStore } from "../../src/storage/memory/memory-store.ts";
import { rollDice } from "../chaos/dice.ts";
import { ZALO_ACCOUNT } from "../service/a-zalo.ts";
import { until } from "./a-channel.ts";
import { TELEGRAM_SECRET, wildCall } from "./wild-webhooks.ts";

/** `npm run test:fuzz` sends a million. */
const CALLS = Number(process.env.FUZZ_CALLS ?? 5_000);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const AT_ONCE = 32;
/** These go through a real socket too. */
const OVER_HTTP = Math.min(CALLS, 2_000);

const NOWHERE = "http://127.0.0.1:9";
let store: Store;
let app: Hono;
let listener: Listener;
const rejections: unknown[] = [];
const hear = (error: unknown) => void rejections.push(error);

beforeAll(async () => {
  process.on("unhandledRejection", hear);
  store = await createMemoryStore();
  const zalo = createZaloChannel(
    {
      ...ZALO_ACCOUNT,
      apiBase: NOWHERE,
      oauthBase: NOWHERE,
      ratePerMinute: 80,
      signatureMode: "enforce",
      provesAppSecret: false,
      windowMs: 1,
    },
    { store: store.zaloTokens },
  );
  const telegram = createTelegramChannel({
    botToken: "1:a",
    apiRoot: NOWHERE,
    webhookSecret: TELEGRAM_SECRET,
  });
  const metrics = createMetrics(store, Date.now);
  app = createApp({
    webhooks: [zalo.webhook, telegram.webhook],
    web: new Hono(),
    accept: createAcceptance({
      inbox: store.inbox,
      metrics,
      clock: Date.now,
      limit: 10,
      wake: () => undefined,
      notKept: () => undefined,
      log: createLog("silent", (text) => text),
    }),
    health: createHealth([], () => false),
    metrics,
    // Who sends so much rubbish is not listened to after a while; here every call is looked at.
    limiter: {
      takes: async () => true,
      takesFile: async () => true,
      countRefusal: () => undefined,
      isBlocked: () => false,
    },
    addressOf: () => "127.0.0.1",
    timer: () => performance.now(),
    log: createLog("silent", (text) => text),
  });
  listener = await listen(app, 0, "127.0.0.1");
});
afterAll(async () => {
  process.off("unhandledRejection", hear);
  await listener.close(100);
  await store.close();
});

async function sendAll(
  count: number,
  send: (number: number) => Promise<number>,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const one = async () => {
    for (let number = next++; number < count; number = next++) {
      const status = await send(number);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return statuses;
}

describe(`${CALLS} wild calls to the webhooks (seed ${SEED})`, () => {
  it(
    "break nothing, store nothing and are answered in order",
    async () => {
      const dice = rollDice(SEED);
      const over = { http: OVER_HTTP, app: CALLS - OVER_HTTP };
      const overHttp = await sendAll(over.http, async (number) => {
        const { path, body, headers } = wildCall(number, dice);
        const url = `http://127.0.0.1:${listener.port}${path}`;
        // Who sends ten megabytes may be cut off in the middle.
        const response = await fetch(url, { method: "POST", body: new Uint8Array(body), headers }).catch(
          () => undefined,
        );
        await response?.arrayBuffer();
        return response?.status ?? 413;
      });
      const inProcess = await sendAll(over.app, async (number) => {
        const { path, body, headers } = wildCall(number, dice);
        const response = await app.request(path, { method: "POST", body: new Uint8Array(body), headers });
        return response.status;
      });
      process.stdout.write(`answers: ${JSON.stringify([[...overHttp], [...inProcess]])}\n`);
      const seen = new Set([...overHttp.keys(), ...inProcess.keys()]);
      expect([...seen].filter((status) => ![200, 400, 401, 413].includes(status))).toEqual([]);
      expect(seen.size).toBeGreaterThanOrEqual(3);
      expect(rejections).toEqual([]);
      expect(await store.inbox.depth()).toMatchObject({ waiting: 0, setAside: 0 });
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
      await until("the port is open as before", async () => {
        const answer = await fetch(`http://127.0.0.1:${listener.port}/healthz`).catch(() => undefined);
        return answer?.status === 200;
      });
    },
    60_000 + CALLS,
  );
});
