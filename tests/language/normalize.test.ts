import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABBREVIATIONS } from "../../src/language/abbreviations.ts";
import {
  composeUnicode,
  foldDiacritics,
  LONGEST_UTTERANCE,
  looksForeign,
  normalize,
  placeToneMarks,
  searchTerms,
  splitWords,
  stripChatFiller,
  vietnameseLikeness,
} from "../../src/language/index.ts";
import { TEENCODE } from "../../src/language/teencode.ts";
import { RUNS, SEED, typedText, wildText } from "./typed-text.ts";

const read = (text: string) => normalize(text).map((word) => word.text);
const joined = (text: string) => read(text).join(" ");
const OTHER_PLACE: Readonly<Record<string, string>> = { hòa: "hoà", thủy: "thuỷ", quý: "qúy" };
const property = (text: fc.Arbitrary<string>, claim: (text: string) => void) =>
  fc.assert(
    fc.property(text, (typed) => {
      claim(typed);
    }),
    { numRuns: RUNS, seed: SEED },
  );

describe("a normalised text", () => {
  it("is its own normal form", () => {
    property(wildText, (text) => expect(joined(joined(text))).toBe(joined(text)));
  });

  it("is the same whether marks came composed or apart", () => {
    property(wildText, (text) => expect(read(text.normalize("NFD"))).toEqual(read(text.normalize("NFC"))));
  });

  it("is the same in capitals and in small letters", () => {
    // Vietnamese only: in other scripts capitals are no mere matter of case ("ß" becomes "SS", "ŉ" two letters).
    property(typedText, (text) => expect(read(text.toUpperCase())).toEqual(read(text.toLowerCase())));
  });

  it("is the same with each of the letters that look like Đ", () => {
    property(typedText, (text) => {
      const lookalikes = text.replaceAll("Đ", "Ð").replaceAll("đ", "ð");
      expect(read(lookalikes)).toEqual(read(text));
    });
  });

  it("is the same with both ways to place a tone", () => {
    property(typedText, (text) => {
      // Whole syllables only: "thủyy" is no syllable, so nobody knows where its tone belongs.
      const other = text.replace(
        /(?<!\p{L})(hòa|thủy|quý)(?![\p{L}\p{M}])/gu,
        (word) => OTHER_PLACE[word] ?? word,
      );
      expect(read(other)).toEqual(read(text));
    });
  });

  it("is the same with characters in it that nobody sees", () => {
    property(typedText, (text) => {
      const dotted = [...text].join("\u200B");
      expect(read(dotted)).toEqual(read(text));
    });
  });

  it("holds lower-case words without blanks, each beginning with a letter or a digit, and their bare forms", () => {
    property(wildText, (text) => {
      for (const word of normalize(text)) {
        expect(word.text).toMatch(/^[\p{L}\d]\S*$/u);
        expect(word.text.toLowerCase()).toBe(word.text);
        expect(foldDiacritics(word.text)).toBe(word.folded);
      }
    });
  });
});

describe("folding", () => {
  it("twice is folding once", () => {
    property(wildText, (text) => expect(foldDiacritics(foldDiacritics(text))).toBe(foldDiacritics(text)));
  });

  it("leaves no mark and no đ", () => {
    property(wildText, (text) => expect(foldDiacritics(text).normalize("NFD")).not.toMatch(/[\p{M}đĐðÐ]/u));
  });
});

describe("placing tone marks", () => {
  it("twice is placing them once", () => {
    property(typedText, (text) => {
      const lower = text.toLowerCase().normalize("NFC");
      expect(placeToneMarks(placeToneMarks(lower))).toBe(placeToneMarks(lower));
    });
  });
});

describe("composing Unicode", () => {
  it("twice is composing once", () => {
    property(wildText, (text) => expect(composeUnicode(composeUnicode(text))).toBe(composeUnicode(text)));
  });
});

describe("numbers and codes", () => {
  const digits = fc.stringMatching(/^\d{1,6}$/u);
  const letters = fc.constantFrom(
    "QĐ",
    "NQ",
    "HĐND",
    "UBND",
    "TT",
    "BTP",
    "NĐ",
    "CP",
    "QH15",
    "AAA",
    "DDA",
    "CCCD",
  );
  const code = fc.oneof(
    fc.constantFrom(
      "082.507.7988",
      "1.001193",
      "CT07",
      "23/2026/NQ-HĐND",
      "66.7/2025/NQ-CP",
      "1900.1096",
      "TK1-TS",
    ),
    fc
      .tuple(
        digits,
        fc.constantFrom(".", "/", "-"),
        fc.array(fc.oneof(digits, letters), { minLength: 1, maxLength: 3 }),
      )
      .map(([first, joint, rest]) => [first, ...rest].join(joint)),
  );

  it("stay whole in whatever stands around them", () => {
    fc.assert(
      fc.property(
        typedText,
        code,
        fc.constantFrom(" ", ", ", "? ", "!\n"),
        typedText,
        (before, kept, after, end) => {
          const text = `${before} ${kept}${after}${end}`;
          expect(read(text)).toContain(kept.toLowerCase());
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it.each([
    ["gọi số 082.507.7988.", "082.507.7988"],
    ["thủ tục 1.001193?", "1.001193"],
    ["mẫu CT07!", "ct07"],
    ["(Nghị quyết 23/2026/NQ-HĐND)", "23/2026/nq-hđnd"],
    ["nộp 1000000 đồng", "1000000"],
    ["ddawng kys 12/AASD", "12/aasd"],
  ])("in “%s” are read as %s", (text, kept) => {
    expect(read(text)).toContain(kept);
  });
});

describe("the language room", () => {
  it("throws at nothing", () => {
    property(wildText, (text) => {
      const words = normalize(text);
      searchTerms(stripChatFiller(words));
      splitWords(text);
      looksForeign(text);
      const { share } = vietnameseLikeness(text);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    });
  });

  it("reads nothing beyond the longest utterance", () => {
    const text = "phí ".repeat(LONGEST_UTTERANCE);
    expect(normalize(text)).toHaveLength(LONGEST_UTTERANCE / "phí ".length);
  });

  it("parts words at every kind of line break and blank", () => {
    for (const blank of ["\r", "\r\n", "\n", "\t", "\v", "\f", "\u0085", "\u2028", "\u00A0", "\u3000"]) {
      expect(read(`khai${blank}sinh`)).toEqual(["khai", "sinh"]);
    }
  });

  it("sees no words in emoji", () => {
    expect(read("❤️ 👨‍👩‍👧 🇻🇳 👍🏽 ☎️ khai sinh")).toEqual(["khai", "sinh"]);
  });
});

describe("short forms", () => {
  it.each(Object.entries({ ...ABBREVIATIONS, ...TEENCODE }))("%s is read as %s", (form, meant) => {
    expect(joined(form)).toBe(meant);
    expect(joined(form.toUpperCase())).toBe(meant);
  });

  it.each(Object.values({ ...ABBREVIATIONS, ...TEENCODE }))(
    "stand for words that stay as they are: %s",
    (meant) => {
      expect(joined(meant)).toBe(meant);
    },
  );
});
