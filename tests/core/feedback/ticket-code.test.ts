import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isTicketCode,
  locateTicketCode,
  makeTicketCode,
  readTicketCode,
} from "../../../src/core/feedback/index.ts";

const SIGNS = "ACDEFHJKLMNPRTVWXY34679";
const codes = fc
  .array(fc.nat(SIGNS.length - 1), { minLength: 11, maxLength: 11 })
  .map((numbers) => makeTicketCode(() => numbers));
const bare = (code: string) => code.replaceAll("-", "");

describe("a ticket code", () => {
  it("has three groups of four signs that cannot be taken for others", () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^[ACDEFHJKLMNPRTVWXY34679]{4}(-[ACDEFHJKLMNPRTVWXY34679]{4}){2}$/u);
        expect(isTicketCode(code)).toBe(true);
      }),
    );
  });

  it("holds at least forty bits of chance", () => {
    expect(11 * Math.log2(SIGNS.length)).toBeGreaterThan(40);
  });

  it("shows every single wrong sign", () => {
    fc.assert(
      fc.property(codes, fc.nat(11), fc.constantFrom(...SIGNS), (code, at, sign) => {
        const signs = [...bare(code)];
        fc.pre(signs[at] !== sign);
        signs[at] = sign;
        expect(readTicketCode(signs.join(""))).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it("shows every swap of two signs, also of signs far apart", () => {
    fc.assert(
      fc.property(codes, fc.nat(11), fc.nat(11), (code, one, other) => {
        const signs = [...bare(code)];
        fc.pre(signs[one] !== signs[other]);
        [signs[one], signs[other]] = [signs[other] ?? "", signs[one] ?? ""];
        expect(readTicketCode(signs.join(""))).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it("shows a sign that is missing or one too many", () => {
    fc.assert(
      fc.property(codes, fc.nat(11), (code, at) => {
        const signs = bare(code);
        expect(readTicketCode(signs.slice(0, at) + signs.slice(at + 1))).toBeUndefined();
        expect(readTicketCode(`${signs.slice(0, at)}A${signs.slice(at)}`)).toBeUndefined();
      }),
    );
  });

  it("is read however blanks, hyphens and capitals are set", () => {
    fc.assert(
      fc.property(
        codes,
        fc.array(fc.constantFrom("", " ", "-", ".", " - "), { minLength: 12, maxLength: 12 }),
        fc.boolean(),
        (code, gaps, isLower) => {
          const typed = [...bare(code)].map((sign, at) => sign + (gaps[at] ?? "")).join("");
          expect(readTicketCode(isLower ? typed.toLowerCase() : typed)).toBe(code);
        },
      ),
    );
  });

  it("is found in a sentence, whatever words stand before it", () => {
    const words = fc.constantFrom(
      "mã của tôi là",
      "ma so",
      "code",
      "tra cuu phieu",
      "xem giup em",
      "phiếu số",
    );
    fc.assert(
      fc.property(codes, words, fc.boolean(), (code, before, isLower) => {
        const typed = isLower ? code.toLowerCase() : code;
        expect(locateTicketCode(`${before} ${typed} với ạ`)?.code).toBe(code);
        expect(locateTicketCode(`${before} ${typed} 123456`)?.rest).toContain("123456");
      }),
    );
  });

  it("is not seen in words that only look like one", () => {
    const syllables = ["NHAN", "THAY", "CHAT", "THAT", "TRAM", "LANH", "HEM", "CAY", "MAY", "DAT"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...syllables), { minLength: 3, maxLength: 6 }), (words) => {
        expect(locateTicketCode(words.join(" ").toLowerCase())?.code).toBeUndefined();
      }),
    );
  });

  it("is never read out of wild text by breaking", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const found = locateTicketCode(text)?.code;
        expect(found === undefined || isTicketCode(found)).toBe(true);
      }),
    );
  });
});
