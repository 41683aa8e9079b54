import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatText, renderMessage, TELEGRAM_LIMITS } from "../../../src/channels/telegram/render.ts";
import type { Button, Reply } from "../../../src/core/conversation/index.ts";
import { fitReply } from "../../../src/core/messaging/index.ts";
import { readSentMessage, visibleText } from "../../doubles/telegram-double-rules.ts";

const rendered = (text: string, buttons: readonly Button[] = []) => renderMessage("42", { text, buttons });
const call1022: Button = { label: "Gọi 1022", phone: "1022" };

describe("a reply on Telegram", () => {
  it("is HTML without previews of links", () => {
    expect(rendered("Xin chào")).toEqual({
      chat_id: "42",
      text: "Xin chào",
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    });
  });

  it.each([
    ["a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"],
    ["<b>không</b>", "&lt;b&gt;không&lt;/b&gt;"],
    ["&amp;", "&amp;amp;"],
    ["**Lệ phí:** 8.000 đồng", "<b>Lệ phí:</b> 8.000 đồng"],
    ["**a < b**", "<b>a &lt; b</b>"],
    ["2 ** 3 ** 4", "2 ** 3 ** 4"],
    ["**dở dang", "**dở dang"],
    ["## Thời hạn", "Thời hạn"],
  ])("says what is meant: “%s”", (text, html) => expect(formatText(text)).toBe(html));

  it("has a row for each button", () => {
    const buttons: Button[] = [
      { label: "Lệ phí", say: "lệ phí", payload: "entry:1.001193:fees" },
      { label: "Mở Cổng Dịch vụ công", url: "https://dichvucong.gov.vn" },
    ];
    expect(rendered("Chọn", buttons).reply_markup).toEqual({
      inline_keyboard: [
        [{ text: "Lệ phí", callback_data: "e1.001193:f" }],
        [{ text: "Mở Cổng Dịch vụ công", url: "https://dichvucong.gov.vn" }],
      ],
    });
  });

  it("says a number in words, for Telegram has no button that calls", () => {
    const message = rendered("Chưa có thông tin.", [call1022]);
    expect(message.text).toBe("Chưa có thông tin.\n\n☎ Gọi 1022");
    expect(message.reply_markup).toBeUndefined();
  });

  it.each([
    ["1022", "Hãy gọi Tổng đài 1022."],
    ["02253842124", "Số 0225.3842.124 trực cả ngày"],
    ["0225 3842124", "(0225) 3842-124"],
    ["1022", "Gọi 1022 0225384212"],
  ])("does not say %s twice: “%s”", (phone, text) => {
    expect(rendered(text, [{ label: "Gọi", phone }]).text).toBe(text);
  });

  it.each([["Mã 11022"], ["Mã 1022555"], ["Năm 2026"]])("takes no other number for it: “%s”", (text) => {
    expect(rendered(text, [call1022]).text).toContain("☎ Gọi 1022");
  });

  it.each([["tel:1022"], ["javascript:alert(1)"], ["http://localhost/x"], ["không phải địa chỉ"]])(
    "says an address in words that Telegram would refuse on a button: %s",
    (url) => {
      const message = rendered("Xem", [{ label: "Mở", url }]);
      expect(message.reply_markup).toBeUndefined();
      expect(message.text).toBe(`Xem\n\nMở: ${url}`);
    },
  );

  it("leaves out a button that cannot be carried, and keeps the others", () => {
    const buttons: Button[] = [
      { label: "Dài", say: "dài", payload: "x".repeat(80) },
      { label: " ", say: "trống", payload: "x" },
      { label: "Không xóa", say: "Không xóa", payload: "erase:no" },
    ];
    expect(rendered("Chọn", buttons).reply_markup?.inline_keyboard).toEqual([
      [{ text: "Không xóa", callback_data: "perase:no" }],
    ]);
  });

  it.each([[""], ["x"]])("keeps the numbers to call when pictures fill the text: %s", (before) => {
    const { text } = rendered(before + "😀".repeat(TELEGRAM_LIMITS.textMax), [call1022]);
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(text).toMatch(/…\n\n☎ Gọi 1022$/u);
    expect(text).not.toMatch(/\uFFFD|[\uD800-\uDFFF]/u);
  });

  it("of full length is not cut when it is in words", () => {
    const words = "Điều kiện & hồ sơ <gồm>. ".repeat(200).slice(0, TELEGRAM_LIMITS.textMax).trim();
    const { text } = rendered(words, [call1022]);
    expect(visibleText(text)).toBe(`${words}\n\n☎ Gọi 1022`);
  });

  it("is always taken, whatever the knowledge says", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc
        .array(fc.constantFrom("**", "<", "&", ">", "# ", "a", "\n", "ế", "😀", " ", "*"), { maxLength: 60 })
        .map((all) => all.join("")),
      fc
        .tuple(fc.constantFrom("&", "😀", "ế ", "**a**"), fc.nat(6000))
        .map(([one, times]) => one.repeat(times)),
    );
    const labels = fc.string({ unit: "binary", maxLength: 100 });
    const buttons = fc.array(
      fc.oneof(
        fc.record({ label: labels, say: labels, payload: labels }),
        fc.record({ label: labels, url: fc.oneof(fc.webUrl(), labels) }),
        fc.record({ label: labels, phone: fc.stringMatching(/^[0-9 .]{1,20}$/u) }),
      ),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(texts, buttons, (text, all) => {
        const reply: Reply = { text: `Trả lời: ${text}`, buttons: all };
        for (const part of fitReply(reply, TELEGRAM_LIMITS)) {
          const { chat_id: _, ...body } = renderMessage("42", part);
          expect(readSentMessage(body)).toHaveProperty("visible");
        }
      }),
    );
  });
});
