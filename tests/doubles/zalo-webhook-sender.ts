/** Calls our webhook as Zalo does: signed, again and again until it is answered, doubled and out of order on request. */
import { createHash, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface SenderIdentity {
  readonly appId: string;
  readonly oaId: string;
  readonly oaSecretKey: string;
}

export type SignatureKind = "right" | "bare" | "wrong" | "missing";

/** One event as it would be sent; each repeat has the very same bytes. */
export interface SignedCall {
  readonly body: Buffer;
  readonly signature: string | undefined;
}

export interface SendOptions {
  /** Of Zalo's waits (30 s, 5 min …) this share is waited: 0.001 makes 30 ms of 30 s. */
  readonly timeScale?: number;
  /** How long an answer may take: Zalo says 2 s. */
  readonly timeoutMs?: number;
}

export interface BurstOptions {
  /** Each call is sent this often. */
  readonly copies?: number;
  readonly shuffled?: boolean;
  readonly concurrency?: number;
}

/** Zalo's redelivery ladder. After the last one it switches the webhook off. */
const LADDER_MS = [30_000, 300_000, 900_000, 1_800_000, 3_600_000];
const ANSWER_WITHIN_MS = 2_000;

export class ZaloWebhookSender {
  /** Zalo gave up on us: someone would have to switch the webhook on again. */
  isSwitchedOff = false;
  readonly #identity: SenderIdentity;
  readonly #now: () => number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 128 });
  readonly #onInteraction: (userId: string) => void;
  #messages = 0;

  constructor(identity: SenderIdentity, now: () => number, onInteraction: (userId: string) => void) {
    this.#identity = identity;
    this.#now = now;
    this.#onInteraction = onInteraction;
  }

  text(userId: string, text: string, messageId = this.#nextId()) {
    this.#onInteraction(userId);
    return this.#fromUser("user_send_text", userId, { msg_id: messageId, text });
  }

  media(userId: string, type: string, payload: object, text?: string) {
    this.#onInteraction(userId);
    const message = { msg_id: this.#nextId(), ...(text && { text }), attachments: [{ type, payload }] };
    return this.#fromUser(`user_send_${type}`, userId, message);
  }

  follow(userId: string) {
    this.#onInteraction(userId);
    return this.#event({
      oa_id: this.#identity.oaId,
      event_name: "follow",
      source: "oa_profile",
      follower: { id: userId },
    });
  }

  unfollow(userId: string) {
    return this.#event({
      oa_id: this.#identity.oaId,
      event_name: "unfollow",
      follower: { id: userId },
    });
  }

  receipt(userId: string, messageId: string, name = "user_received_message") {
    return this.#fromOa(name, userId, { msg_id: messageId }, undefined);
  }

  /** With `adminId`: a member of the staff wrote it in the chat tool. */
  echo(userId: string, text: string, messageId = this.#nextId(), adminId?: string) {
    return this.#fromOa("oa_send_text", userId, { msg_id: messageId, text }, adminId);
  }

  sign(event: object | string | Buffer, kind: SignatureKind = "right"): SignedCall {
    const body = Buffer.isBuffer(event)
      ? event
      : Buffer.from(typeof event === "string" ? event : JSON.stringify(event));
    const { appId, oaSecretKey } = this.#identity;
    const timestamp = /"timestamp"\s*:\s*"?(\d+)/u.exec(body.toString("latin1"))?.[1] ?? "";
    const secret = kind === "wrong" ? `${oaSecretKey}-not` : oaSecretKey;
    const mac = createHash("sha256").update(appId).update(body).update(timestamp).update(secret);
    const hex = mac.digest("hex");
    const signature = kind === "missing" ? undefined : kind === "bare" ? hex : `mac=${hex}`;
    return { body, signature };
  }

  /** One try. The HTTP status, or 0 when there was no answer in time. */
  post(url: string, call: SignedCall, retry = 0, timeoutMs = ANSWER_WITHIN_MS): Promise<number> {
    return new Promise((resolve) => {
      const outgoing = request(
        url,
        {
          method: "POST",
          agent: this.#agent,
          timeout: timeoutMs,
          headers: {
            "content-type": "application/json",
            "content-length": call.body.length,
            ...(call.signature && { "X-ZEvent-Signature": call.signature }),
            ...(retry > 0 && { num_retry: String(retry) }),
          },
        },
        (answer) => {
          answer.resume();
          answer.once("end", () => resolve(answer.statusCode ?? 0));
          answer.once("error", () => resolve(0));
        },
      );
      outgoing.once("timeout", () => outgoing.destroy());
      outgoing.once("error", () => resolve(0));
      outgoing.end(call.body);
    });
  }

  /** As Zalo delivers: again after each step of the ladder until it is answered 200. The statuses, in order. */
  async deliver(url: string, call: SignedCall, options: SendOptions = {}): Promise<readonly number[]> {
    const { timeScale = 1, timeoutMs = ANSWER_WITHIN_MS } = options;
    const statuses = [await this.post(url, call, 0, timeoutMs)];
    for (const [at, wait] of LADDER_MS.entries()) {
      if (statuses.at(-1) === 200) return statuses;
      await sleep(wait * timeScale);
      statuses.push(await this.post(url, call, at + 1, timeoutMs));
    }
    if (statuses.at(-1) !== 200) this.isSwitchedOff = true;
    return statuses;
  }

  /** Many at once, doubled and shuffled as asked. How often each status came. */
  async burst(
    url: string,
    calls: readonly SignedCall[],
    options: BurstOptions = {},
  ): Promise<ReadonlyMap<number, number>> {
    const { copies = 1, shuffled = false, concurrency = 64 } = options;
    const queue = Array.from({ length: copies }, () => calls).flat();
    if (shuffled) shuffle(queue);
    const counts = new Map<number, number>();
    const send = async () => {
      for (let call = queue.pop(); call; call = queue.pop()) {
        const status = await this.post(url, call);
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, send));
    return counts;
  }

  close() {
    this.#agent.destroy();
  }

  #nextId() {
    this.#messages += 1;
    return `${randomUUID().slice(0, 8)}${this.#messages}`;
  }

  #fromUser(name: string, userId: string, message: object) {
    return this.#event({
      event_name: name,
      user_id_by_app: `app-${userId}`,
      sender: { id: userId },
      recipient: { id: this.#identity.oaId },
      message,
    });
  }

  #fromOa(name: string, userId: string, message: object, adminId: string | undefined) {
    return this.#event({
      event_name: name,
      sender: { id: this.#identity.oaId, ...(adminId && { admin_id: adminId }) },
      recipient: { id: userId },
      message,
    });
  }

  #event(fields: Record<string, unknown>) {
    return { app_id: this.#identity.appId, ...fields, timestamp: String(this.#now()) };
  }
}

function shuffle(items: unknown[]) {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [items[at], items[other]] = [items[other], items[at]];
  }
}
