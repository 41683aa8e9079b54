import { describe, expect, it } from "vitest";
import { DEFAULT_VALIDITY, type Entry, sectionOf } from "../../../src/core/knowledge/index.ts";
import { findDeadlines } from "../../../src/officers/knowledge/find-deadlines.ts";
import { rankStale, type StaleSettings } from "../../../src/officers/knowledge/rank-stale.ts";
import { aProcedure, aTopic } from "../../core/knowledge/an-entry.ts";

const TODAY = "2026-11-28";
const rank = (entries: readonly Entry[], more: Partial<StaleSettings> = {}) =>
  rankStale(entries, { today: TODAY, validity: DEFAULT_VALIDITY, asked: undefined, askedDays: 90, ...more });
const ids = (entries: readonly Entry[], more: Partial<StaleSettings> = {}) =>
  rank(entries, more).map(({ id }) => id);
const fresh = (more: Parameters<typeof aProcedure>[0] = {}) =>
  aProcedure({ risk: "A", verifiedOn: "2026-11-20", ...more });
const reasonsOf = (more: Parameters<typeof aProcedure>[0]) =>
  rank([fresh(more)])[0]?.reasons.join("\n") ?? "";

describe("what must be verified again", () => {
  it("leaves out what was verified lately, from a sure source, with no sign of change", () => {
    expect(rank([fresh()])).toEqual([]);
  });

  it("puts what is changing before what is only to be read again", () => {
    expect(
      ids([fresh({ id: "b", risk: "B" }), fresh({ id: "a", risk: "A" }), fresh({ id: "c", risk: "C" })]),
    ).toEqual(["c", "b"]);
  });

  it("puts what is asked more often first, at the same risk", () => {
    const entries = [fresh({ id: "seldom", risk: "B" }), fresh({ id: "often", risk: "B" })];
    const ranked = rank(entries, { asked: new Map([["often", 40]]) });
    expect(ranked.map(({ id, asked }) => [id, asked])).toEqual([
      ["often", 40],
      ["seldom", 0],
    ]);
    expect(ranked[0]?.reasons.at(-1)).toBe("dân hỏi 40 lần trong 90 ngày qua");
  });

  it("does not call for an entry that is in order, however often it is asked", () => {
    expect(rank([fresh()], { asked: new Map([["1.001193", 999]]) })).toEqual([]);
  });

  it("says how old the last look is, by the settings of the house", () => {
    expect(reasonsOf({ verifiedOn: "2026-08-01", source: { title: "QĐ", date: "2026-01-01" } })).toBe(
      "đã 119 ngày chưa đối chiếu (quá 90)",
    );
    expect(reasonsOf({ verifiedOn: "2025-08-01", source: { title: "QĐ", date: "2025-01-01" } })).toContain(
      "đã thôi nêu phí và thời hạn",
    );
    const strict = { validity: { cautionAfterDays: 5, withholdAfterDays: 10 } };
    expect(rank([fresh({ verifiedOn: "2026-11-21" })], strict)[0]?.reasons).toEqual([
      "đã 7 ngày chưa đối chiếu (quá 5)",
    ]);
  });

  it("lets a plan of an earlier year rest", () => {
    expect(rank([aTopic({ confidence: "verified" })])).toEqual([]);
  });

  it("tells doubtful sources and a missing risk", () => {
    expect(reasonsOf({ confidence: "unverified" })).toContain("unverified");
    expect(reasonsOf({ confidence: "older-source" })).toContain("older-source");
    expect(reasonsOf({ risk: undefined })).toContain("chưa ghi mức rủi ro");
  });

  it("tells dates in the words that are near, or have passed since the last look", () => {
    const saying = (text: string, verifiedOn = "2026-11-20") =>
      reasonsOf({ verifiedOn, sections: [sectionOf("Tóm tắt", text)] });
    expect(saying("Giảm đến hết 31/12/2026.")).toBe("trong mục có mốc “đến 31/12/2026”, còn 33 ngày");
    expect(saying("Giảm đến 25/11/2026.")).toBe("trong mục có mốc “đến 25/11/2026” đã qua");
    expect(saying("Luật mới có hiệu lực từ ngày 15/01/2027.")).toContain(
      "quy định mới từ 15/01/2027, còn 48 ngày",
    );
    expect(saying("Áp dụng từ 25/11/2026.")).toContain("đã bắt đầu sau lần đối chiếu");
    expect(saying("Không thu đến 31/12/2031, kể từ 08/8/2026.")).toBe("");
  });

  it("finds a date in the case of a fee as well", () => {
    const fees = [{ kind: "none", amountVnd: 0, case: "đến hết 31/12/2026" }] as const;
    expect(reasonsOf({ fees: [...fees] })).toContain("31/12/2026");
  });

  it("tells an end that is near, and an end without a successor", () => {
    expect(reasonsOf({ effectiveUntil: "2026-12-08" })).toBe("còn 10 ngày là hết hiệu lực (08/12/2026)");
    expect(reasonsOf({ effectiveUntil: "2026-11-01" })).toContain("chưa ghi mục thay thế");
    expect(reasonsOf({ effectiveUntil: "2026-11-01", replacedBy: "1.000001" })).toBe("");
    expect(reasonsOf({ legalBasis: ["Luật A (hết hiệu lực)"] })).toContain("căn cứ ghi là đã hết hiệu lực");
  });
});

describe("a deadline in a text", () => {
  it.each([
    ["đến hết 31/12/2026", [{ day: "2026-12-31", kind: "ends" }]],
    ["đến hết năm 2026", [{ day: "2026-12-31", kind: "ends" }]],
    ["tới ngày 5/3/2027", [{ day: "2027-03-05", kind: "ends" }]],
    [
      "hiệu lực 01/9/2026 (một số nội dung từ 01/01/2027)",
      [
        { day: "2026-09-01", kind: "begins" },
        { day: "2027-01-01", kind: "begins" },
      ],
    ],
    ["Quyết định 163/QĐ-BTP ngày 10/6/2026", []],
    ["đến 45/13/2026", []],
  ])("is found in “%s”", (text, expected) => expect(findDeadlines(text)).toEqual(expected));
});
