import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSendingPace, TELEGRAM_PACE } from "../../../src/channels/telegram/sending-pace.ts";

function aPace() {
  let at = 5_000_000;
  const pace = createSendingPace(() => at);
  const pass = (ms: number) => {
    at += ms;
  };
  return { ...pace, pass, now: () => at };
}

describe("the pace of sending", () => {
  it("lets a long answer through at once, then one a second", () => {
    const { take, pass } = aPace();
    for (let part = 0; part < TELEGRAM_PACE.chatBurst; part += 1) expect(take("42")).toBeUndefined();
    expect(take("42")).toEqual({ waitMs: 1_000 });
    pass(999);
    expect(take("42")).toEqual({ waitMs: 1 });
    pass(1);
    expect(take("42")).toBeUndefined();
    expect(take("42")).toEqual({ waitMs: 1_000 });
  });

  it("does not let one chat hold up another", () => {
    const { take } = aPace();
    for (let part = 0; part < 6; part += 1) take("42");
    expect(take("43")).toBeUndefined();
  });

  it("holds a chat as long as it was told, and no other", () => {
    const { take, hold, pass } = aPace();
    hold("42", 30_000);
    expect(take("42")).toEqual({ waitMs: 30_000 });
    expect(take("43")).toBeUndefined();
    pass(30_000);
    expect(take("42")).toBeUndefined();
  });

  it("stays at thirty within any second, and what it says of waiting is true", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(5)), { minLength: 100, maxLength: 300 }), (steps) => {
        const { take, pass, now } = aPace();
        const sent: number[] = [];
        for (const [citizen, ms] of steps) {
          pass(ms);
          const busy = take(String(citizen));
          if (busy) {
            pass(busy.waitMs);
            expect(take(String(citizen))).toBeUndefined();
          }
          sent.push(now());
        }
        for (const at of sent) {
          expect(sent.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(30);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("forgets chats at rest, and never those that are held", () => {
    const { take, hold, pass } = aPace();
    hold("42", 10_000_000);
    for (let citizen = 100; citizen < 10_200; citizen += 1) {
      pass(50);
      expect(take(String(citizen))).toBeUndefined();
    }
    expect(take("42")?.waitMs).toBeGreaterThan(0);
  });
});
