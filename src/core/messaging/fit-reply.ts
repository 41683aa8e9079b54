/** Cuts a reply into messages that a channel takes: at blank lines first, then lines, sentences, words. */
import type { Button, Reply } from "../conversation/reply.ts";
import type { ChannelLimits } from "./channel.ts";

/** Where a text may be cut, the best first. The cut comes after the match. */
const CUTS = [/\n\s*\n\s*/gu, /\n\s*/gu, /[.!?…;:]\s+/gu, /\s+/gu];
/** A part that is too short reads badly: a worse kind of cut later in the text is better. */
const LEAST_SHARE = 0.4;
/** Letters with marks are short, pictures made of several are not much longer; beyond it is no writing. */
const LONGEST_LETTER = 32;

/**
 * The parts of a reply, in order. Buttons, and the offer to take files, stand under the last one; what else holds of the
 * reply holds of each. Text is in NFC and counted in code points. Buttons beyond the limit are left out, those that call or open a page last of all.
 */
export function fitReply(reply: Reply, limits: ChannelLimits): readonly Reply[] {
  const texts = cutText(reply.text.toWellFormed().normalize("NFC").trim(), limits.textMax);
  const { buttons, wantsFiles, isPrivate, isNotice } = reply;
  const ofAll = { ...(isPrivate && { isPrivate }), ...(isNotice && { isNotice }) };
  const ofLast = { buttons: fitButtons(buttons, limits), ...(wantsFiles && { wantsFiles }) };
  return texts.map((text, at) => ({ text, buttons: [], ...ofAll, ...(at === texts.length - 1 && ofLast) }));
}

function cutText(text: string, textMax: number): string[] {
  const most = textMax >= 1 ? Math.floor(textMax) : 1;
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    const end = endOfWindow(text, from, most);
    const at = end === text.length ? end : cutPlace(text, from, end, most);
    const part = text.slice(from, at).trim();
    if (part !== "") parts.push(part);
    from = at + (/^\s*/u.exec(text.slice(at, at + most))?.[0].length ?? 0);
  }
  return parts.length > 0 ? parts : [""];
}

/** Where so many code points end, beginning at `from`. */
function endOfWindow(text: string, from: number, most: number): number {
  let at = from;
  for (let count = 0; count < most && at < text.length; count++) at += lengthAt(text, at);
  return at;
}

/** Where the next part ends; the text goes on behind the window. */
function cutPlace(text: string, from: number, end: number, most: number): number {
  // A blank behind the window is a cut as well: it is trimmed away.
  const window = text.slice(from, /\s/u.test(text[end] ?? "") ? end + 1 : end);
  for (const cut of CUTS) {
    const last = [...window.matchAll(cut)].at(-1);
    if (!last) continue;
    const length = last.index + last[0].length;
    if (codePoints(window.slice(0, length)) >= most * LEAST_SHARE) return from + length;
  }
  return beforeLetter(text, from, end);
}

/** No later than `end`, and never between a letter and its marks, or within a picture of several signs. */
function beforeLetter(text: string, from: number, end: number): number {
  let at = end;
  for (let back = 0; back < LONGEST_LETTER && at > from; back++) {
    if (!isInsideLetter(text, at)) return at;
    at -= isLowSurrogate(text, at - 1) ? 2 : 1;
  }
  return at > from && !isInsideLetter(text, at) ? at : end;
}

function isInsideLetter(text: string, at: number): boolean {
  const next = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  return /[\p{M}\p{Emoji_Modifier}\u200D]/u.test(next) || text[at - 1] === "\u200D";
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function lengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += lengthAt(text, at)) count++;
  return count;
}

function fitButtons(buttons: readonly Button[], limits: ChannelLimits): readonly Button[] {
  const isWayOut = (button: Button) => "url" in button || "phone" in button;
  const spare = Math.max(0, buttons.length - limits.buttonsMax);
  const sayings = buttons.filter((button) => !isWayOut(button));
  const left = new Set(spare > 0 ? [...sayings].reverse().slice(0, spare) : []);
  return buttons
    .filter((button) => !left.has(button))
    .slice(0, limits.buttonsMax)
    .map((button) => ({ ...button, label: shorten(button.label, limits.labelMax) }));
}

function shorten(label: string, most: number): string {
  const text = label.toWellFormed().normalize("NFC");
  if (codePoints(text) <= most) return text;
  return `${text.slice(0, beforeLetter(text, 0, endOfWindow(text, 0, most - 1))).trimEnd()}…`;
}
