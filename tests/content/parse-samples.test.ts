import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSamples } from "../../src/content/index.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (file: string, text: string) => parseSamples(`intents/samples/${file}`, bytes(text));

describe("a file of sample messages", () => {
  it("is read line by line, without blank lines and remarks", () => {
    const text = "# nhận xét\nchị ở quầy quát tôi\n\n  đòi thêm 200k  \r\n";
    expect(parse("phan-anh-tien.money.txt", text)).toEqual({
      samples: { kind: "phan-anh", topic: "money", lines: ["chị ở quầy quát tôi", "đòi thêm 200k"] },
      problems: [],
    });
  });

  it.each([
    ["phan-anh.txt", "phan-anh"],
    ["khong-phai-khen.khen-can-bo.txt", "khong-phai"],
    ["cau-hoi-chuyen-nha.txt", "cau-hoi"],
  ])("tells by its name what it holds: %s", (file, kind) => {
    expect(parse(file, "một dòng").samples?.kind).toBe(kind);
  });

  it("with another name is a mistake that says how it should be called", () => {
    expect(parse("phananh.txt", "một dòng")).toMatchObject({
      problems: [{ severity: "error", line: 1, message: expect.stringContaining("phan-anh") }],
    });
  });

  it("names the line that is no single message", () => {
    const { samples, problems } = parse("cau-hoi.txt", `ngắn\n${"dài ".repeat(600)}`);
    expect(samples?.lines).toEqual(["ngắn"]);
    expect(problems).toMatchObject([{ line: 2, field: "câu mẫu" }]);
  });

  it("may hold any bytes without breaking the reading", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (any) => {
        const { samples, problems } = parseSamples("intents/samples/phan-anh.txt", any);
        expect(samples !== undefined || problems.length > 0).toBe(true);
      }),
    );
  });
});
