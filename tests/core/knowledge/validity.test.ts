import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_VALIDITY,
  daysBetween,
  isoDayInHaiPhong,
  standingOf,
} from "../../../src/core/knowledge/index.ts";
import { aProcedure, aTopic } from "./an-entry.ts";

const plusDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe("a procedure", () => {
  it.each([
    [0, "current"],
    [89, "current"],
    [90, "current"],
    [91, "ageing"],
    [364, "ageing"],
    [365, "ageing"],
    [366, "stale"],
    [3_650, "stale"],
  ] as const)("verified %i days ago is %s", (age, standing) => {
    const verifiedOn = "2026-01-15";
    expect(standingOf(aProcedure({ verifiedOn }), plusDays(verifiedOn, age), DEFAULT_VALIDITY)).toBe(
      standing,
    );
  });

  it("verified tomorrow, by a clock that is wrong, is current", () => {
    expect(standingOf(aProcedure({ verifiedOn: "2026-01-16" }), "2026-01-15", DEFAULT_VALIDITY)).toBe(
      "current",
    );
  });

  it("ages by the days that the officers have set", () => {
    const settings = { cautionAfterDays: 1, withholdAfterDays: 2 };
    const on = (day: string) => standingOf(aProcedure({ verifiedOn: "2026-01-01" }), day, settings);
    expect(["2026-01-02", "2026-01-03", "2026-01-04"].map(on)).toEqual(["current", "ageing", "stale"]);
  });
});

describe("an entry with a term", () => {
  const entry = aProcedure({ effectiveFrom: "2026-10-01", effectiveUntil: "2026-12-31" });
  it.each([
    ["2026-09-30", "not-yet-in-force"],
    ["2026-10-01", "current"],
    ["2026-12-31", "ageing"],
    ["2027-01-01", "ended"],
  ] as const)("is on %s %s", (today, standing) => {
    expect(standingOf(entry, today, DEFAULT_VALIDITY)).toBe(standing);
  });

  it("has ended even when it is stale too", () => {
    expect(standingOf(entry, "2030-01-01", DEFAULT_VALIDITY)).toBe("ended");
  });

  it("of one day is in force on that day", () => {
    const oneDay = aTopic({ effectiveFrom: "2026-10-01", effectiveUntil: "2026-10-01" });
    const on = (today: string) => standingOf(oneDay, today, DEFAULT_VALIDITY);
    expect(["2026-09-30", "2026-10-01", "2026-10-02"].map(on)).toEqual([
      "not-yet-in-force",
      "current",
      "ended",
    ]);
  });
});

describe("a topic", () => {
  it("does not age: a plan of 2023 stays what it was", () => {
    expect(standingOf(aTopic(), "2036-01-01", DEFAULT_VALIDITY)).toBe("current");
  });
});

describe("the day in Hải Phòng", () => {
  it.each([
    ["2026-11-22T16:59:59.999Z", "2026-11-22"],
    ["2026-11-22T17:00:00.000Z", "2026-11-23"],
    ["2026-11-23T00:00:00+07:00", "2026-11-23"],
    ["2026-11-22T23:59:59+07:00", "2026-11-22"],
    ["2026-12-31T17:00:00Z", "2027-01-01"],
    ["2028-02-28T17:00:00Z", "2028-02-29"],
    ["2026-11-22T00:00:00Z", "2026-11-22"],
  ])("at %s is %s", (instant, day) => {
    expect(isoDayInHaiPhong(new Date(instant))).toBe(day);
  });

  it("decides whether an entry is still in force at midnight", () => {
    const entry = aTopic({ effectiveUntil: "2026-11-22" });
    const at = (instant: string) => standingOf(entry, isoDayInHaiPhong(new Date(instant)), DEFAULT_VALIDITY);
    expect(at("2026-11-22T16:59:59Z")).toBe("current");
    expect(at("2026-11-22T17:00:00Z")).toBe("ended");
  });
});

describe("the days between two days", () => {
  it("are whole, and negative backwards", () => {
    expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
    expect(daysBetween("2026-12-31", "2027-01-01")).toBe(1);
    expect(daysBetween("2026-01-02", "2026-01-01")).toBe(-1);
  });

  it("are as many as were added", () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => plusDays("1990-01-01", days));
    fc.assert(
      fc.property(day, fc.integer({ min: -5_000, max: 5_000 }), (from, days) => {
        expect(daysBetween(from, plusDays(from, days))).toBe(days);
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });
});
