/** The double's line of updates: held until they are confirmed, fetched by `getUpdates` or posted to the webhook. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Refusal } from "./telegram-double-rules.ts";

export interface DoubleUpdate {
  readonly update_id: number;
  readonly [field: string]: unknown;
}

export interface SetWebhook {
  readonly url: string;
  readonly secret: string | undefined;
  readonly maxConnections: number;
}

export interface UpdateLine {
  /** Not yet confirmed. */
  readonly waiting: readonly DoubleUpdate[];
  /** How each call to the webhook was answered; 0: not at all. */
  readonly statuses: readonly number[];
  webhook: SetWebhook | undefined;
  /** Kinds of updates that are taken into the line; undefined: all. */
  allowed: readonly string[] | undefined;
  /** Puts an update at the end; undefined if its kind is not wanted. */
  add(fields: object): DoubleUpdate | undefined;
  /** Exactly this, whatever it is: to be fetched, not posted. */
  addRaw(value: unknown): void;
  /** Sends an update again that was confirmed already. */
  repeat(update: DoubleUpdate): void;
  /** As after a week of silence: numbers go on from here. */
  renumber(from: number): void;
  get(body: Readonly<Record<string, unknown>>, gone: AbortSignal): Promise<readonly unknown[] | Refusal>;
  /** Posts one body to the webhook as Telegram does. The status, or 0 without an answer. */
  post(body: string, secret?: string | null): Promise<number>;
  /** Resolves when nothing waits any more. */
  drained(timeoutMs?: number): Promise<void>;
  close(): void;
}

const LIMIT = 100;
const ANSWER_WITHIN_MS = 10_000;

/** @param againMs between two tries at the webhook */
export function createUpdateLine(firstId: number, againMs: number): UpdateLine {
  let nextId = firstId;
  let waiting: { update: DoubleUpdate; raw: unknown }[] = [];
  const statuses: number[] = [];
  const closed = new AbortController();
  let webhook: SetWebhook | undefined;
  const wakers: (() => void)[] = [];
  let endOther: (() => void) | undefined;
  let isPosting = false;

  const push = (update: DoubleUpdate, raw: unknown = update) => {
    waiting.push({ update, raw });
    for (const wake of wakers.splice(0)) wake();
    void postWaiting();
  };

  const confirm = (isDone: (update: DoubleUpdate) => boolean) => {
    waiting = waiting.filter(({ update }) => !isDone(update));
  };

  async function postWaiting() {
    if (isPosting) return;
    isPosting = true;
    while (line.webhook && waiting.length > 0 && !closed.signal.aborted) {
      // As many at a time as the bot asked for; whatever is not answered 2xx comes again.
      const batch = waiting.slice(0, line.webhook.maxConnections);
      const answers = await Promise.all(batch.map(({ raw }) => line.post(JSON.stringify(raw))));
      const done = new Set(batch.filter((_, at) => Math.floor((answers[at] ?? 0) / 100) === 2));
      waiting = waiting.filter((one) => !done.has(one));
      if (done.size < batch.length)
        await sleep(againMs, undefined, { signal: closed.signal }).catch(() => {});
    }
    isPosting = false;
  }

  const line: UpdateLine = {
    get waiting() {
      return waiting.map(({ update }) => update);
    },
    statuses,
    get webhook() {
      return webhook;
    },
    set webhook(one) {
      webhook = one;
      void postWaiting();
    },
    allowed: undefined,
    add(fields) {
      const kind = Object.keys(fields)[0] ?? "";
      if (line.allowed && !line.allowed.includes(kind)) return undefined;
      const update = { update_id: nextId, ...fields };
      nextId += 1;
      push(update);
      return update;
    },
    addRaw(value) {
      push({ update_id: nextId - 1 }, value);
    },
    repeat: (update) => push(update),
    renumber(from) {
      nextId = from;
    },
    async get(body, gone) {
      if (line.webhook)
        return conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete");
      const offset = typeof body.offset === "number" ? body.offset : undefined;
      if (offset !== undefined) confirm(({ update_id }) => update_id < offset);
      if (Array.isArray(body.allowed_updates)) line.allowed = body.allowed_updates;
      endOther?.();
      let isEnded = false;
      const ended = new Promise<void>((resolve) => {
        endOther = () => {
          isEnded = true;
          resolve();
        };
      });
      const until = Date.now() + Number(body.timeout ?? 0) * 1000;
      while (waiting.length === 0 && Date.now() < until && !isEnded && !gone.aborted) {
        const timer = new AbortController();
        const stop = AbortSignal.any([timer.signal, gone, closed.signal]);
        const rest = sleep(until - Date.now(), undefined, { signal: stop }).catch(() => {});
        const added = new Promise<void>((resolve) => void wakers.push(resolve));
        await Promise.race([added, ended, rest]);
        timer.abort();
        if (closed.signal.aborted) break;
      }
      if (isEnded) return conflict("terminated by other getUpdates request");
      return waiting.slice(0, Number(body.limit ?? LIMIT)).map(({ raw }) => raw);
    },
    async post(body, secret = line.webhook?.secret ?? null) {
      if (!line.webhook) return 0;
      const headers: Record<string, string> = { "content-type": "application/json" };
      if (secret !== null) headers["x-telegram-bot-api-secret-token"] = secret;
      const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
      const status = await fetch(line.webhook.url, { method: "POST", headers, body, signal }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.status;
        },
        () => 0,
      );
      statuses.push(status);
      return status;
    },
    async drained(timeoutMs = 5_000) {
      const until = Date.now() + timeoutMs;
      while (waiting.length > 0) {
        if (Date.now() > until) throw new Error(`${waiting.length} updates were not confirmed`);
        await sleep(5);
      }
    },
    close: () => closed.abort(),
  };
  return line;
}

const conflict = (words: string): Refusal => ({ code: 409, description: `Conflict: ${words}` });
