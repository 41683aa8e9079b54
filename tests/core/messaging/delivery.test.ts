import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_RETRIES,
  type DeliveryResult,
  FAILURE_CLASSES,
  settle,
} from "../../../src/core/messaging/index.ts";

const NOW = 1_000_000;
const fresh = { tries: 0, createdAt: NOW };
const failed = (
  failure: (typeof FAILURE_CLASSES)[number],
  more: Partial<Extract<DeliveryResult, { kind: "failed" }>> = {},
): DeliveryResult => ({ kind: "failed", failure, code: "x", ...more });

describe("a part that", () => {
  it("arrived is delivered, with the channel's number for it", () => {
    expect(settle(fresh, { kind: "delivered", messageId: "m1" }, NOW, 0.5)).toEqual({
      kind: "delivered",
      messageId: "m1",
    });
  });

  it("arrived late is delivered all the same", () => {
    const old = { tries: 30, createdAt: NOW - 2 * DEFAULT_RETRIES.maxAgeMs };
    expect(settle(old, { kind: "delivered" }, NOW, 0.5).kind).toBe("delivered");
  });

  it.each(["permanent", "window-closed"] as const)(
    "fails as %s is given up at once, with the code",
    (failure) => {
      expect(settle(fresh, failed(failure, { code: "-230" }), NOW, 0.5)).toEqual({
        kind: "given-up",
        reason: failure,
        code: "-230",
      });
    },
  );

  it.each(["auth", "human"] as const)(
    "fails as %s waits a minute for a person, however often it was tried",
    (failure) => {
      for (const tries of [0, 5, 50])
        expect(settle({ ...fresh, tries }, failed(failure), NOW, 0.9)).toEqual({
          kind: "retry",
          at: NOW + 60_000,
          reason: failure,
          code: "x",
          isTry: true,
        });
    },
  );

  it("fails for a while is tried again after a second or less, then after twice as long", () => {
    const waits = [0, 1, 2, 3].map((tries) => {
      const settled = settle({ ...fresh, tries }, failed("transient"), NOW, 1);
      return settled.kind === "retry" ? settled.at - NOW : undefined;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it("may be tried no earlier than the channel allows", () => {
    expect(settle(fresh, failed("transient", { retryAfterMs: 35_000 }), NOW, 0.5)).toMatchObject({
      kind: "retry",
      at: NOW + 35_000,
    });
    expect(settle(fresh, failed("auth", { retryAfterMs: 10 }), NOW, 0.5)).toMatchObject({ at: NOW + 60_000 });
  });

  it("held back by our own pace was not tried, and waits no longer than the pace says", () => {
    const held = failed("transient", { retryAfterMs: 300, heldBack: true });
    expect(settle({ ...fresh, tries: 7 }, held, NOW, 1)).toMatchObject({ at: NOW + 300, isTry: false });
  });

  it("would be too old at its next try is dropped", () => {
    const createdAt = NOW - DEFAULT_RETRIES.maxAgeMs;
    expect(settle({ tries: 3, createdAt }, failed("transient"), NOW, 0.5)).toEqual({
      kind: "dropped",
      reason: "too-old",
    });
  });

  it("would wait for the channel past its time is dropped now", () => {
    const retryAfterMs = DEFAULT_RETRIES.maxAgeMs + 1;
    expect(settle(fresh, failed("transient", { retryAfterMs }), NOW, 0.5).kind).toBe("dropped");
  });

  it("may have arrived is tried once more, and never a second time", () => {
    const lost = failed("transient", { code: "timeout", mayHaveArrived: true });
    expect(settle(fresh, lost, NOW, 0.5).kind).toBe("retry");
    expect(settle({ ...fresh, tries: 1 }, lost, NOW, 0.5)).toEqual({
      kind: "given-up",
      reason: "transient",
      code: "timeout",
    });
  });
});

describe("the next try", () => {
  it("lies between half and whole of the wait, and never beyond the longest", () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, chance) => {
        const settled = settle({ tries, createdAt: NOW }, failed("transient"), NOW, chance);
        if (settled.kind !== "retry") throw new Error(settled.kind);
        const full = Math.min(DEFAULT_RETRIES.longestDelayMs, 1_000 * 2 ** Math.min(tries, 30));
        expect(settled.at - NOW).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(settled.at - NOW).toBeLessThanOrEqual(full);
      }),
    );
  });

  it("is never in the past, and never when the part is too old", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FAILURE_CLASSES),
        fc.nat({ max: 100 }),
        fc.nat({ max: 10 * DEFAULT_RETRIES.maxAgeMs }),
        fc.option(fc.nat({ max: 10_000_000 }), { nil: undefined }),
        fc.boolean(),
        (failure, tries, age, retryAfterMs, mayHaveArrived) => {
          const part = { tries, createdAt: NOW - age };
          const settled = settle(part, failed(failure, { retryAfterMs, mayHaveArrived }), NOW, 0.3);
          if (settled.kind !== "retry") return;
          expect(settled.at).toBeGreaterThan(NOW);
          expect(settled.at - part.createdAt).toBeLessThanOrEqual(DEFAULT_RETRIES.maxAgeMs);
        },
      ),
    );
  });
});
