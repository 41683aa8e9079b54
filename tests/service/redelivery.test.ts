import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countRows } from "../chaos/count-rows.ts";
import { rollDice, shuffled } from "../chaos/dice.ts";
import type { ZaloDouble } from "../doubles/zalo-double.ts";
import type { SignedCall } from "../doubles/zalo-webhook-sender.ts";
import { newDataFolder, removeDataFolder } from "./a-data-folder.ts";
import { freePort, type RunningService, startTheService } from "./a-service.ts";
import { startZalo, zaloEnvironment } from "./a-zalo.ts";
import { QUESTIONS, questionOf } from "./telling-questions.ts";

const SEED = Number(process.env.CHAOS_SEED ?? 20_261_125);
/** `npm run test:chaos` sends ten thousand messages of five hundred citizens. */
const CITIZENS = Number(process.env.ORDER_CITIZENS ?? 50);
const MESSAGES_EACH = 20;
const SENDERS = 8;

let dataDir: string;
let zalo: ZaloDouble;
let port: number;
let service: RunningService;
const url = () => `http://127.0.0.1:${port}/webhooks/zalo`;

beforeEach(async () => {
  dataDir = await newDataFolder();
  zalo = await startZalo();
  port = await freePort();
  await start();
});
afterEach(async () => {
  await service.stop();
  await zalo.close();
  await removeDataFolder(dataDir);
});

async function start(): Promise<void> {
  const environment = { ...zaloEnvironment(zalo), PORT: String(port) };
  service = await startTheService({ dataDir, environment });
  await service.ready();
  while (zalo.oauth.rotations === 0) await pause(10);
}

/** Until it is answered 200, as the platform does. */
async function deliver(call: SignedCall): Promise<void> {
  while ((await zalo.webhooks.post(url(), call)) !== 200) await pause(50);
}

async function deliverAll(calls: readonly SignedCall[]): Promise<void> {
  const queue = [...calls];
  const one = async () => {
    for (let call = queue.pop(); call; call = queue.pop()) await deliver(call);
  };
  await Promise.all(Array.from({ length: SENDERS }, one));
}

async function untilDelivered(count: number): Promise<void> {
  const end = performance.now() + 60_000 + count * 20;
  while (zalo.delivered.length < count && performance.now() < end) await pause(50);
  // Whatever would come twice comes now.
  await pause(500);
}

describe("an update that comes again and again", () => {
  it("has one effect, though it comes up to twenty times, shuffled, by eight senders, over a restart", async () => {
    const dice = rollDice(SEED);
    const updates = Array.from({ length: 120 }, (_, at) =>
      zalo.webhooks.sign(zalo.webhooks.text(`c${at}`, QUESTIONS[at % 3]?.text ?? "", `id-${at}`)),
    );
    const copies = shuffled(
      updates.flatMap((call) => Array.from({ length: 1 + dice.below(20) }, () => call)),
      dice,
    );
    const half = copies.length >> 1;
    await deliverAll(copies.slice(0, half));
    await service.kill();
    await start();
    await deliverAll(copies.slice(half));
    await untilDelivered(updates.length);
    const { outbox, turns } = await countRows(dataDir, undefined);
    expect({ outbox, turns }).toEqual({ outbox: updates.length, turns: updates.length });
    // The kill may repeat the one part that was on its way.
    expect(zalo.delivered.length).toBeLessThanOrEqual(updates.length + 1);
    expect(new Set(zalo.delivered.map(({ userId }) => userId)).size).toBe(updates.length);
  }, 120_000);

  it("is another one when only its text is the same", async () => {
    await deliver(zalo.webhooks.sign(zalo.webhooks.text("c", "xin chào", "first")));
    await deliver(zalo.webhooks.sign(zalo.webhooks.text("c", "xin chào", "second")));
    await untilDelivered(2);
    expect(zalo.deliveredTo("c")).toHaveLength(2);
  });
});

describe(`${CITIZENS * MESSAGES_EACH} messages of ${CITIZENS} citizens at once`, () => {
  it(
    "are answered in each citizen's own order",
    async () => {
      const dice = rollDice(SEED);
      const asked = new Map<string, number[]>();
      /** Each citizen waits for the tick of one message before the next; among them there is no order. */
      const one = async (citizen: string) => {
        const own: number[] = [];
        asked.set(citizen, own);
        for (let number = 0; number < MESSAGES_EACH; number += 1) {
          const question = dice.below(QUESTIONS.length);
          own.push(question);
          const event = zalo.webhooks.text(citizen, QUESTIONS[question]?.text ?? "", `${citizen}-${number}`);
          await deliver(zalo.webhooks.sign(event));
        }
      };
      await Promise.all(Array.from({ length: CITIZENS }, (_, at) => one(`c${at}`)));
      await untilDelivered(CITIZENS * MESSAGES_EACH);
      expect(zalo.delivered).toHaveLength(CITIZENS * MESSAGES_EACH);
      for (const [citizen, questions] of asked) {
        const answered = zalo.deliveredTo(citizen).map(({ text }) => questionOf(text));
        expect(answered).toEqual(questions);
      }
    },
    120_000 + CITIZENS * MESSAGES_EACH * 20,
  );
});
