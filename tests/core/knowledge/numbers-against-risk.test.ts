import { describe, expect, it } from "vitest";
import { numbersAgainstRisk, type ProcedureEntry, sectionOf } from "../../../src/core/knowledge/index.ts";
import { aProcedure } from "./an-entry.ts";

const changing = (more: Partial<ProcedureEntry> = {}) =>
  aProcedure({
    risk: "C",
    fees: [{ kind: "fee", amountVnd: null }],
    processingTime: [{ amount: null }],
    sections: [sectionOf("Tóm tắt", "Ghi vào sổ.")],
    ...more,
  });
const found = (entry: ProcedureEntry) => numbersAgainstRisk(entry).map(({ field, found }) => [field, found]);

describe("a procedure of risk C", () => {
  it("may say that nothing is confirmed", () => {
    expect(found(changing())).toEqual([]);
  });

  it("states no fee and no time in its head", () => {
    const entry = changing({
      fees: [{ kind: "fee", amountVnd: 75_000 }],
      processingTime: [{ amount: 15, unit: "days" }],
    });
    expect(found(entry)).toEqual([
      ["fees.0.amountVnd", "75000"],
      ["processingTime.0.amount", "15"],
    ]);
  });

  it("may say that nothing is taken online by the resolution that was read in full, and by no other", () => {
    const online = { kind: "charge", amountVnd: 0, case: "nộp trực tuyến" } as const;
    expect(found(changing({ fees: [{ ...online, basis: "NQ 23/2026/NQ-HĐND" }] }))).toEqual([]);
    expect(found(changing({ fees: [{ ...online, basis: "NQ 12/2018/NQ-HĐND" }] }))).toEqual([
      ["fees.0.amountVnd", "0"],
    ]);
  });

  it.each([
    ["Lệ phí 25.000đ mỗi sổ.", "25.000đ"],
    ["Nộp 1,5 triệu.", "1,5 triệu"],
    ["Trả sau 7 ngày làm việc.", "7 ngày"],
    ["Xong trong hai tuần.", "hai tuần"],
  ])("does not write %s", (text, number) => {
    expect(found(changing({ sections: [sectionOf("Tóm tắt", text)] }))).toEqual([["Tóm tắt", number]]);
  });

  it.each([
    "Thông tư 64/2025/TT-BTC ngày 30/6/2025.",
    "Người từ đủ 14 tuổi.",
    "Điểm 3 ngày 28/9/2026 có hiệu lực.",
    "Nộp 2 ảnh, 1 tờ khai.",
  ])("may write %s", (text) => {
    expect(found(changing({ sections: [sectionOf("Tóm tắt", text)] }))).toEqual([]);
  });

  it("does not hide a number in what a fee is for", () => {
    const fees: ProcedureEntry["fees"] = [{ kind: "fee", amountVnd: null, case: "thường là 50.000 đồng" }];
    expect(found(changing({ fees }))).toEqual([["fees.0.case", "50.000 đồng"]]);
  });

  it("is the only one that is watched", () => {
    const stated = { fees: [{ kind: "fee", amountVnd: 75_000 }] } satisfies Partial<ProcedureEntry>;
    expect(found(changing({ ...stated, risk: "B" }))).toEqual([]);
    expect(found(changing({ ...stated, risk: undefined }))).toEqual([]);
  });
});
