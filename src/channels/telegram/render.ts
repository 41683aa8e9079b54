/** A reply as Telegram's `sendMessage`: escaped HTML with an inline keyboard beneath. */
import type { Button, Reply } from "../../core/conversation/index.ts";
import type { ChannelLimits } from "../../core/messaging/index.ts";
import { writeButtonData } from "./button-data.ts";

/** Telegram's own limit, after its tags are read. It counts UTF-16 units. */
const VISIBLE_MAX = 4096;

/**
 * Ours count code points, and leave room for what {@link renderMessage} writes beneath a text. Telegram takes a hundred
 * buttons; ten, one beneath the other, fill a phone's screen.
 */
export const TELEGRAM_LIMITS: ChannelLimits = { textMax: 3500, buttonsMax: 10, labelMax: 64 };

export type InlineButton =
  | { readonly text: string; readonly url: string }
  | { readonly text: string; readonly callback_data: string };

export interface TelegramMessage {
  readonly chat_id: string;
  readonly text: string;
  readonly parse_mode: "HTML";
  readonly link_preview_options: { readonly is_disabled: true };
  readonly reply_markup?: { readonly inline_keyboard: InlineButton[][] };
}

/** @param part already cut to the limits, in NFC */
export function renderMessage(chatId: string, part: Reply): TelegramMessage {
  const buttons = part.buttons.flatMap((button) => inlineButton(button) ?? []);
  return {
    chat_id: chatId,
    text: formatText(withLines(part)),
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    // One to a row: labels are names of procedures, and beside each other they would be cut.
    ...(buttons.length > 0 && { reply_markup: { inline_keyboard: buttons.map((button) => [button]) } }),
  };
}

/** Undefined for what Telegram has no button for. A single one of these would have the whole message refused. */
function inlineButton(button: Button): InlineButton | undefined {
  const text = button.label.trim();
  if (text === "" || "phone" in button) return undefined;
  if ("url" in button) return isOpenable(button.url) ? { text, url: button.url } : undefined;
  const data = writeButtonData(button.payload);
  return data === undefined ? undefined : { text, callback_data: data };
}

/** The text and beneath it, in words, the buttons that Telegram does not have. */
function withLines(part: Reply): string {
  const lines = part.buttons.flatMap((button) => lineOf(button, part.text) ?? []);
  if (lines.length === 0) return cut(part.text, VISIBLE_MAX);
  const below = cut(lines.join("\n"), VISIBLE_MAX);
  const above = cut(part.text, Math.max(0, VISIBLE_MAX - below.length - 2));
  return above.trim() === "" ? below : `${above}\n\n${below}`;
}

function lineOf(button: Button, text: string): string | undefined {
  // Telegram makes numbers and addresses in a text ones to tap.
  if ("phone" in button) {
    if (hasNumber(text, button.phone)) return undefined;
    const label = `☎ ${oneLine(button.label)}`;
    return hasNumber(label, button.phone) ? label : `${label}: ${button.phone}`;
  }
  if ("url" in button && !isOpenable(button.url) && !text.includes(button.url))
    return `${oneLine(button.label)}: ${button.url}`;
  return undefined;
}

/** Whether a number stands in a text, however its digits are grouped. */
function hasNumber(text: string, phone: string): boolean {
  const digits = digitsOf(phone);
  if (digits === "") return true;
  const written = text.match(/\d(?:[\d .()-]*\d)?/gu) ?? [];
  // Two numbers may stand side by side: then each group of digits counts by itself too.
  return written.some(
    (number) =>
      digitsOf(number) === digits || number.split(/[^\d.-]+/u).some((one) => digitsOf(one) === digits),
  );
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, "");
}

function isOpenable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (protocol === "https:" || protocol === "http:") && /[^.]\.[^.]/u.test(hostname);
}

function oneLine(label: string): string {
  return label.replace(/\s+/gu, " ").trim();
}

/** Only a text of thousands of pictures is so long: each of them counts twice here, and once in our own limits. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, Math.max(0, most - 1)).replace(/[\uD800-\uDBFF]$/u, "") + (most > 0 ? "…" : "");
}

/**
 * Escapes all that Telegram could take for a tag, then makes bold what was meant bold.
 *
 * @example formatText("**Lệ phí** < 8.000 đồng") // "<b>Lệ phí</b> &lt; 8.000 đồng"
 */
export function formatText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/^#{1,6} +/gmu, "")
    .replace(/\*\*(?=\S)([^\n*]*[^\s*])\*\*/gu, "<b>$1</b>");
}
