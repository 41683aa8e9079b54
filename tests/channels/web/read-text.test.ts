import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLink, readPieces, readText } from "../../../src/channels/web/page/read-text.ts";

const words = (pieces: readonly { text: string }[]) => pieces.map(({ text }) => text).join("");

describe("reading an answer", () => {
  it("finds its heading, list, paragraphs and source", () => {
    const blocks = readText(
      "Khai sinh – Giấy tờ:\n- Tờ khai.\n- Giấy chứng sinh.\nCán bộ tự tra.\n\nNguồn: Cổng DVC. Kiểm tra tại: https://dichvucong.gov.vn/a",
    );
    expect(blocks.map(({ kind, lines }) => [kind, lines.map(words)])).toEqual([
      ["heading", ["Khai sinh – Giấy tờ:"]],
      ["list", ["Tờ khai.", "Giấy chứng sinh."]],
      ["text", ["Cán bộ tự tra."]],
      ["source", ["Nguồn: Cổng DVC.", "Kiểm tra tại: dichvucong.gov.vn/a"]],
    ]);
  });

  it("makes an address of what a browser opens as a page, without the sentence's stop", () => {
    expect(readPieces("Xem https://a.vn/b?c=1#d. Và (http://e.vn)!")).toEqual([
      { text: "Xem " },
      { text: "a.vn/b?c=1#d", href: "https://a.vn/b?c=1#d" },
      { text: ". Và (" },
      { text: "e.vn", href: "http://e.vn/" },
      { text: ")!" },
    ]);
  });

  it("shows where a long or a misleading address really leads", () => {
    expect(readLink(`https://a.vn/${"x".repeat(60)}`)?.text).toBe("a.vn");
    expect(readLink("https://dichvucong.gov.vn@xau.example/")?.text).toBe("xau.example");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "https://", "x"])("makes no address of %s", (text) => {
    expect(readLink(text)).toBeUndefined();
    expect(readPieces(text)).toEqual([{ text }]);
  });

  it("loses no word, and makes no other kind of address, whatever is written", () => {
    const bit = fc.constantFrom(
      "https://",
      "javascript:",
      "a.vn",
      "- ",
      "\n",
      "Nguồn: ",
      ":",
      " ",
      "<b>",
      "ộ",
      ")",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(bit, fc.string()), { maxLength: 30 }), (bits) => {
        const text = bits.join("");
        const pieces = readText(text).flatMap(({ lines }) => lines.flat());
        for (const piece of pieces) if ("href" in piece) expect(piece.href).toMatch(/^https?:\/\//u);
        if (!/https?:/iu.test(text)) {
          const letters = (one: string) => one.replaceAll(/[\s•-]/gu, "");
          expect(letters(words(pieces))).toBe(letters(text));
        }
      }),
    );
  });
});
