import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BUTTON_DATA_MAX,
  readButtonData,
  writeButtonData,
} from "../../../src/channels/telegram/button-data.ts";
import { FACETS } from "../../../src/core/knowledge/index.ts";

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`, "u"));
/** As ids are written in the content folders: a national code, or words with dashes. */
const entryIds = fc.oneof(
  fc.tuple(digits(1), digits(6)).map(([first, rest]) => `${first}.${rest}`),
  fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,4}$/u),
);
const payloads = fc
  .tuple(entryIds, fc.option(fc.constantFrom(...FACETS), { nil: undefined }))
  .map(([id, facet]) => `entry:${id}${facet ? `:${facet}` : ""}`);
const bytesOf = (text: string | undefined) => Buffer.byteLength(text ?? "", "utf8");

describe("what a button carries", () => {
  it("comes back as it went, for every entry and every side of it", () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const data = writeButtonData(payload);
        expect(data).toBeDefined();
        expect(bytesOf(data)).toBeLessThanOrEqual(BUTTON_DATA_MAX);
        expect(readButtonData(data ?? "")).toBe(payload);
      }),
    );
  });

  it("fits for the longest id in use and every side of it", () => {
    for (const facet of FACETS) {
      const payload = `entry:ke-hoach-2025-tran-nguyen-han-${"x".repeat(29)}:${facet}`;
      expect(bytesOf(payload)).toBeGreaterThan(BUTTON_DATA_MAX);
      expect(readButtonData(writeButtonData(payload) ?? "")).toBe(payload);
    }
  });

  it.each([
    "erase:yes",
    "erase:no",
    "entry:",
    "entry:a:b:c",
    "entry:a:no-such-facet",
    "đồng ý",
    "e",
    "p",
    "",
  ])("comes back as it went: “%s”", (payload) => {
    const data = writeButtonData(payload);
    expect(bytesOf(data)).toBeGreaterThan(0);
    expect(readButtonData(data ?? "")).toBe(payload);
  });

  it("comes back as it went or is not carried at all, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), payloads), (payload) => {
        const data = writeButtonData(payload);
        if (data === undefined) expect(bytesOf(payload) > 60 || payload.includes("\0")).toBe(true);
        else {
          expect(bytesOf(data)).toBeLessThanOrEqual(BUTTON_DATA_MAX);
          expect(readButtonData(data)).toBe(payload);
        }
      }),
    );
  });

  it("is never the same for two payloads", () => {
    fc.assert(
      fc.property(payloads, payloads, (one, other) => {
        expect(writeButtonData(one) === writeButtonData(other)).toBe(one === other);
      }),
    );
  });

  it.each(["đ".repeat(32), "x".repeat(64), `entry:${"a".repeat(64)}`, "half \uD800", "nul \0"])(
    "is not carried when it would not arrive: %j",
    (payload) => expect(writeButtonData(payload)).toBeUndefined(),
  );

  it.each([
    ["of another bot", "buy:42"],
    ["empty", ""],
    ["with a letter that is no side", "e1.001193:z"],
    ["with too many sides", "e1.001193:f:f"],
    ["without an entry", "e"],
    ["in a form that is not ours, though it says the same", "pentry:1.001193"],
    ["longer than Telegram allows", `p${"x".repeat(64)}`],
    ["of half characters", "p\uD800"],
  ])("is not read when it is forged: %s", (_, data) => expect(readButtonData(data)).toBeUndefined());

  it("is read without an error, whatever comes back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (data) => {
        const payload = readButtonData(data);
        if (payload !== undefined) expect(writeButtonData(payload)).toBe(data);
      }),
    );
  });
});
