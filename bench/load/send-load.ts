/** The sender process: signed Zalo webhooks over real HTTP. Told its plan by its first message, tells its result. */
import { createHash } from "node:crypto";
import { Agent, request } from "node:http";
import { percentile, round } from "../measure.ts";
import type { LoadPlan, LoadResult } from "./load-plan.ts";

interface Call {
  readonly body: Buffer;
  readonly signature: string;
}

process.once("message", (plan: LoadPlan) => {
  void run(plan).then((result) => {
    process.send?.(result);
    process.disconnect();
  });
});

async function run(plan: LoadPlan): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.concurrency });
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  // Signed beforehand, so that the measured time is the receiver's; the platform's clock is the moment of signing.
  const ready: Call[] = [];
  let made = 0;
  const next = () => {
    if (ready.length === 0)
      for (let count = 0; count < 2_000 && made < plan.messages; count += 1) ready.push(sign(plan, made++));
    return ready.shift();
  };
  next();
  made = 0;
  ready.length = 0;

  const send = async (call: Call, dueAt: number) => {
    const status = String(await post(plan.url, call, agent));
    statuses[status] = (statuses[status] ?? 0) + 1;
    times.push(performance.now() - dueAt);
  };

  const startedAt = performance.now();
  if (plan.ratePerSecond === undefined) {
    const one = async () => {
      for (let call = next(); call; call = next()) await send(call, performance.now());
    };
    await Promise.all(Array.from({ length: plan.concurrency }, one));
  } else {
    const gap = 1_000 / plan.ratePerSecond;
    const running: Promise<void>[] = [];
    for (let number = 0; number < plan.messages; number += 1) {
      const dueAt = startedAt + number * gap;
      const wait = dueAt - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      const call = next();
      // Waiting counts from when it was due: a stall is not hidden by what is not sent meanwhile.
      if (call) running.push(send(call, dueAt));
    }
    await Promise.all(running);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  return {
    seconds: round(seconds, 2),
    perSecond: round(plan.messages / seconds, 0),
    statuses,
    p50Ms: round(percentile(times, 0.5), 2),
    p99Ms: round(percentile(times, 0.99), 2),
    longestMs: round(
      times.reduce((most, time) => Math.max(most, time), 0),
      1,
    ),
  };
}

function sign({ account, run, citizens, texts }: LoadPlan, number: number): Call {
  const timestamp = String(Date.now());
  const body = JSON.stringify({
    app_id: account.appId,
    user_id_by_app: "1",
    event_name: "user_send_text",
    timestamp,
    sender: { id: `${run}-citizen-${number % citizens}` },
    recipient: { id: account.oaId },
    message: { msg_id: `${run}-${number}`, text: texts[number % texts.length] },
  });
  const mac = createHash("sha256")
    .update(account.appId)
    .update(body)
    .update(timestamp)
    .update(account.oaSecretKey);
  return { body: Buffer.from(body), signature: `mac=${mac.digest("hex")}` };
}

function post(url: string, { body, signature }: Call, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const call = request(
      url,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/json",
          "content-length": body.length,
          "x-zevent-signature": signature,
        },
      },
      (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode ?? 0));
        answer.once("error", () => resolve(0));
      },
    );
    call.once("error", () => resolve(0));
    call.end(body);
  });
}
