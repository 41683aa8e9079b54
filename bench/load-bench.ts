/** The command `bench:load`: how much the service accepts, how quickly, beside what, and whether it stays slim. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFile, cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startPostgres } from "../tests/contracts/a-postgres.ts";
import type { ZaloDouble } from "../tests/doubles/zalo-double.ts";
import { type RunningService, startTheService } from "../tests/service/a-service.ts";
import { startZalo, ZALO_ACCOUNT, zaloEnvironment } from "../tests/service/a-zalo.ts";
import type { LoadPlan, LoadResult } from "./load/load-plan.ts";
import { describeMachine } from "./machine.ts";
import { percentile, round } from "./measure.ts";
import { projectRoot } from "./project-root.ts";
import { runCommand } from "./usage-error.ts";

/** Questions as they come: most are answered, some are greetings, some nonsense. */
const TEXTS = [
  "dang ky khai sinh can giay to gi",
  "thế phí bao nhiêu",
  "đổi căn cước mất bao lâu",
  "xin chào",
  "sdfghjk",
  "đăng ký tạm trú ở đâu",
  "tổng đài 1022",
  "cảm ơn",
];
const CONTENT = ["knowledge", "intents", "tuning.json"];
const EVERY_MS = 250;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      on: { type: "string", multiple: true, default: ["sqlite", "postgres"] },
      /** Messages of the run that watches memory; 0: none. */
      memory: { type: "string", default: "200000" },
    },
  });
  print({ machine: describeMachine(), node: process.version });
  const bare = await measureBare();
  print({ bareRoute: bare });
  for (const name of values.on) await measure(name, bare, Number(values.memory));
});

async function measure(name: string, bare: LoadResult, memoryMessages: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "hoidap-load-"));
  const postgres = name === "postgres" ? await startPostgres() : undefined;
  const zalo = await startZalo({ knowsEverybody: true });
  for (const part of CONTENT)
    await cp(join(projectRoot, part), join(folder, "content", part), { recursive: true });
  const service = await startTheService({
    dataDir: join(folder, "data"),
    environment: {
      ...zaloEnvironment(zalo),
      LOG_LEVEL: "info",
      CONTENT_DIR: join(folder, "content"),
      INBOX_LIMIT: "1000000",
      ...(postgres && { DATABASE_URL: await postgres.newDatabase() }),
    },
  });
  await service.ready();
  const url = `${service.url}/webhooks/zalo`;
  const plan = { url, citizens: 5_000, texts: TEXTS, account: ZALO_ACCOUNT };
  try {
    await send({ ...plan, run: "warm", messages: 1_000, concurrency: 32 });
    await untilEmpty(service);
    const most = await send({ ...plan, run: "most", messages: 20_000, concurrency: 64 });
    print({
      store: name,
      mostAccepted: most,
      shareOfBareRoute: Math.round((100 * most.perSecond) / bare.perSecond) / 100,
    });
    const emptyAfter = await untilEmpty(service);
    print({ store: name, turnsPerSecond: Math.round(20_000 / (emptyAfter + most.seconds)) });

    const edited = join(folder, "content", "knowledge", "hotlines", "tong-dai-1022.md");
    const steady = send({ ...plan, run: "steady", messages: 200 * 30, ratePerSecond: 200, concurrency: 256 });
    // Two edits while the messages come: each is patched in at once and learned from in the background.
    for (const wait of [3_000, 12_000]) {
      await pause(wait);
      await appendFile(edited, "\n");
    }
    print({ store: name, steady200WhileRelearning: await steady });
    await untilEmpty(service);

    const quiet = await askAround(service, zalo, "quiet");
    zalo.failNext("message", { kind: "hang", accepts: false });
    const besideHanging = await askAround(service, zalo, "beside");
    print({ store: name, answerMs: { quiet, besideOneThatHangs: besideHanging } });

    if (memoryMessages > 0) await watchMemory(name, service, plan, memoryMessages);
    print({ store: name, metrics: await figures(service) });
  } finally {
    await service.stop();
    await zalo.close();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fifty citizens, one after the other: from the sending of a message until Zalo has its answer. Milliseconds. */
async function askAround(service: RunningService, zalo: ZaloDouble, run: string) {
  const sentAt = new Map<string, number>();
  for (let number = 0; number < 50; number += 1) {
    const citizen = `${run}-${number}`;
    const call = zalo.webhooks.sign(zalo.webhooks.text(citizen, TEXTS[number % TEXTS.length] ?? ""));
    sentAt.set(citizen, Date.now());
    await zalo.webhooks.post(`${service.url}/webhooks/zalo`, call);
    await pause(20);
  }
  await pause(2_000);
  const times = [...sentAt].flatMap(([citizen, at]) => {
    const [answer] = zalo.deliveredTo(citizen);
    return answer ? [answer.at - at] : [];
  });
  return {
    answered: times.length,
    p50: round(percentile(times, 0.5), 1),
    longest: times.reduce((most, time) => Math.max(most, time), 0),
  };
}

async function watchMemory(
  name: string,
  service: RunningService,
  plan: Omit<LoadPlan, "run" | "messages" | "concurrency">,
  messages: number,
) {
  const steps = 8;
  const residents: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    await send({ ...plan, run: `memory${step}`, messages: messages / steps, concurrency: 16 });
    await untilEmpty(service);
    residents.push(await residentMb(service));
    print({ store: name, messages: ((step + 1) * messages) / steps, residentMb: residents.at(-1) });
  }
}

async function residentMb(service: RunningService): Promise<number> {
  const status = await readFile(`/proc/${service.process.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1_024);
}

/** Until every accepted message has had its turn and its answer is delivered. Returns the seconds. */
async function untilEmpty(service: RunningService): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const { inbox, outbox } = await depths(service);
    if (inbox === 0 && outbox === 0) return (performance.now() - startedAt) / 1_000;
    await pause(EVERY_MS);
  }
}

async function depths(service: RunningService): Promise<{ inbox: number; outbox: number }> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const sum = (name: RegExp) =>
    [...text.matchAll(name)].reduce((total, [, value]) => total + Number(value), 0);
  return {
    inbox: sum(/^hoidap_inbox_waiting(?:\{[^}]*\})? (\d+)/gmu),
    outbox: sum(/^hoidap_outbox_waiting(?:\{[^}]*\})? (\d+)/gmu),
  };
}

async function figures(service: RunningService): Promise<string[]> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return text
    .split("\n")
    .filter((line) => /^hoidap_(?!process|nodejs)/u.test(line) && !/_bucket/u.test(line));
}

async function measureBare(): Promise<LoadResult> {
  const server = fork(new URL("./load/bare-route.js", import.meta.url), [
    ZALO_ACCOUNT.appId,
    ZALO_ACCOUNT.oaSecretKey,
  ]);
  const [{ port }] = (await once(server, "message")) as [{ port: number }];
  const plan = {
    url: `http://127.0.0.1:${port}/webhooks/zalo`,
    citizens: 5_000,
    texts: TEXTS,
    account: ZALO_ACCOUNT,
    concurrency: 64,
  };
  await send({ ...plan, run: "warm", messages: 5_000 });
  const result = await send({ ...plan, run: "bare", messages: 40_000 });
  server.kill();
  return result;
}

async function send(plan: LoadPlan): Promise<LoadResult> {
  const sender = fork(new URL("./load/send-load.js", import.meta.url));
  sender.send(plan);
  const [result] = (await once(sender, "message")) as [LoadResult];
  return result;
}

function print(figure: object): void {
  console.log(JSON.stringify(figure));
}
