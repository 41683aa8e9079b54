import { describe, expect, it } from "vitest";
import {
  FACET_HEADINGS,
  FACETS,
  type Facet,
  facetOfHeading,
  isNumeric,
  type Standing,
  sayFacet,
  sectionOf,
  spokenFacets,
} from "../../../src/core/knowledge/index.ts";
import { aProcedure, aTopic } from "./an-entry.ts";

describe("fees and times", () => {
  const withText = aProcedure({
    sections: [sectionOf("Phí, lệ phí", "Nộp 8.000 đồng."), sectionOf("Thời hạn", "Trong 1 ngày.")],
  });

  it.each(["stale", "ended"] as const)(
    "are withheld when the procedure is %s, number and text alike",
    (standing) => {
      for (const facet of ["fees", "processing-time"] as const) {
        const said = sayFacet(withText, facet, standing) ?? "";
        expect(said).toContain("không nêu con số");
        expect(said).not.toMatch(/\d/u);
      }
    },
  );

  it.each(["current", "ageing", "not-yet-in-force"] as const)("are said when it is %s", (standing) => {
    expect(sayFacet(withText, "fees", standing)).toBe("Nộp trực tiếp: lệ phí 8.000 đồng\nNộp 8.000 đồng.");
    expect(sayFacet(withText, "processing-time", standing)).toBe("1 ngày làm việc\nTrong 1 ngày.");
  });

  it("stand in a list when there are several", () => {
    const entry = aProcedure({
      fees: [
        { kind: "charge", amountVnd: 0, case: "nộp trực tuyến" },
        { kind: "charge", amountVnd: null, case: "nộp trực tiếp" },
      ],
    });
    expect(sayFacet(entry, "fees", "current")).toBe(
      "- Nộp trực tuyến: không mất tiền (0 đồng)\n- Nộp trực tiếp: chưa có con số chắc chắn",
    );
  });

  it("are the only facets that are withheld", () => {
    expect(FACETS.filter(isNumeric)).toEqual(["processing-time", "fees"]);
    expect(sayFacet(aProcedure(), "steps", "stale")).toBe("- Nộp hồ sơ.");
  });

  it("of a topic are its text, however old", () => {
    expect(sayFacet(aTopic(), "processing-time", "ended")).toBe("Đến hết năm 2023.");
  });
});

describe("a facet", () => {
  it.each([
    ["authority", "Cơ quan giải quyết: UBND cấp xã"],
    ["legal-basis", "Luật Hộ tịch 60/2014/QH13"],
    ["overview", "Ghi việc sinh vào sổ hộ tịch."],
  ] as const)("%s is said from the entry", (facet, said) => {
    expect(sayFacet(aProcedure(), facet, "current")).toBe(said);
  });

  it.each([
    ["full", /toàn trình/u],
    ["partial", /một phần/u],
    ["available", /Có hình thức/u],
    ["none", /không nộp trực tuyến/u],
    ["unknown", /Chưa xác nhận/u],
  ] as const)("about an online service that is %s is said in its own sentence", (onlineService, sentence) => {
    expect(sayFacet(aProcedure({ onlineService }), "online-service", "current")).toMatch(sentence);
  });

  it("on which the entry is silent is not said", () => {
    expect(sayFacet(aProcedure(), "conditions", "current")).toBeUndefined();
    expect(sayFacet(aProcedure({ legalBasis: [] }), "legal-basis", "current")).toBeUndefined();
    expect(sayFacet(aTopic(), "fees", "current")).toBeUndefined();
  });

  it("is offered only where something can be said", () => {
    expect(spokenFacets(aTopic(), FACETS)).toEqual(["overview", "processing-time"]);
    const standing: Standing = "current";
    const offered = spokenFacets(aProcedure(), FACETS);
    expect(FACETS.filter((facet) => sayFacet(aProcedure(), facet, standing) !== undefined)).toEqual(offered);
  });
});

describe("a heading", () => {
  it.each(FACETS.map((facet): [Facet, string] => [facet, FACET_HEADINGS[facet]]))(
    "of %s is “%s”",
    (facet, heading) => {
      expect(facetOfHeading(heading)).toBe(facet);
      expect(facetOfHeading(` ${heading.toUpperCase()} `)).toBe(facet);
    },
  );

  it("of the author's own stands for no facet", () => {
    expect(facetOfHeading("Giờ trực")).toBeUndefined();
    expect(facetOfHeading("")).toBeUndefined();
    expect(sectionOf("Giờ trực", "Cả ngày.")).toEqual({
      heading: "Giờ trực",
      facet: undefined,
      text: "Cả ngày.",
    });
  });

  it("belongs to one facet only", () => {
    expect(new Set(Object.values(FACET_HEADINGS)).size).toBe(FACETS.length);
  });
});
