import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { DeliveryResult } from "../../../src/core/messaging/index.ts";
import type { Fault } from "../../doubles/zalo-double.ts";
import { freePort } from "../../service/a-service.ts";
import { type AZaloChannel, type AZaloChannelOptions, aZaloChannel, HOUR, MINUTE } from "./a-zalo-channel.ts";

let channel: AZaloChannel;
const start = async (options?: AZaloChannelOptions) => {
  channel = await aZaloChannel(options);
  return channel;
};
afterEach(() => channel?.close());

type Failed = Omit<Extract<DeliveryResult, { kind: "failed" }>, "kind">;
const failed = (facts: Failed) => ({ kind: "failed", ...facts });
const LATE = { deps: { timeoutMs: 60 } };

describe("what Zalo says of a message that it did not take", () => {
  it.each<[string, number, Failed["failure"]]>([
    ["send failed, without a reason", -200, "transient"],
    ["no interaction in 7 days", -230, "window-closed"],
    ["outside of the window", -231, "window-closed"],
    ["never interacted", -232, "window-closed"],
    ["invalid field", -201, "permanent"],
    ["parameter over its limit", -210, "permanent"],
    ["quota of this recipient", -211, "permanent"],
    ["not a follower", -213, "permanent"],
    ["recipient banned", -227, "permanent"],
    ["wrong kind of message", -233, "permanent"],
    ["restricted by the citizen", -244, "permanent"],
    ["a code that nobody has described", -99_999, "permanent"],
    ["app inactive", -209, "human"],
    ["the account has not granted", -224, "human"],
    ["package", -221, "human"],
    ["proof of the app's secret", -242, "human"],
    ["billing", -320, "human"],
  ])("%s (%i)", async (_, code, failure) => {
    const { say, zalo } = await start();
    zalo.failNext("message", { kind: "error", code });
    // An answer was given: nothing can have arrived, whatever it says.
    expect(await say("Chào")).toEqual(failed({ failure, code: String(code) }));
    expect([zalo.calls("message"), zalo.delivered.length]).toEqual([1, 0]);
  });

  it.each<[string, Fault, Failed, number]>([
    ["a fault of theirs", { kind: "http", status: 500 }, { failure: "transient", code: "500" }, 0],
    ["away for repair", { kind: "http", status: 503 }, { failure: "transient", code: "503" }, 0],
    [
      "away for a time that it names",
      { kind: "http", status: 503, headers: { "retry-after": "120" } },
      { failure: "transient", code: "503", retryAfterMs: 120_000 },
      0,
    ],
    [
      "too many",
      { kind: "http", status: 429, headers: { "retry-after": "7" } },
      { failure: "transient", code: "429", retryAfterMs: 7_000 },
      0,
    ],
    [
      "too many, for longer than anybody waits",
      { kind: "http", status: 429, headers: { "retry-after": "999999999" } },
      { failure: "transient", code: "429", retryAfterMs: HOUR },
      0,
    ],
    [
      "too many, until a time that is no time",
      { kind: "http", status: 429, headers: { "retry-after": "soon" } },
      { failure: "transient", code: "429" },
      0,
    ],
    [
      "a gateway that did not wait for the answer",
      { kind: "http", status: 504 },
      { failure: "transient", code: "504", mayHaveArrived: true },
      0,
    ],
    ["a wall", { kind: "http", status: 403 }, { failure: "human", code: "403" }, 0],
    ["no such address", { kind: "http", status: 404 }, { failure: "human", code: "404" }, 0],
    ["a request it cannot read", { kind: "http", status: 400 }, { failure: "permanent", code: "400" }, 0],
    [
      "nothing, and it was not taken",
      { kind: "hang", accepts: false },
      { failure: "transient", code: "timeout", mayHaveArrived: true },
      0,
    ],
    [
      "nothing, but it was taken",
      { kind: "hang", accepts: true },
      { failure: "transient", code: "timeout", mayHaveArrived: true },
      1,
    ],
    [
      "a broken line, and it was not taken",
      { kind: "close", accepts: false },
      { failure: "transient", code: "broken", mayHaveArrived: true },
      0,
    ],
    [
      "a broken line, but it was taken",
      { kind: "close", accepts: true },
      { failure: "transient", code: "broken", mayHaveArrived: true },
      1,
    ],
    [
      "something that is no answer, but it was taken",
      { kind: "garbage" },
      { failure: "transient", code: "malformed", mayHaveArrived: true },
      1,
    ],
  ])("%s", async (_, fault, facts, delivered) => {
    const { say, zalo, client } = await start(LATE);
    // The token is there, so that the fault meets the message alone.
    await client.getOa();
    zalo.failNext("message", fault);
    expect(await say("Chào")).toEqual(failed(facts));
    expect([zalo.calls("message"), zalo.delivered.length]).toEqual([1, delivered]);
    expect(await say("Chào lại")).toMatchObject({ kind: "delivered" });
  });
});

describe("a token that Zalo refuses", () => {
  it("is renewed once, and the message goes out with the new one", async () => {
    const { say, zalo, wait } = await start();
    await say("một");
    wait(2 * MINUTE);
    zalo.failNext("message", { kind: "error", code: -216 });
    expect(await say("hai")).toMatchObject({ kind: "delivered" });
    expect([zalo.calls("message"), zalo.oauth.rotations]).toEqual([3, 2]);
    expect(zalo.delivered.map(({ text }) => text)).toEqual(["một", "hai"]);
  });

  it.each([
    [{ kind: "error", code: -220 }],
    [{ kind: "error", code: -124 }],
    [{ kind: "http", status: 401 }],
  ] as const)("is known in other forms too: %o", async (fault) => {
    const { say, zalo, wait } = await start();
    await say("một");
    wait(2 * MINUTE);
    zalo.failNext("message", fault);
    expect(await say("hai")).toMatchObject({ kind: "delivered" });
    expect(zalo.oauth.rotations).toBe(2);
  });

  it("is not renewed a second time for the same message: a person must look", async () => {
    const { say, zalo, wait } = await start();
    await say("một");
    wait(2 * MINUTE);
    zalo.failNext("message", { kind: "error", code: -216 }, 9);
    expect(await say("hai")).toEqual(failed({ failure: "auth", code: "-216" }));
    expect([zalo.calls("message"), zalo.oauth.rotations]).toEqual([3, 2]);
  });

  it("and that is brand-new costs no further refresh token, however many messages wait", async () => {
    const { say, zalo } = await start();
    zalo.failNext("message", { kind: "error", code: -216 }, 99);
    for (let count = 0; count < 5; count++)
      expect(await say("một")).toEqual(
        failed({ failure: "transient", code: "new-token-refused", retryAfterMs: MINUTE }),
      );
    expect(zalo.oauth.rotations).toBe(1);
  });

  it("dies where another process has rotated, and the successor is read, not made", async () => {
    const { say, zalo, another, wait } = await start();
    await say("một");
    wait(2 * MINUTE);
    await say("hai");
    const other = another().tokens;
    await other.renew(await other.current());
    expect(zalo.oauth.rotations).toBe(2);
    // Ours was read a moment ago and is believed, so Zalo refuses it once.
    expect(await say("ba")).toMatchObject({ kind: "delivered" });
    expect([zalo.calls("message"), zalo.oauth.rotations]).toEqual([4, 2]);
  });
});

describe("a call that cannot be made", () => {
  it("has not arrived when no connection was made", async () => {
    const apiBase = `http://127.0.0.1:${await freePort()}`;
    const { say } = await start({ settings: { apiBase } });
    expect(await say("Chào")).toEqual(failed({ failure: "transient", code: "unreachable" }));
  });

  it("leads nowhere else: a token is never carried to where a redirection points", async () => {
    const { say, zalo } = await start();
    zalo.failNext("message", {
      kind: "http",
      status: 307,
      headers: { location: `${zalo.url}/v2.0/oa/getoa` },
    });
    zalo.failNext("message", {
      kind: "http",
      status: 302,
      headers: { location: `${zalo.url}/v2.0/oa/getoa` },
    });
    for (let count = 0; count < 2; count++)
      expect(await say("Chào")).toMatchObject({ kind: "failed", failure: "transient" });
    expect([zalo.calls("message"), zalo.calls("oa"), zalo.delivered.length]).toEqual([2, 0, 0]);
  });

  it("is cut off when the service stops, and may have arrived", async () => {
    const { deliver, zalo, client } = await start();
    await client.getOa();
    zalo.failNext("message", { kind: "hang", accepts: true });
    const stopping = new AbortController();
    const result = deliver({ text: "Chào", buttons: [] }, { signal: stopping.signal });
    while (zalo.calls("message") === 0) await pause(1);
    stopping.abort();
    expect(await result).toEqual(failed({ failure: "transient", code: "stopped", mayHaveArrived: true }));
  });

  it("is not begun when the service has stopped", async () => {
    const { deliver, zalo, client } = await start();
    await client.getOa();
    expect(await deliver({ text: "Chào", buttons: [] }, { signal: AbortSignal.abort() })).toEqual(
      failed({ failure: "transient", code: "stopped" }),
    );
    expect(zalo.calls("message")).toBe(0);
  });

  it("is one of many that a stop would end, and nobody is warned of a leak", async () => {
    const { deliver } = await start();
    const warnings: Error[] = [];
    const hear = (warning: Error) => warnings.push(warning);
    process.on("warning", hear);
    const { signal } = new AbortController();
    await Promise.all(
      Array.from({ length: 40 }, (_, at) => deliver({ text: `${at}`, buttons: [] }, { signal })),
    );
    await pause(1);
    process.off("warning", hear);
    expect(warnings).toEqual([]);
  });

  it("says nothing of the message or the token in its error", async () => {
    const { zalo, client } = await start();
    await client.getOa();
    zalo.failNext("message", { kind: "error", code: -201 });
    const message = { recipient: { user_id: "111" }, message: { text: "số căn cước của tôi" } };
    const error = await client.sendMessage(message).catch((thrown: Error) => thrown);
    expect(String(error)).toBe("ZaloError: Zalo /v3.0/oa/message/cs: refused -201");
    expect(JSON.stringify(error)).not.toMatch(/căn cước|access-/u);
  });
});

describe("our account at Zalo", () => {
  it("tells its name, and that its answer makes no sense when it does not", async () => {
    const { zalo, client } = await start();
    expect(await client.getOa()).toMatchObject({
      oaId: "222",
      name: "Hải Phòng 1022 (thử)",
      isVerified: true,
    });
    zalo.failNext("oa", { kind: "garbage" });
    await expect(client.getOa()).rejects.toMatchObject({ kind: "malformed" });
  });
});
