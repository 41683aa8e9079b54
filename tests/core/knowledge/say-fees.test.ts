import { describe, expect, it } from "vitest";
import { differsByArea, type Fee, sayFacet } from "../../../src/core/knowledge/index.ts";
import { aProcedure } from "./an-entry.ts";

const FEES: readonly Fee[] = [
  { kind: "charge", amountVnd: 8000, via: "in-person", area: "hai-phong" },
  { kind: "charge", amountVnd: null, via: "in-person", area: "hai-duong" },
  { kind: "charge", amountVnd: 0, via: "online" },
];
const said = (area?: "hai-phong" | "hai-duong") =>
  sayFacet(aProcedure({ fees: [...FEES] }), "fees", "current", area)?.split("\n");

describe("fees of two parts of the city", () => {
  it("are said with their area after those of the whole city, while it is not known where one files", () => {
    expect(said()).toEqual([
      "- Nộp trực tuyến: không mất tiền (0 đồng)",
      "- Nộp trực tiếp tại địa bàn Hải Phòng cũ: lệ phí 8.000 đồng",
      "- Nộp trực tiếp tại địa bàn Hải Dương cũ: chưa có con số chắc chắn; xin gọi Tổng đài 1022 trước khi đi nộp",
    ]);
  });

  it("are only those of the area where one files", () => {
    expect(said("hai-phong")).toEqual([
      "- Nộp trực tuyến: không mất tiền (0 đồng)",
      "- Nộp trực tiếp: lệ phí 8.000 đồng",
    ]);
  });

  it("name whom to ask where the area has no number", () => {
    expect(said("hai-duong")).toEqual([
      "- Nộp trực tuyến: không mất tiền (0 đồng)",
      "- Nộp trực tiếp: chưa có con số chắc chắn; xin gọi Tổng đài 1022 trước khi đi nộp",
    ]);
  });

  it("make a difference only where a number is known", () => {
    expect(differsByArea(FEES)).toBe(true);
    expect(differsByArea(FEES.filter(({ area }) => area !== "hai-phong"))).toBe(false);
    expect(differsByArea([{ kind: "charge", amountVnd: 8000, via: "in-person" }])).toBe(false);
  });
});
