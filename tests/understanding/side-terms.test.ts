import { describe, expect, it } from "vitest";
import { lastClause, sideTerms } from "../../src/understanding/index.ts";

describe("the terms by which the side asked for is told", () => {
  it("hold the last clause once more, apart from the story before it", () => {
    const terms = sideTerms("Ngân hàng đòi phí, giờ em xin giấy ấy ở phường nào", undefined);
    expect(terms).toContain("phi");
    expect(terms).not.toContain("~phi");
    expect(terms).toContain("~phuong_nao");
    expect(terms).toContain("$phuong_nao");
  });

  it("tell a cue of the last clause from one by the way", () => {
    const cuesOf = (text: string) => (text.includes("phí") ? ["fees"] : []);
    const byTheWay = sideTerms("Ngân hàng đòi phí, giờ em xin giấy ấy ở phường nào", cuesOf);
    expect(byTheWay).toContain("#cue-fees");
    expect(byTheWay).not.toContain("#last-fees");
    expect(sideTerms("em xin giấy ấy, mất phí bao nhiêu vậy", cuesOf)).toContain("#last-fees");
  });

  it("are the same with another story before the same question, but for the story", () => {
    const asked = (story: string) =>
      sideTerms(`${story}, đem những giấy gì đi`, undefined).filter((term) => term.startsWith("~"));
    expect(asked("bố em mất rồi")).toEqual(asked("nhà em mới mua xe"));
  });
});

describe("the last clause", () => {
  it("takes the one before it along when it is too short to say anything", () => {
    expect(lastClause("con tôi sáu tuổi, làm thẻ, được không ạ")).toBe("làm thẻ được không ạ");
    expect(lastClause("được không")).toBe("được không");
    expect(lastClause("")).toBe("");
  });
});
