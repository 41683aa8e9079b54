import { randomBytes, randomUUID } from "node:crypto";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Brain, respond } from "../../src/core/conversation/index.ts";
import type { InboundUpdate, Store } from "../../src/core/messaging/index.ts";
import {
  createLog,
  createMetrics,
  createTellNotKept,
  type Loop,
  startTurnWorker,
} from "../../src/server/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { aCitizen, eventually } from "../channels/zalo/a-citizen.ts";
import { startTelegramDouble, type TelegramDouble } from "../doubles/telegram-double.ts";
import type { ZaloDouble } from "../doubles/zalo-double.ts";
import { NO_TICKETS } from "../no-tickets.ts";
import { realBrain } from "../real-brain.ts";
import { AChannel, until } from "../server/a-channel.ts";
import { newDataFolder, removeDataFolder } from "./a-data-folder.ts";
import { type RunningService, startTheService, takeOverLearned } from "./a-service.ts";
import { aSmallDisk } from "./a-small-disk.ts";
import { startZalo, zaloEnvironment } from "./a-zalo.ts";

const TOKEN = "123456:a-token-for-tests";
const NOT_KEPT = /CHƯA được ghi nhận.*1022/su;
/** A ticket's code, whichever it is. */
const CODE = /\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b/u;

const disk = aSmallDisk(24);
afterAll(() => disk?.remove());

/** A long message fills what little the database's own files still have. */
const story = (number: number) => `đăng ký kết hôn cần giấy tờ gì ${number} ${"rất lâu ".repeat(400)}`;

describe.skipIf(!disk)("with a full disk, the service", () => {
  let elsewhere: string;
  let service: RunningService | undefined;
  let zalo: ZaloDouble;
  let telegram: TelegramDouble;
  let url: string;

  beforeEach(async () => {
    [zalo, telegram] = await Promise.all([startZalo(), startTelegramDouble({ botToken: TOKEN })]);
    // What was learned is much larger than what is tried here, and lies on another disk.
    elsewhere = await newDataFolder();
    await symlink(join(elsewhere, "cache"), join(disk?.path ?? "", "cache"));
    await takeOverLearned(elsewhere);
    service = await startTheService({
      dataDir: disk?.path ?? "",
      environment: {
        ...zaloEnvironment(zalo),
        TELEGRAM_BOT_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: telegram.url,
      },
    });
    await service.ready();
    url = service.url;
  });
  afterEach(async () => {
    disk?.makeRoom();
    await service?.stop();
    await Promise.all([zalo.close(), telegram.close(), removeDataFolder(elsewhere)]);
  });

  it("tells every citizen at once on every channel, gives no code, and answers when there is room", async () => {
    const citizen = aCitizen(zalo, () => url, "111");
    await citizen.hearsAfterSaying("xin chào");
    telegram.say("1001", "xin chào");
    await eventually("an answer on Telegram", () => telegram.deliveredTo("1001")[0]);
    disk?.fill();

    const statuses: number[] = [];
    for (let number = 0; statuses.at(-1) !== 503 && number < 200; number += 1)
      statuses.push(await citizen.says(story(number)));
    expect(statuses.at(-1)).toBe(503);
    const kept = statuses.length - 1;
    const told = await eventually("a word on Zalo", () =>
      citizen.received().find(({ text }) => NOT_KEPT.test(text)),
    );
    expect(told.text).not.toMatch(CODE);

    telegram.say("1001", story(1));
    await eventually("a word on Telegram", () =>
      telegram.deliveredTo("1001").find(({ text }) => NOT_KEPT.test(text)),
    );

    const headers = {
      authorization: `Bearer ${randomBytes(32).toString("base64url")}`,
      "content-type": "application/json",
    };
    const message = JSON.stringify({ id: randomUUID(), text: story(2) });
    const post = () => fetch(`${url}/web/messages`, { method: "POST", headers, body: message });
    const refused = await post();
    expect(refused.status).toBe(503);
    expect(((await refused.json()) as { error: string }).error).toMatch(NOT_KEPT);

    disk?.makeRoom();
    // The channels bring again what was not acknowledged: Telegram by itself, Zalo and the page once more.
    expect(await citizen.says(story(kept))).toBe(200);
    await eventually("the page's message is taken", async () => (await post()).status === 202);
    await eventually("answers on Zalo", () =>
      citizen.received().filter(({ text }) => /kết hôn/u.test(text)).length > kept ? true : undefined,
    );
    await eventually("the answer on Telegram", () =>
      telegram.deliveredTo("1001").some(({ text }) => /kết hôn/u.test(text)),
    );
    expect(citizen.received().filter(({ text }) => NOT_KEPT.test(text))).toHaveLength(1);
    // Each was answered, and none twice for want of room to mark it.
    expect(citizen.received().filter(({ text }) => /kết hôn/u.test(text))).toHaveLength(kept + 1);
    expect(service?.output()).not.toContain("rất lâu");
  }, 120_000);
});

describe.skipIf(!disk)("a turn whose commit finds the disk full", () => {
  let brain: Brain;
  let store: Store;
  let turns: Loop | undefined;

  afterEach(async () => {
    disk?.makeRoom();
    await turns?.stop();
    await store.close();
  });

  it("is told at once, is not counted as broken, and is answered once there is room", async () => {
    brain = await realBrain();
    const dataDir = `${disk?.path}/turns`;
    store = await openStore({ databaseUrl: undefined, serviceKey: undefined, dataDir });
    const channel = new AChannel();
    const metrics = createMetrics(store, Date.now);
    const log = createLog("silent", (text) => text);
    const asks = (number: number): InboundUpdate => ({
      key: `k${number}`,
      citizen: { channel: "zalo", id: `c${number}` },
      event: { kind: "message", text: story(number) },
      sentAt: Date.now(),
    });
    const COUNT = 40;
    await store.inbox.accept(
      Array.from({ length: COUNT }, (_, number) => asks(number)),
      Date.now(),
    );
    disk?.fill();
    turns = startTurnWorker({
      ...NO_TICKETS,
      inbox: store.inbox,
      respond: async (conversation, update, at, facts) => ({
        response: respond(
          brain,
          conversation,
          update,
          at,
          { sessionIdleMs: 1e6, staffQuietMs: 1, citizenPerMinute: 99 },
          facts,
        ),
        durationMs: 1,
      }),
      notKept: createTellNotKept({
        channels: [channel],
        clock: Date.now,
        metrics,
        log,
        ending: new AbortController().signal,
      }),
      limitsOf: () => channel.limits,
      mask: undefined,
      clock: Date.now,
      metrics,
      log,
      committed: () => undefined,
    });
    await until("somebody is told", () => channel.handed.length > 0);
    expect(channel.handed[0]?.text).toMatch(NOT_KEPT);
    disk?.makeRoom();
    await until("all turns are taken", async () => (await store.inbox.depth()).waiting === 0, 30_000);
    expect(await store.inbox.depth()).toMatchObject({ setAside: 0 });
    expect(await metrics.text()).not.toMatch(/hoidap_turn_failures_total\{/u);
    for (let number = 0; number < COUNT; number += 1)
      expect(await store.outbox.waitingFor({ channel: "zalo", id: `c${number}` }, 0, 9)).not.toEqual([]);
  }, 60_000);
});
