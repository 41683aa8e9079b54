/** A reply as the body of Zalo's consultation message (`message/cs`): plain text with buttons beneath. */
import type { Button, Reply } from "../../core/conversation/index.ts";
import type { ChannelLimits } from "../../core/messaging/index.ts";

/** From the OA documentation: longer text is refused with -210, not cut; at most 5 buttons, titles of 100. */
export const ZALO_LIMITS: ChannelLimits = { textMax: 2000, buttonsMax: 5, labelMax: 100 };
/** Characters of what a button says. */
const PAYLOAD_MAX = 1000;

export type ZaloButton =
  | { readonly title: string; readonly type: "oa.query.show"; readonly payload: string }
  | { readonly title: string; readonly type: "oa.open.url"; readonly payload: { readonly url: string } }
  | {
      readonly title: string;
      readonly type: "oa.open.phone";
      readonly payload: { readonly phone_code: string };
    };

export interface ZaloMessage {
  readonly recipient: { readonly user_id: string };
  readonly message: {
    readonly text: string;
    readonly attachment?: {
      readonly type: "template";
      /** Without `template_type`: with one, Zalo takes it for another kind of message. */
      readonly payload: { readonly buttons: readonly ZaloButton[] };
    };
  };
}

/** @param part already cut to the limits */
export function renderMessage(citizenId: string, part: Reply): ZaloMessage {
  const text = plainText(part.text).trim();
  const buttons = part.buttons.map(renderButton);
  return {
    recipient: { user_id: citizenId },
    message: {
      text,
      ...(buttons.length > 0 && { attachment: { type: "template", payload: { buttons } } }),
    },
  };
}

/**
 * What a button says comes back as if the citizen had typed it, and stands in the chat: so it is words, and the
 * conversation knows by them what was meant. Our own payload would be shown to the citizen.
 */
function renderButton(button: Button): ZaloButton {
  const title = plainText(button.label);
  if ("url" in button) return { title, type: "oa.open.url", payload: { url: button.url } };
  if ("phone" in button)
    return { title, type: "oa.open.phone", payload: { phone_code: button.phone.replace(/[^\d+*#]/gu, "") } };
  return {
    title,
    type: "oa.query.show",
    payload: [...button.say.normalize("NFC")].slice(0, PAYLOAD_MAX).join(""),
  };
}

/**
 * Zalo shows Markdown's marks as they are, so they go; never makes a text longer.
 * @example plainText("**Lệ phí:** 8.000 đồng") // "Lệ phí: 8.000 đồng"
 */
export function plainText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\*\*(?=\S)([^\n]*?\S)\*\*/gu, "$1")
    .replace(/^#{1,6} +/gmu, "")
    .replace(/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/gu, "$1 ($2)");
}
