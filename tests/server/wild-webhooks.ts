/** Bodies that nobody should send to a webhook: broken ones, huge ones, clever ones, and real ones with a false proof. */
import { createHash } from "node:crypto";
import type { Dice } from "../chaos/dice.ts";
import { ZALO_ACCOUNT } from "../service/a-zalo.ts";

export interface WildCall {
  readonly path: "/webhooks/zalo" | "/webhooks/telegram";
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export const TELEGRAM_SECRET = "the-secret-of-the-webhook";

const ZALO_EVENT = JSON.stringify({
  app_id: ZALO_ACCOUNT.appId,
  user_id_by_app: "1",
  event_name: "user_send_text",
  timestamp: "1795600000000",
  sender: { id: "4444444444444444444" },
  recipient: { id: ZALO_ACCOUNT.oaId },
  message: { msg_id: "abcdef", text: "đăng ký khai sinh" },
});
const TELEGRAM_UPDATE = JSON.stringify({
  update_id: 1,
  message: { message_id: 1, date: 1_795_600_000, chat: { id: 7, type: "private" }, text: "xin chào" },
});
const CLEVER_KEYS = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", ""];
const DEPTH = 20_000;
const HUGE_BYTES = 10 * 1024 * 1024;
/** One in so many is ten megabytes long. */
const HUGE_SHARE = 20_000;

/** Real events, changed somewhere, with the proof of the unchanged one or a false one: never to be believed. */
function mutated(dice: Dice): WildCall {
  const isZalo = dice.next() < 0.5;
  const original = isZalo ? ZALO_EVENT : TELEGRAM_UPDATE;
  const body = mutate(Buffer.from(original), dice);
  const isUnchanged = body.equals(Buffer.from(original));
  if (!isZalo) return telegram(body, dice.next() < 0.5 ? undefined : `${TELEGRAM_SECRET}-not`);
  return zalo(body, isUnchanged || dice.next() < 0.5 ? falseProof(dice) : proofOf(Buffer.from(original)));
}

function mutate(body: Buffer, dice: Dice): Buffer {
  let changed = Buffer.from(body);
  for (let round = 0; round <= dice.below(4); round += 1) {
    const at = dice.below(changed.length + 1);
    const kind = dice.below(4);
    if (kind === 0 && changed.length > 0) changed[Math.min(at, changed.length - 1)] = dice.below(256);
    else if (kind === 1)
      changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + 1 + dice.below(20))]);
    else if (kind === 2)
      changed = Buffer.concat([
        changed.subarray(0, at),
        noise(1 + dice.below(12), dice),
        changed.subarray(at),
      ]);
    else changed = Buffer.concat([changed.subarray(at), changed.subarray(0, at)]);
  }
  return changed;
}

/** Rightly proved, and still no event: only the reading of it stands between these and the house. */
function proved(dice: Dice): WildCall {
  const body = Buffer.from(oddJson(dice));
  return dice.next() < 0.5 ? zalo(body, proofOf(body)) : telegram(body, TELEGRAM_SECRET);
}

function oddJson(dice: Dice): string | Buffer {
  const key = CLEVER_KEYS[dice.below(CLEVER_KEYS.length)] ?? "";
  const value = oddValue(dice);
  switch (dice.below(8)) {
    case 0:
      return `${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`;
    case 1:
      return `${'{"message":'.repeat(DEPTH)}1${"}".repeat(DEPTH)}`;
    case 2:
      return `{"${key}":{"isAdmin":true,"event_name":"user_send_text"},"timestamp":"1"}`;
    case 3:
      return `{"app_id":"${ZALO_ACCOUNT.appId}","event_name":${value},"timestamp":${value},"sender":${value},"message":${value}}`;
    case 4:
      return `{"update_id":${value},"message":{"${key}":${value}},"callback_query":${value}}`;
    case 5:
      return noise(dice.below(200), dice);
    case 6:
      return `{"event_name":"user_send_nothing_${dice.below(1e6)}","timestamp":"1","app_id":"${ZALO_ACCOUNT.appId}"}`;
    default:
      return value;
  }
}

function oddValue(dice: Dice): string {
  const values = [
    "null",
    "true",
    "1e999",
    "-0",
    '"\\ud800"',
    "[]",
    "{}",
    '"\\u0000"',
    "99999999999999999999",
    '""',
  ];
  return values[dice.below(values.length)] ?? "null";
}

function noise(length: number, dice: Dice): Buffer {
  return Buffer.from(Array.from({ length }, () => dice.below(256)));
}

export function wildCall(number: number, dice: Dice): WildCall {
  if (number % HUGE_SHARE === HUGE_SHARE - 1) return zalo(Buffer.alloc(HUGE_BYTES, "["), falseProof(dice));
  return dice.next() < 0.6 ? mutated(dice) : proved(dice);
}

function zalo(body: Buffer, proof: string | undefined): WildCall {
  return {
    path: "/webhooks/zalo",
    body,
    headers: proof === undefined ? {} : { "x-zevent-signature": proof },
  };
}

function telegram(body: Buffer, secret: string | undefined): WildCall {
  const headers = secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret };
  return { path: "/webhooks/telegram", body, headers };
}

function falseProof(dice: Dice): string | undefined {
  const proofs = [
    undefined,
    "",
    "mac=",
    `mac=${"0".repeat(64)}`,
    `mac=${"é".repeat(64)}`.normalize("NFD"),
    "x",
  ];
  const proof = proofs[dice.below(proofs.length)];
  // A header holds no letters beyond Latin-1; a client that tries is stopped by its own library.
  return proof?.replaceAll(/[^\x20-\x7e]/gu, "?");
}

function proofOf(body: Buffer): string {
  const timestamp = /"timestamp":"?(\d+)/u.exec(body.toString("latin1"))?.[1] ?? "";
  const mac = createHash("sha256").update(ZALO_ACCOUNT.appId).update(body).update(timestamp);
  return `mac=${mac.update(ZALO_ACCOUNT.oaSecretKey).digest("hex")}`;
}
