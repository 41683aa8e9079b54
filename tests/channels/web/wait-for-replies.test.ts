import { describe, expect, it } from "vitest";
import { createPassingNotices } from "../../../src/channels/web/index.ts";
import { waitForReplies } from "../../../src/channels/web/wait-for-replies.ts";
import type { Citizen, OutboxPart } from "../../../src/core/messaging/index.ts";
import { createReplyBell } from "../../../src/server/index.ts";

const citizen: Citizen = { channel: "web", id: "a" };
const part = (id: number): OutboxPart => ({
  id,
  citizen,
  part: { text: `số ${id}`, buttons: [] },
  tries: 0,
  createdAt: 1,
  lastInboundAt: undefined,
});

/** An outbox whose looks take as long as they are told, with the bell of the service. */
function aHouse(longestMs = 60_000) {
  const parts: OutboxPart[] = [];
  const bell = createReplyBell(longestMs);
  const passing = createPassingNotices(bell.ring);
  const house = {
    parts,
    passing,
    looks: 0,
    acknowledged: [] as number[],
    listening: 0,
    /** Happens while the outbox is looked at, behind the moment that is shown. */
    during: undefined as (() => void) | undefined,
    commit: (id: number) => {
      parts.push(part(id));
      bell.ring(citizen);
    },
    wait: (after: number, patienceMs: number, signal = new AbortController().signal) =>
      waitForReplies(ports, citizen, after, patienceMs, signal),
  };
  const ports = {
    clock: () => performance.now(),
    passing,
    outbox: {
      waitingFor: async (_citizen: Citizen, after: number, limit: number) => {
        house.looks += 1;
        const found = parts.filter(({ id }) => id > after).slice(0, limit);
        house.during?.();
        house.during = undefined;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return found;
      },
      acknowledge: async (_citizen: Citizen, upTo: number) => {
        house.acknowledged.push(upTo);
      },
    },
    signals: {
      wait: async (...call: Parameters<typeof bell.wait>) => {
        house.listening += 1;
        await bell.wait(...call);
        house.listening -= 1;
      },
    },
  };
  return house;
}

describe("waiting for replies", () => {
  it("misses nothing that is committed while it looks", async () => {
    const house = aHouse();
    house.during = () => house.commit(1);
    expect((await house.wait(0, 2_000)).map(({ id }) => id)).toEqual([1]);
    expect(house.looks).toBe(2);
  });

  it("ends empty when its time is over, and leaves nobody listening", async () => {
    const house = aHouse();
    const startedAt = performance.now();
    expect(await house.wait(0, 60)).toEqual([]);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(house.listening).toBe(0);
  });

  it("leaves nobody listening when there is something at once", async () => {
    const house = aHouse();
    house.commit(1);
    await house.wait(0, 5_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(house.listening).toBe(0);
  });

  it("looks again and again where other processes commit too, in one and the same request", async () => {
    const house = aHouse(20);
    setTimeout(() => house.parts.push(part(7)), 90);
    expect((await house.wait(0, 5_000)).map(({ id }) => id)).toEqual([7]);
    expect(house.looks).toBeGreaterThan(2);
  });

  it("ends when the page has gone", async () => {
    const house = aHouse();
    const gone = new AbortController();
    setTimeout(() => gone.abort(), 30);
    const startedAt = performance.now();
    expect(await house.wait(0, 5_000, gone.signal)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(house.listening).toBe(0);
  });

  it("acknowledges what came, and writes nothing when there is nothing to acknowledge", async () => {
    const house = aHouse();
    house.commit(4);
    house.commit(5);
    expect((await house.wait(4, 1_000)).map(({ id }) => id)).toEqual([5]);
    expect(house.acknowledged).toEqual([4]);
    await house.wait(3, 1_000);
    await house.wait(0, 1_000);
    expect(house.acknowledged).toEqual([4]);
  });
});
