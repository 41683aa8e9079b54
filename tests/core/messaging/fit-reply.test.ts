import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Button } from "../../../src/core/conversation/index.ts";
import { type ChannelLimits, fitReply } from "../../../src/core/messaging/index.ts";

const ROOMY: ChannelLimits = { textMax: 2_000, buttonsMax: 5, labelMax: 100 };
const limits = (textMax: number): ChannelLimits => ({ ...ROOMY, textMax });
const texts = (text: string, textMax: number) =>
  fitReply({ text, buttons: [] }, limits(textMax)).map((part) => part.text);

const say = (label: string): Button => ({ label, say: label, payload: `entry:${label}` });
const call: Button = { label: "Gọi 1022", phone: "1022" };
const open: Button = { label: "Mở Cổng Dịch vụ công", url: "https://dichvucong.gov.vn" };

describe("a reply", () => {
  it("that fits goes out as it is", () => {
    const reply = { text: "Lệ phí: miễn phí.", buttons: [say("Thời hạn"), call] };
    expect(fitReply(reply, ROOMY)).toEqual([reply]);
  });

  it("without text stays one part, for its buttons", () => {
    expect(fitReply({ text: "  \n ", buttons: [call] }, ROOMY)).toEqual([{ text: "", buttons: [call] }]);
  });

  it("is cut at a blank line rather than at a line, a sentence or a word", () => {
    expect(texts("Một hai ba.\n\nBốn năm. Sáu\nbảy tám chín", 26)).toEqual([
      "Một hai ba.",
      "Bốn năm. Sáu\nbảy tám chín",
    ]);
    expect(texts("Một hai ba. Bốn\nnăm sáu bảy tám", 22)).toEqual(["Một hai ba. Bốn", "năm sáu bảy tám"]);
    expect(texts("Một hai ba. Bốn năm sáu", 16)).toEqual(["Một hai ba.", "Bốn năm sáu"]);
    expect(texts("Một hai ba bốn năm sáu", 12)).toEqual(["Một hai ba", "bốn năm sáu"]);
  });

  it("prefers a later, worse cut to a part that is much too short", () => {
    expect(texts("Dạ.\n\nHồ sơ gồm tờ khai và giấy chứng sinh", 30)).toEqual([
      "Dạ.\n\nHồ sơ gồm tờ khai và giấy",
      "chứng sinh",
    ]);
  });

  it("keeps a word whole that ends where the message ends", () => {
    expect(texts("abcdefgh ijk", 8)).toEqual(["abcdefgh", "ijk"]);
  });

  it("cuts a word that is longer than a message", () => {
    expect(texts("x".repeat(25), 10)).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
  });

  it("counts an accented letter once, however it was written", () => {
    const text = "ệ".repeat(10);
    expect(texts(text.normalize("NFD"), 10)).toEqual([text]);
  });

  it("counts a picture outside the first plane once, and cuts none in two", () => {
    expect(texts("😀".repeat(10), 10)).toHaveLength(1);
    expect(texts("😀".repeat(11), 10)).toEqual(["😀".repeat(10), "😀"]);
    expect(texts(`abc👨‍👩‍👧`, 5)).toEqual(["abc", "👨‍👩‍👧"]);
    expect(texts("abcd👍🏽", 5)).toEqual(["abcd", "👍🏽"]);
  });

  it("does not part a letter from a mark that has no composed form", () => {
    expect(texts("abcdx\u0323\u0301y", 5)).toEqual(["abcd", "x\u0323\u0301y"]);
  });

  it("made of marks alone is cut all the same", () => {
    const parts = texts("\u0301".repeat(200), 40);
    expect(parts.join("")).toBe("\u0301".repeat(200));
  });

  it("comes to an end with limits that make no sense", () => {
    for (const textMax of [1, 0, -5, 0.5, Number.NaN]) expect(texts("ab cd", textMax).join("")).toBe("abcd");
  });

  it("of a million characters is cut as well", () => {
    const parts = texts("Nộp hồ sơ ở bộ phận một cửa. ".repeat(35_000), 2_000);
    expect(parts.length).toBeGreaterThan(500);
  });
});

describe("the buttons of a reply", () => {
  it("stand under its last part only", () => {
    const parts = fitReply({ text: "một hai ba bốn", buttons: [call] }, limits(7));
    expect(parts.map(({ buttons }) => buttons.length)).toEqual([0, 1]);
  });

  it("are left out from the end when there are too many, but never a way out", () => {
    const buttons = [say("a"), say("b"), call, say("c"), open, say("d")];
    const [part] = fitReply({ text: "x", buttons }, { ...ROOMY, buttonsMax: 4 });
    expect(part?.buttons).toEqual([say("a"), say("b"), call, open]);
  });

  it("keep what they carry when their label is shortened", () => {
    const button = say("Đăng ký khai sinh kết hợp nhận cha, mẹ, con");
    const [part] = fitReply({ text: "x", buttons: [button] }, { ...ROOMY, labelMax: 20 });
    expect(part?.buttons).toEqual([{ ...button, label: "Đăng ký khai sinh k…" }]);
  });

  it("have labels that fit, whatever the label", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        (label, labelMax) => {
          const [part] = fitReply({ text: "x", buttons: [say(label)] }, { ...ROOMY, labelMax });
          const fitted = part?.buttons[0]?.label ?? "";
          expect([...fitted].length).toBeLessThanOrEqual(labelMax);
          expect(fitted.isWellFormed()).toBe(true);
        },
      ),
    );
  });

  it("keep ways out before everything else, in their order", () => {
    const button = fc.oneof(fc.string({ maxLength: 5 }).map(say), fc.constant(call), fc.constant(open));
    fc.assert(
      fc.property(
        fc.array(button, { maxLength: 9 }),
        fc.integer({ min: 0, max: 6 }),
        (buttons, buttonsMax) => {
          const [part] = fitReply({ text: "x", buttons }, { ...ROOMY, buttonsMax });
          const fitted = part?.buttons ?? [];
          expect(fitted).toHaveLength(Math.min(buttons.length, buttonsMax));
          const waysOut = (all: readonly Button[]) => all.filter((one) => !("say" in one));
          expect(waysOut(fitted)).toEqual(waysOut(buttons).slice(0, buttonsMax));
        },
      ),
    );
  });
});

describe("any text", () => {
  const text = fc.oneof(
    // A mark that stands after a blank belongs to no letter.
    fc
      .string({ unit: "binary", maxLength: 300 })
      .filter((one) => !/\s[\p{M}\p{Emoji_Modifier}\u200D]/u.test(one)),
    fc
      .array(
        fc.constantFrom(
          "Nộp ",
          "hồ sơ",
          ". ",
          "\n",
          "\n\n",
          " ",
          "😀",
          "👨‍👩‍👧",
          "ệ".normalize("NFD"),
          "x\u0323",
          "đồng; ",
          "dài".repeat(9),
        ),
        { maxLength: 80 },
      )
      .map((pieces) => pieces.join("")),
  );
  const most = fc.integer({ min: 1, max: 60 });
  const RUNS = { numRuns: 1_000 };

  it("is cut into parts that fit, none of them empty, all well formed", () => {
    fc.assert(
      fc.property(text, most, (whole, textMax) => {
        const parts = texts(whole, textMax);
        for (const part of parts) {
          expect([...part].length).toBeLessThanOrEqual(textMax);
          expect(part.isWellFormed()).toBe(true);
          if (parts.length > 1) expect(part).not.toBe("");
        }
      }),
      RUNS,
    );
  });

  it("loses nothing but blanks, and keeps its order", () => {
    fc.assert(
      fc.property(text, most, (whole, textMax) => {
        const without = (part: string) => part.toWellFormed().normalize("NFC").replace(/\s/gu, "");
        expect(texts(whole, textMax).map(without).join("").normalize("NFC")).toBe(without(whole));
      }),
      RUNS,
    );
  });

  it("keeps letters and their marks together", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 35, max: 60 }), (whole, textMax) => {
        const hasLongRun = /\p{M}{20}/u.test(whole.normalize("NFC"));
        if (hasLongRun) return;
        const [, ...later] = texts(whole, textMax);
        for (const part of later) expect(part).not.toMatch(/^\p{M}/u);
      }),
      RUNS,
    );
  });
});
