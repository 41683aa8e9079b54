import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  capitalize,
  type Fee,
  formatDay,
  formatFee,
  formatProcessingTime,
  formatVnd,
  type ProcessingTime,
} from "../../../src/core/knowledge/index.ts";

describe("an amount of money", () => {
  it.each([
    [0, "0 đồng"],
    [999, "999 đồng"],
    [1_000, "1.000 đồng"],
    [8_000, "8.000 đồng"],
    [75_500, "75.500 đồng"],
    [1_000_000, "1.000.000 đồng"],
    [1_000_000_000, "1.000.000.000 đồng"],
  ])("of %i is written %s", (amount, text) => {
    expect(formatVnd(amount)).toBe(text);
  });

  it("keeps its digits, with a dot before each three from the right", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (amount) => {
        const [digits = ""] = formatVnd(amount).split(" ");
        expect(digits).toMatch(/^\d{1,3}(\.\d{3})*$/u);
        expect(Number(digits.replaceAll(".", ""))).toBe(amount);
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });
});

describe("a fee", () => {
  it.each<[Fee, string]>([
    [{ kind: "charge", amountVnd: 8000 }, "Lệ phí 8.000 đồng"],
    [{ kind: "fee", amountVnd: 2000, per: "trang" }, "Phí 2.000 đồng/trang"],
    [{ kind: "charge", amountVnd: 0 }, "Không mất tiền (0 đồng)"],
    [{ kind: "none", amountVnd: 0, case: "mọi trường hợp" }, "Mọi trường hợp: không mất tiền (0 đồng)"],
    [{ kind: "fee", amountVnd: null }, "Chưa có con số chắc chắn"],
    [
      { kind: "fee", amountVnd: null, case: "ở xã", basis: "Nghị quyết 23" },
      "Ở xã: chưa có con số chắc chắn (theo Nghị quyết 23)",
    ],
    [{ kind: "none", amountVnd: 5000 }, "5.000 đồng"],
    [{ kind: "charge", amountVnd: 8000, via: "in-person" }, "Nộp trực tiếp: lệ phí 8.000 đồng"],
    [
      { kind: "charge", amountVnd: 8000, via: "in-person", area: "hai-phong", case: "đăng ký quá hạn" },
      "Nộp trực tiếp tại địa bàn Hải Phòng cũ, đăng ký quá hạn: lệ phí 8.000 đồng",
    ],
    [
      { kind: "charge", amountVnd: 0, via: "online", case: "qua VNeID, từ 08/8/2026" },
      "Nộp trực tuyến qua VNeID, từ 08/8/2026: không mất tiền (0 đồng)",
    ],
    [
      { kind: "charge", amountVnd: null, via: "in-person", case: "(hỏi nơi nhận hồ sơ)" },
      "Nộp trực tiếp (hỏi nơi nhận hồ sơ): chưa có con số chắc chắn",
    ],
    [
      { kind: "charge", amountVnd: null, area: "hai-duong" },
      "Tại địa bàn Hải Dương cũ: chưa có con số chắc chắn",
    ],
  ])("%o is said as “%s”", (fee, text) => {
    expect(formatFee(fee)).toBe(text);
  });
});

describe("a processing time", () => {
  it.each<[ProcessingTime, string]>([
    [{ amount: 3, unit: "working-days" }, "3 ngày làm việc"],
    [{ amount: 0.5, unit: "working-days" }, "0,5 ngày làm việc"],
    [{ amount: 12.5, unit: "days" }, "12,5 ngày"],
    [{ amount: 2, unit: "months", case: "vùng xa" }, "2 tháng: vùng xa"],
    [{ amount: 1, unit: "same-day" }, "Trong ngày"],
    [{ amount: 0, unit: "immediately" }, "Giải quyết ngay"],
    [{ amount: null }, "Chưa có con số chắc chắn"],
    [{ amount: null, unit: "days", case: "ở xã" }, "Chưa có con số chắc chắn: ở xã"],
    [{ amount: 5, unit: "days", basis: "Luật Đất đai" }, "5 ngày (theo Luật Đất đai)"],
  ])("%o is said as “%s”", (time, text) => {
    expect(formatProcessingTime(time)).toBe(text);
  });
});

describe("days and sentences", () => {
  it("are written as in Việt Nam", () => {
    expect(formatDay("2026-02-09")).toBe("09/02/2026");
    expect(capitalize("đúng hạn")).toBe("Đúng hạn");
    expect(capitalize("")).toBe("");
  });
});
