/** Cuts a reply into messages that a channel takes: at blank lines first, then lines, sentences, words. */
import type { Reply } from "../conversation/reply.ts";
import type { ChannelLimits } from "./channel.ts";

/** Where a text may be cut, the best first. The cut comes after the match. */
const CUTS = [/\n\s*\n/gu, /\n/gu, /[.!?…;:]\s+/gu, /\s+/gu];
/** A part that is too short reads badly: a worse kind of cut later in the text is better. */
const LEAST_SHARE = 0.4;

/**
 * The parts of a reply, in order; buttons stand under the last one. Text is in NFC and counted in code points. Buttons
 * beyond the limit are left out, those that call or open a page last of all.
 */
export function fitReply(reply: Reply, limits: ChannelLimits): readonly Reply[] {
  const texts = cutText(reply.text.normalize("NFC").trim(), limits.textMax);
  const buttons = fitButtons(reply.buttons, limits);
  return texts.map((text, at) => ({ text, buttons: at === texts.length - 1 ? buttons : [] }));
}

function cutText(text: string, textMax: number): string[] {
  const parts: string[] = [];
  let rest = [...text];
  while (rest.length > textMax) {
    const at = cutPlace(rest, textMax);
    parts.push(rest.slice(0, at).join("").trim());
    rest = [...rest.slice(at).join("").trim()];
  }
  return [...parts, rest.join("")].filter((part, at) => part !== "" || at === 0);
}

/** How many code points the next part has. */
function cutPlace(characters: readonly string[], textMax: number): number {
  const window = characters.slice(0, textMax).join("");
  for (const cut of CUTS) {
    const last = [...window.matchAll(cut)].at(-1);
    if (!last) continue;
    const length = [...window.slice(0, last.index + last[0].length)].length;
    if (length >= textMax * LEAST_SHARE) return length;
  }
  return textMax;
}

function fitButtons(buttons: Reply["buttons"], limits: ChannelLimits): Reply["buttons"] {
  const isWayOut = (button: Reply["buttons"][number]) => "url" in button || "phone" in button;
  const spare = Math.max(0, buttons.length - limits.buttonsMax);
  const sayings = buttons.filter((button) => !isWayOut(button));
  const left = new Set(spare > 0 ? [...sayings].reverse().slice(0, spare) : []);
  return buttons
    .filter((button) => !left.has(button))
    .slice(0, limits.buttonsMax)
    .map((button) => ({ ...button, label: shorten(button.label, limits.labelMax) }));
}

function shorten(label: string, most: number): string {
  const characters = [...label.normalize("NFC")];
  return characters.length <= most
    ? characters.join("")
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}
