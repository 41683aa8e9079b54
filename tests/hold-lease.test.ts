import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Leases, Store } from "../src/core/messaging/index.ts";
import { holdLease } from "../src/hold-lease.ts";
import { createMemoryStore } from "../src/storage/memory/memory-store.ts";
import { until } from "./server/a-channel.ts";

let store: Store;
let ends: (() => Promise<void>)[];
/** Who does it at the moment. */
let doing: string[];

beforeEach(async () => {
  store = await createMemoryStore();
  ends = [];
  doing = [];
});
afterEach(async () => {
  for (const end of ends) await end();
  await store.close();
});

function hold(owner: string, leases: Leases = store.leases): () => Promise<void> {
  const end = holdLease({
    name: "telegram",
    leases,
    owner,
    clock: Date.now,
    begin: () => {
      doing.push(owner);
      return async () => {
        doing = doing.filter((one) => one !== owner);
      };
    },
    lookEveryMs: 10,
    heldForMs: 60,
  });
  ends.push(end);
  return end;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("what only one process may do", () => {
  it("is done by one of two, and by the other once the first has ended", async () => {
    const end = hold("first");
    await until("the first does it", () => doing.includes("first"));
    hold("second");
    await pause(150);
    expect(doing).toEqual(["first"]);
    await end();
    await until("the second does it", () => doing.includes("second"));
    expect(doing).toEqual(["second"]);
  });

  it("is done by the other when the first is not heard of any more", async () => {
    let isAway = false;
    const away: Leases = {
      acquire: (...call) =>
        isAway ? Promise.reject(new Error("no network")) : store.leases.acquire(...call),
      release: (...call) => store.leases.release(...call),
    };
    hold("first", away);
    await until("the first does it", () => doing.includes("first"));
    hold("second");
    isAway = true;
    // Without storage the first does not know whether it is still the one, and so it ends.
    await until("the second does it", () => doing.includes("second"));
    expect(doing).toEqual(["second"]);
  });
});
