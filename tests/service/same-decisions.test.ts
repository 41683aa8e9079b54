import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTelegramDouble, type TelegramDouble } from "../doubles/telegram-double.ts";
import type { ZaloDouble } from "../doubles/zalo-double.ts";
import { until } from "../server/a-channel.ts";
import { newDataFolder, removeDataFolder } from "./a-data-folder.ts";
import { type RunningService, startTheService } from "./a-service.ts";
import { startZalo, zaloEnvironment } from "./a-zalo.ts";
import { citizenOnWeb } from "./on-web.ts";

/** What a citizen does next: writes, or presses one of the first two buttons that say something: every channel shows those. */
type Step = { readonly text: string } | { readonly press: number };

const BOT_TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";
const CONVERSATIONS = 100;

let dataDir: string;
let zalo: ZaloDouble;
let telegram: TelegramDouble;
let service: RunningService;
let conversations: readonly (readonly Step[])[];

beforeAll(async () => {
  dataDir = await newDataFolder();
  zalo = await startZalo();
  telegram = await startTelegramDouble({ botToken: BOT_TOKEN });
  service = await startTheService({
    dataDir,
    environment: {
      ...zaloEnvironment(zalo),
      TELEGRAM_BOT_TOKEN: BOT_TOKEN,
      TELEGRAM_API_ROOT: telegram.url,
    },
  });
  await service.ready();
  conversations = await readConversations();
});
afterAll(async () => {
  await service?.stop();
  await Promise.all([zalo?.close(), telegram?.close()]);
  await removeDataFolder(dataDir);
});

describe("the same hundred conversations", () => {
  it("lead to the same decisions on Zalo, on Telegram and on the web", async () => {
    expect(conversations).toHaveLength(CONVERSATIONS);
    await Promise.all([talk(onZalo), talk(onTelegram), talk(onWeb)]);
    const turns = readTurns();
    expect(turns.get("zalo")).toHaveLength(CONVERSATIONS);
    expect(turns.get("zalo")?.join("\n").split("\n").length).toBeGreaterThan(3 * CONVERSATIONS);
    expect(turns.get("telegram")).toEqual(turns.get("zalo"));
    expect(turns.get("web")).toEqual(turns.get("zalo"));
  }, 120_000);
});

/** How a channel's citizen speaks: returns the labels of the buttons that say something, after the answer came. */
type Speak = (citizen: number, step: Step, labels: readonly string[]) => Promise<readonly string[]>;

/** Ten citizens at a time: Telegram takes one message a second to each. */
async function talk(speak: Speak): Promise<void> {
  const queue = [...conversations.entries()];
  const one = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [citizen, steps] = next;
      let labels: readonly string[] = [];
      for (const step of steps) {
        if ("press" in step && labels[step.press] === undefined) continue;
        labels = await speak(citizen, step, labels);
      }
    }
  };
  await Promise.all(Array.from({ length: 10 }, one));
}

const onZalo: Speak = async (citizen, step, labels) => {
  const id = `z${citizen}`;
  const before = zalo.deliveredTo(id);
  const pressed = "press" in step ? labels[step.press] : undefined;
  const button = before
    .at(-1)
    ?.buttons.find(({ title, type }) => type.startsWith("oa.query") && title === pressed);
  const text = "text" in step ? step.text : String(button?.payload);
  const count = before.length;
  await zalo.webhooks.deliver(
    `${service.url}/webhooks/zalo`,
    zalo.webhooks.sign(zalo.webhooks.text(id, text)),
  );
  await until("answered on Zalo", () => zalo.deliveredTo(id).length > count, 30_000);
  await settled(() => zalo.deliveredTo(id).length);
  return (zalo.deliveredTo(id).at(-1)?.buttons ?? [])
    .filter(({ type }) => type.startsWith("oa.query"))
    .map(({ title }) => title);
};

const onTelegram: Speak = async (citizen, step, labels) => {
  const id = String(5_000 + citizen);
  const count = telegram.deliveredTo(id).length;
  if ("text" in step) telegram.say(id, step.text);
  else telegram.press(id, labels[step.press] ?? "");
  await until("answered on Telegram", () => telegram.deliveredTo(id).length > count, 30_000);
  await settled(() => telegram.deliveredTo(id).length);
  return (telegram.deliveredTo(id).at(-1)?.buttons ?? []).flatMap((button) =>
    "callback_data" in button ? [button.text] : [],
  );
};

const web = new Map<
  number,
  {
    citizen: ReturnType<typeof citizenOnWeb>;
    buttons: readonly { label: string; payload: string; say: string }[];
  }
>();
const onWeb: Speak = async (number, step, labels) => {
  const one = web.get(number) ?? { citizen: citizenOnWeb(service.url), buttons: [] };
  const pressed = "press" in step ? one.buttons.find(({ label }) => label === labels[step.press]) : undefined;
  const replies =
    "text" in step
      ? await one.citizen.ask(step.text)
      : await one.citizen.ask(pressed?.say ?? "", pressed?.payload);
  const buttons = (replies.at(-1)?.buttons ?? []).flatMap((button) => ("say" in button ? [button] : []));
  web.set(number, { citizen: one.citizen, buttons });
  return buttons.map(({ label }) => label);
};

/** A reply may have several parts, one shortly after the other. */
async function settled(count: () => number): Promise<void> {
  for (let last = -1; last !== count(); ) {
    last = count();
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** Of people who asked on, with a button pressed now and then; filled up with single questions and a press. */
async function readConversations(): Promise<Step[][]> {
  const bySession = new Map<string, Step[]>();
  for (const file of ["conversations-a", "conversations-b"])
    for (const { session, text } of await readLines(file))
      bySession.set(session ?? "", [...(bySession.get(session ?? "") ?? []), { text }]);
  const talks = [...bySession.values()].map((steps, at) => (at % 2 ? [...steps, { press: at % 2 }] : steps));
  for (const { text } of await readLines("blind-a")) {
    if (talks.length >= CONVERSATIONS) break;
    talks.push([{ text }, { press: talks.length % 2 }, { text: "thế phí bao nhiêu?" }, { text: "cảm ơn" }]);
  }
  return talks.slice(0, CONVERSATIONS);
}

async function readLines(name: string): Promise<{ session?: string; text: string }[]> {
  const text = await readFile(`tests/questions/${name}.jsonl`, "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { session?: string; text: string });
}

/** What was decided in each conversation, channel by channel; conversations in an order of their own. */
function readTurns(): Map<string, string[]> {
  const database = new Database(join(dataDir, "hoidap.sqlite"), { readonly: true });
  const rows = database
    .prepare("select citizen, channel, outcome, intent, entry, facet from turn_log order by id")
    .all() as Record<"citizen" | "channel" | "outcome" | "intent" | "entry" | "facet", string | null>[];
  database.close();
  const talks = new Map<string, { channel: string; lines: string[] }>();
  for (const { citizen, channel, outcome, intent, entry, facet } of rows) {
    const talk = talks.get(citizen ?? "") ?? { channel: channel ?? "", lines: [] };
    talk.lines.push([outcome, intent, entry, facet].join(" "));
    talks.set(citizen ?? "", talk);
  }
  const turns = new Map<string, string[]>();
  for (const { channel, lines } of talks.values())
    turns.set(channel, [...(turns.get(channel) ?? []), lines.join("\n")]);
  for (const all of turns.values()) all.sort();
  return turns;
}
