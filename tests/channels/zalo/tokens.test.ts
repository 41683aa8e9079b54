import { afterEach, describe, expect, it } from "vitest";
import type { ZaloTokens } from "../../../src/core/messaging/index.ts";
import { freePort } from "../../service/a-service.ts";
import { ZALO_ACCOUNT } from "../../service/a-zalo.ts";
import {
  type AZaloChannel,
  type AZaloChannelOptions,
  aZaloChannel,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
} from "./a-zalo-channel.ts";

let channel: AZaloChannel;
const start = async (options?: AZaloChannelOptions) => {
  channel = await aZaloChannel(options);
  return channel;
};
afterEach(() => channel?.close());

const OA = ZALO_ACCOUNT.oaId;
const stored = async () => (await channel.store.zaloTokens.read(OA)) as ZaloTokens;
const state = () => channel.tokens.status(channel.now());

describe("the first refresh token", () => {
  it("is exchanged once, with the first message, and never looked at again", async () => {
    const { say, zalo, another } = await start();
    expect(await state()).toMatchObject({ state: "ready", alarms: [] });
    await say("một");
    await say("hai");
    // A second start with the same, spent token in its settings.
    await another().tokens.refreshIfDue();
    expect([zalo.oauth.rotations, zalo.oauth.refusedRefreshes]).toEqual([1, 0]);
    expect(await stored()).toMatchObject({
      accessToken: zalo.oauth.accessToken,
      refreshToken: zalo.oauth.refreshToken,
      accessExpiresAt: channel.now() + 25 * HOUR,
      refreshExpiresAt: channel.now() + 90 * DAY,
      state: "ready",
    });
  });

  it("that nobody has given leaves messages waiting for a person", async () => {
    const { say, zalo } = await start({ settings: { refreshToken: undefined } });
    expect(await say("một")).toEqual({ kind: "failed", failure: "human", code: "no-consent" });
    expect(await state()).toMatchObject({ state: "missing" });
    expect(zalo.calls("token") + zalo.calls("message")).toBe(0);
  });

  it("that was never right needs a person's consent, and is tried no second time", async () => {
    const { say, zalo, wait, news } = await start({ zalo: { refreshToken: "another" } });
    for (let count = 0; count < 5; count++) {
      expect(await say("một")).toEqual({ kind: "failed", failure: "human", code: "needs-consent" });
      wait(HOUR);
    }
    expect(zalo.calls("token")).toBe(1);
    expect(news).toEqual([{ kind: "needs-consent", code: "-14014" }]);
    expect(await state()).toMatchObject({ state: "needs-consent" });
  });

  it("is asked for by many messages at once, and exchanged once", async () => {
    const { say, zalo } = await start();
    const results = await Promise.all(Array.from({ length: 50 }, (_, at) => say(`${at}`)));
    expect(results.every(({ kind }) => kind === "delivered")).toBe(true);
    expect([zalo.oauth.rotations, zalo.delivered.length]).toEqual([1, 50]);
  });
});

describe("a token", () => {
  it("is renewed hours before it dies, also when nobody writes", async () => {
    const { say, tokens, zalo, wait, news } = await start();
    await say("một");
    wait(20 * HOUR - SECOND);
    await tokens.refreshIfDue();
    expect(zalo.oauth.rotations).toBe(1);
    wait(2 * SECOND);
    await tokens.refreshIfDue();
    expect(zalo.oauth.rotations).toBe(2);
    expect(news).toEqual([
      { kind: "rotated", generation: 2 },
      { kind: "rotated", generation: 3 },
    ]);
  });

  it("keeps an account alive for a year of silence", async () => {
    const { tokens, zalo, wait, say } = await start();
    for (let day = 0; day < 365; day++) {
      await tokens.refreshIfDue();
      wait(DAY);
    }
    expect(await say("còn đó không")).toMatchObject({ kind: "failed", code: "-230" });
    expect([zalo.oauth.rotations >= 365, zalo.oauth.refusedRefreshes]).toEqual([true, 0]);
  });

  it("that lives but an hour is renewed once in that hour, not with each message", async () => {
    const { say, zalo, wait } = await start({ zalo: { accessTtlSeconds: 3_600 } });
    for (let count = 0; count < 60; count++) {
      expect(await say(`${count}`)).toMatchObject({ kind: "delivered" });
      wait(MINUTE);
    }
    expect(zalo.oauth.rotations).toBeLessThanOrEqual(3);
  });

  it("is sealed in storage and in no news", async () => {
    const { say, zalo, news } = await start();
    await say("một");
    expect(JSON.stringify([news, await state()])).not.toContain(zalo.oauth.accessToken);
    expect(JSON.stringify([news, await state()])).not.toContain(zalo.oauth.refreshToken);
  });

  it("is followed by one that lives at most a month, whatever Zalo promises", async () => {
    const { say } = await start({ zalo: { accessTtlSeconds: 10 * 365 * 86_400 } });
    await say("một");
    expect((await stored()).accessExpiresAt).toBe(channel.now() + 30 * DAY);
  });
});

describe("several processes with one storage", () => {
  it("rotate a dead token exactly once, however many messages they have", async () => {
    const { say, zalo, wait, another, now } = await start();
    await say("một");
    const others = [another(), another()];
    wait(26 * HOUR);
    const signal = new AbortController().signal;
    const citizen = zalo.delivered[0]?.userId ?? "";
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        (others[at % 2] as AZaloChannel).delivery.deliver(
          citizen,
          { text: `${at}`, buttons: [] },
          { lastInboundAt: undefined, now: now(), signal },
        ),
      ),
    );
    expect(results.filter(({ kind }) => kind !== "delivered")).toEqual([]);
    expect([zalo.oauth.rotations, zalo.oauth.refusedRefreshes]).toEqual([2, 0]);
  });

  it("use what another has rotated a moment after their own rotation", async () => {
    const { say, zalo, wait, another } = await start();
    await say("một");
    wait(SECOND);
    const other = another().tokens;
    await other.renew(await other.current());
    expect(await say("hai")).toMatchObject({ kind: "delivered" });
    expect(zalo.oauth.rotations).toBe(2);
  });
});

describe("a refresh that fails", () => {
  it.each([
    ["a fault of theirs", { kind: "http", status: 500 }, "500"],
    ["too many", { kind: "error", code: -32 }, "-32"],
  ] as const)("by %s is tried again in a minute, and the living token goes on", async (_, fault, code) => {
    const { say, zalo, wait, news } = await start();
    await say("một");
    wait(21 * HOUR);
    zalo.failNext("token", fault);
    expect(await say("hai")).toMatchObject({ kind: "delivered" });
    expect(await state()).toMatchObject({ state: "ready", alarms: ["refresh-failing"] });
    expect(await say("ba")).toMatchObject({ kind: "delivered" });
    wait(MINUTE - 1);
    expect(await say("bốn")).toMatchObject({ kind: "delivered" });
    expect(zalo.calls("token")).toBe(2);
    wait(1);
    expect(await say("năm")).toMatchObject({ kind: "delivered" });
    expect([zalo.calls("token"), zalo.oauth.rotations]).toEqual([3, 2]);
    expect(await state()).toMatchObject({ state: "ready", alarms: [] });
    expect(news.map((one) => one.kind)).toEqual(["rotated", "refresh-failed", "rotated"]);
    expect(news[1]).toMatchObject({ code });
  });

  it("when the token is dead makes messages wait, not fail", async () => {
    const { say, zalo, wait } = await start();
    await say("một");
    wait(26 * HOUR);
    zalo.failNext("token", { kind: "http", status: 503 }, 2);
    const waits = {
      kind: "failed",
      failure: "transient",
      code: "token-refresh-failed",
      retryAfterMs: MINUTE,
    };
    expect(await say("hai")).toEqual(waits);
    expect(await say("hai")).toEqual(waits);
    expect(zalo.calls("token")).toBe(2);
    wait(MINUTE);
    expect(await say("hai")).toEqual(waits);
    wait(MINUTE);
    expect(await say("hai")).toMatchObject({ kind: "delivered" });
  });

  it("for the app's own secret waits for a person", async () => {
    const { say, zalo } = await start({ settings: { appSecret: "typed wrongly" } });
    expect(await say("một")).toMatchObject({ kind: "failed", code: "token-refresh-failed" });
    expect(zalo.oauth.rotations).toBe(0);
    expect(await state()).toMatchObject({ state: "ready", alarms: ["refresh-failing"] });
  });

  it("for an app that was switched off is for a person", async () => {
    const { say, zalo } = await start();
    zalo.failNext("token", { kind: "error", code: -14_002 });
    expect(await say("một")).toMatchObject({ failure: "human", code: "token-refresh-failed" });
  });

  it("when the consent was taken back says so, once", async () => {
    const { say, zalo, wait, news } = await start();
    await say("một");
    zalo.oauth.revoke();
    wait(2 * MINUTE);
    for (let count = 0; count < 3; count++)
      expect(await say("hai")).toEqual({ kind: "failed", failure: "human", code: "needs-consent" });
    expect([zalo.oauth.refusedRefreshes, zalo.calls("token")]).toEqual([1, 2]);
    expect(news.at(-1)).toEqual({ kind: "needs-consent", code: "-14014" });
  });
});

describe("a refresh whose answer is lost", () => {
  const QUICK = { deps: { loginTimeoutMs: 60 } };

  it.each(["hang", "close", "garbage"] as const)(
    "after Zalo has spent the token needs a person, without a loop of calls (%s)",
    async (kind) => {
      const { say, zalo, wait, news } = await start(QUICK);
      zalo.failNext("token", kind === "garbage" ? { kind } : { kind, accepts: true });
      for (let count = 0; count < 20; count++) {
        expect(await say("một")).toMatchObject({ kind: "failed" });
        wait(10 * SECOND);
      }
      // The lost one, and the one that tells that the token was spent.
      expect([zalo.calls("token"), zalo.oauth.refusedRefreshes]).toEqual([2, 1]);
      expect(await state()).toMatchObject({ state: "needs-consent", alarms: [] });
      expect(news.map((one) => one.kind)).toEqual(["refresh-failed", "needs-consent"]);
    },
  );

  it("before Zalo has read it is made good a minute later", async () => {
    const { say, zalo, wait } = await start(QUICK);
    zalo.failNext("token", { kind: "close", accepts: false });
    expect(await say("một")).toMatchObject({ failure: "transient" });
    wait(MINUTE);
    expect(await say("một")).toMatchObject({ kind: "delivered" });
    expect([zalo.oauth.rotations, zalo.oauth.refusedRefreshes]).toEqual([1, 0]);
  });

  it("a second time is tried no third time", async () => {
    const { say, zalo, wait } = await start(QUICK);
    zalo.failNext("token", { kind: "close", accepts: false }, 99);
    for (let count = 0; count < 20; count++) {
      await say("một");
      wait(2 * MINUTE);
    }
    expect(zalo.calls("token")).toBe(2);
    expect(await state()).toMatchObject({ state: "needs-consent" });
  });

  it("never left when there is no way to Zalo: that may go on for hours, and costs nothing", async () => {
    const oauthBase = `http://127.0.0.1:${await freePort()}`;
    const { tokens, wait } = await start({ settings: { oauthBase } });
    for (let count = 0; count < 20; count++) {
      await tokens.refreshIfDue();
      wait(10 * MINUTE);
    }
    expect(await state()).toMatchObject({ state: "ready", alarms: ["refresh-failing"] });
  });
});

describe("a process that dies in the middle of a refresh", () => {
  /** What a process leaves behind that is killed with the call under way. */
  async function dieInRefresh(): Promise<void> {
    const { store, now, say } = channel;
    await say("một");
    const { generation } = await stored();
    // Never comes back, as the process does not.
    void store.zaloTokens.rotate(OA, generation, () => new Promise(() => undefined), now);
    await expect.poll(async () => (await stored()).refreshStartedAt).toBe(now());
  }

  it("leaves a mark, and the alarm comes when the end is overdue", async () => {
    const { wait } = await start();
    await dieInRefresh();
    expect(await state()).toMatchObject({ state: "ready", alarms: [] });
    wait(MINUTE);
    expect(await state()).toMatchObject({ state: "ready", alarms: [] });
    wait(1);
    expect(await state()).toMatchObject({ state: "ready", alarms: ["refresh-unended"] });
  });
});

describe("a refresh after a process died in one", () => {
  /** The next process, with the mark that the last one left. */
  function afterDeath() {
    const { store, another, now } = channel;
    const read = async (oaId: string) => {
      const tokens = await store.zaloTokens.read(oaId);
      return tokens && { ...tokens, refreshStartedAt: now() - HOUR };
    };
    return another({ ...store.zaloTokens, read }).tokens;
  }

  it("is tried with the same token, which may still be good", async () => {
    const { say, zalo, wait } = await start();
    await say("một");
    wait(26 * HOUR);
    await afterDeath().refreshIfDue();
    expect([zalo.oauth.rotations, zalo.oauth.refusedRefreshes]).toEqual([2, 0]);
    expect(await state()).toMatchObject({ state: "ready", alarms: [] });
  });

  it("and is lost as well, is the last: a person must look", async () => {
    const { say, zalo, wait } = await start();
    await say("một");
    wait(26 * HOUR);
    zalo.failNext("token", { kind: "close", accepts: false }, 9);
    await afterDeath().refreshIfDue();
    expect(zalo.calls("token")).toBe(2);
    expect(await state()).toMatchObject({ state: "needs-consent" });
  });
});

describe("what an operator hears beforehand", () => {
  it("is when the refresh token dies within two weeks", async () => {
    const { say, wait } = await start();
    await say("một");
    wait(76 * DAY);
    expect(await state()).toMatchObject({ alarms: [] });
    wait(1);
    expect(await state()).toMatchObject({ state: "ready", alarms: ["refresh-expires-soon"] });
  });
});

describe("a new consent", () => {
  it("puts an end to waiting at once, in the running process too", async () => {
    const { say, zalo, store, now } = await start({ zalo: { refreshToken: "another" } });
    expect(await say("một")).toMatchObject({ failure: "human", code: "needs-consent" });
    const code = zalo.oauth.issueCode("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    const form = new URLSearchParams({
      app_id: ZALO_ACCOUNT.appId,
      grant_type: "authorization_code",
      code,
      code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    });
    zalo.oauth.answer(form, ZALO_ACCOUNT.appSecret);
    const { accessToken = "", refreshToken = "" } = zalo.oauth;
    const pair = { accessToken, refreshToken };
    await store.zaloTokens.put(
      OA,
      { ...pair, accessExpiresAt: now() + DAY, refreshExpiresAt: now() + 90 * DAY },
      now(),
    );
    expect(await say("một")).toMatchObject({ kind: "delivered" });
    expect(await state()).toMatchObject({ state: "ready", alarms: [] });
  });
});
