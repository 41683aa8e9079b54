import { afterEach, describe, expect, it } from "vitest";
import { NEW_CONVERSATION } from "../../../src/core/conversation/index.ts";
import { DEFAULT_RETRIES } from "../../../src/core/messaging/index.ts";
import { createLog, createMetrics, type Loop, startOutboxWorker } from "../../../src/server/index.ts";
import { eventually } from "./a-citizen.ts";
import {
  type AZaloChannel,
  type AZaloChannelOptions,
  aZaloChannel,
  CITIZEN,
  DAY,
  HOUR,
  MINUTE,
} from "./a-zalo-channel.ts";

let channel: AZaloChannel;
let worker: Loop | undefined;
afterEach(async () => {
  await worker?.stop();
  await channel?.close();
});

/** The channel with the real outbox before it, and a clock that stands until it is moved. */
async function start(options?: AZaloChannelOptions) {
  channel = await aZaloChannel(options);
  worker = startOutboxWorker({
    outbox: channel.store.outbox,
    channel: channel.delivery,
    retries: DEFAULT_RETRIES,
    clock: channel.now,
    timer: () => performance.now(),
    chance: () => 0.5,
    metrics: createMetrics(channel.store, channel.now),
    log: createLog("silent", (text) => text),
  });
  return channel;
}

/** An answer is committed, as a turn does. */
async function answer(text: string): Promise<void> {
  const { store, now } = channel;
  const citizen = { channel: "zalo", id: CITIZEN } as const;
  const update = { key: text, citizen, event: { kind: "message", text: "?" }, sentAt: now() } as const;
  await store.inbox.accept([update], now());
  const [claimed] = await store.inbox.claim(1, now());
  if (!claimed) throw new Error("nothing to answer");
  const { seq, version } = claimed;
  const parts = [{ text, buttons: [] }];
  const turn = { seq, citizen, version, conversation: NEW_CONVERSATION, inboundAt: now(), parts };
  await store.inbox.commitTurn({ ...turn, log: undefined, feedback: [], erasesCitizen: false, now: now() });
  worker?.wake();
}

const texts = () => channel.zalo.delivered.map(({ text }) => text);
/** The oldest part has been tried, and waits for another time. */
const putOff = () =>
  eventually("an answer that waits", async () => {
    const due = await channel.store.outbox.nextDueAt(["zalo"], channel.now());
    return due !== undefined && due > channel.now() ? due : undefined;
  });
const later = (ms: number) => {
  channel.wait(ms);
  worker?.wake();
};
const arrived = (count: number) => eventually(`${count} answers`, () => texts().length >= count);

describe("an answer that Zalo did not take at first", () => {
  it("goes out a moment later, and only once", async () => {
    const { zalo } = await start();
    zalo.failNext("message", { kind: "http", status: 503 });
    await answer("một");
    later((await putOff()) - channel.now());
    await arrived(1);
    await answer("hai");
    await arrived(2);
    expect(texts()).toEqual(["một", "hai"]);
  });

  it("waits for Zalo's next minute when the account has spent this one, and keeps the order", async () => {
    const { zalo, now } = await start();
    zalo.failNext("message", { kind: "error", code: -32 });
    await answer("một");
    const due = await putOff();
    await answer("hai");
    expect(due - now()).toBeGreaterThanOrEqual(MINUTE - (now() % MINUTE));
    later(due - now());
    await arrived(2);
    expect(texts()).toEqual(["một", "hai"]);
  });

  it("but may have taken is sent once more at the most", async () => {
    const { zalo } = await start();
    zalo.failNext("message", { kind: "close", accepts: true }, 9);
    await answer("một");
    later((await putOff()) - channel.now());
    const [ended] = await eventually("its end", async () => {
      const list = await channel.store.outbox.ended(5);
      return list.length > 0 ? list : undefined;
    });
    expect(ended).toMatchObject({ state: "given-up", reason: "transient", code: "broken" });
    expect(texts()).toEqual(["một", "một"]);
  });
});

describe("an answer for which there is no token", () => {
  it("is kept until a person has consented anew, and then delivered without a restart", async () => {
    const { zalo, store, now } = await start({ zalo: { refreshToken: "another" } });
    await answer("một");
    const due = await putOff();
    await answer("hai");
    expect([await store.outbox.ended(5), texts()]).toEqual([[], []]);
    // A new consent: what it gives is put where the running service finds it.
    const { accessToken = "", refreshToken = "" } = grantAnew();
    const pair = { accessToken, refreshToken };
    const life = { accessExpiresAt: now() + 25 * HOUR, refreshExpiresAt: now() + 90 * DAY };
    await store.zaloTokens.put("222", { ...pair, ...life }, now());
    later(due - now());
    await arrived(2);
    expect(texts()).toEqual(["một", "hai"]);
    expect(zalo.calls("token")).toBe(1);
  });

  it("is given up as too old when nobody consents for hours, and can be replayed then", async () => {
    const { store, now } = await start({ zalo: { refreshToken: "another" } });
    await answer("một");
    await putOff();
    later(7 * HOUR);
    const [ended] = await eventually("its end", async () => {
      const list = await store.outbox.ended(5);
      return list.length > 0 ? list : undefined;
    });
    expect(ended).toMatchObject({ state: "dropped", reason: "too-old" });
    expect(await store.outbox.replay(undefined, now())).toBe(1);
  });
});

/** As the login does, less its HTTP. */
function grantAnew() {
  const { oauth } = channel.zalo;
  const code = oauth.issueCode("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  const form = { code, code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" };
  const { appId, appSecret } = channel.settings;
  oauth.answer(new URLSearchParams({ app_id: appId, grant_type: "authorization_code", ...form }), appSecret);
  return oauth;
}
