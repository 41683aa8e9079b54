import { describe, expect, it } from "vitest";
import { readDay, readLength, readVnd } from "../../../src/officers/knowledge/read-answers.ts";

describe("an amount of money", () => {
  it.each([
    ["8000", 8_000],
    ["8.000", 8_000],
    ["8,000đ", 8_000],
    ["8 000 đồng", 8_000],
    ["8 nghìn", 8_000],
    ["8k", 8_000],
    ["1.500.000 VNĐ", 1_500_000],
    ["1,5 triệu", 1_500_000],
    ["0", 0],
    ["8", 8],
  ])("%s is %i đồng", (typed, amount) => expect(readVnd(typed)).toBe(amount));

  it.each(["tám nghìn", "8.00", "8.5", "1.0000", "-8000", "8000 USD", "", "8.000 hoặc 9.000"])(
    "“%s” is none",
    (typed) => expect(readVnd(typed)).toBeUndefined(),
  );
});

describe("a length of time", () => {
  it.each([
    ["3", { amount: 3, unit: undefined }],
    ["3 ngày", { amount: 3, unit: undefined }],
    ["3 ngày làm việc", { amount: 3, unit: "working-days" }],
    ["2,5 ngày làm việc", { amount: 2.5, unit: "working-days" }],
    ["1 tháng", { amount: 1, unit: "months" }],
    ["ba ngày", undefined],
  ])("%s", (typed, length) => expect(readLength(typed)).toEqual(length));
});

describe("a day", () => {
  it.each([
    ["10/6/2026", "2026-06-10"],
    ["10-06-2026", "2026-06-10"],
    ["2026-06-10", "2026-06-10"],
    ["31/4/2026", undefined],
    ["10/6/26", undefined],
    ["hôm qua", undefined],
  ])("%s", (typed, day) => expect(readDay(typed)).toBe(day));
});
