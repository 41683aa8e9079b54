import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDraft, writeDraft } from "../../../src/officers/knowledge/draft-text.ts";
import { IMPORTED_FACETS } from "../../../src/officers/knowledge/import-record.ts";
import { officialText } from "../../../src/officers/knowledge/official-text.ts";
import { readPortalLines } from "../../../src/officers/knowledge/portal-record.ts";
import { parseDraftText, portalRecord } from "./an-import.ts";

const SOURCE = { title: "Cổng", date: "2026-06-10", importedOn: "2026-11-28" };

/** Wild text, with what Markdown, YAML and our own form hold dear thrown in. */
const wildText = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "---",
        "\n---\n",
        "## Phí, lệ phí",
        "\n# ",
        "**",
        "|",
        "```",
        "<b>",
        "![",
        "](",
        ": ",
        "'",
        '"',
      ),
      fc.constantFrom(
        "\r\n",
        "\u00A0",
        "\u200B",
        "\uFEFF",
        "\u0301",
        "Dấu: ",
        "Nộp 8.000 đồng",
        "trong 5 ngày",
        "…",
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const record = (fields: Readonly<Record<string, string>>) =>
  readPortalLines(portalRecord("9.000001", fields)).records[0];

describe("a draft's file", () => {
  it("is read back as what was written, whatever text stands in the fields", () => {
    fc.assert(
      fc.property(wildText, wildText, wildText, wildText, (title, sector, steps, agency) => {
        const one = record({
          ten_thu_tuc: `Việc ${title}`,
          linh_vuc: sector,
          trinh_tu_thuc_hien: steps,
          yeu_cau_dieu_kien: steps,
          co_quan_thuc_hien: agency,
          doi_tuong_thuc_hien: agency,
          so_quyet_dinh: sector,
          detail_url: title,
        });
        if (!one) throw new Error("refused");
        const draft = parseDraftText(writeDraft(one, SOURCE));
        expect(draft.title).toBe(one.title);
        expect(draft.sector).toBe(one.sector);
        for (const facet of IMPORTED_FACETS)
          expect(draft.sections.find((section) => section.facet === facet)?.text ?? "").toBe(
            one.texts[facet],
          );
        expect(draft.sections.map(({ facet }) => facet)).not.toContain("fees");
      }),
      { numRuns: 300 },
    );
  });

  it("is known as untouched until a letter of it changes", () => {
    const one = record({});
    if (!one) throw new Error("refused");
    const text = writeDraft(one, SOURCE);
    expect(readDraft(text).isUntouched).toBe(true);
    fc.assert(
      fc.property(fc.nat({ max: text.length - 2 }), fc.constantFrom("x", "ă", "9"), (at, sign) => {
        fc.pre(text[at] !== sign);
        const changed = text.slice(0, at) + sign + text.slice(at + 1);
        expect(readDraft(changed).isUntouched).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("never makes the reader throw, whatever an officer has left in it", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        expect(readDraft(text).isUntouched).toBe(false);
        expect(readDraft(`---\n${text}\n---\n${text}`).isUntouched).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("shortens a name that no schema would take", () => {
    const one = record({ ten_thu_tuc: "Việc rất dài ".repeat(300) });
    if (!one) throw new Error("refused");
    const { title } = parseDraftText(writeDraft(one, SOURCE));
    expect(title.length).toBeLessThanOrEqual(3_000);
    expect(title).toMatch(/…$/u);
  });
});

describe("official text", () => {
  it("is cleaned once and for all", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const once = officialText(text);
        expect(officialText(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});
