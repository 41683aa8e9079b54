/** A webhook call of Zalo → what came in, once it is proved genuine. */
import { createHash } from "node:crypto";
import {
  type Attachment,
  cleanFileName,
  type InboundEvent,
  type InboundUpdate,
  type Received,
  type WebhookChannel,
  type WebhookRequest,
} from "../../core/messaging/index.ts";
import { parseLossless } from "./lossless-json.ts";
import { isSignedByZalo, SIGNATURE_HEADER } from "./signature.ts";
import { MEDIA_EVENTS, signedPartsSchema, type ZaloEvent, zaloEventSchema } from "./zalo-event.ts";

export interface ReceivingSettings {
  readonly appId: string;
  readonly oaId: string;
  readonly oaSecretKey: string;
  readonly signatureMode: "enforce" | "log";
}

/** What an operator should hear of, although it is answered in good order. Nothing of the citizen's is in it. */
export type ReceivingOddity =
  /** Only while setting up (`log`): it would have been refused. */
  | "wrong-signature"
  /** Only while setting up (`log`): Zalo's test calls need not look like an event. */
  | "not-an-event"
  /** Genuine, but of another account of the same app. */
  | "other-account"
  /** Data-protection or other events that the bot has no answer to. The name is Zalo's. */
  | `unknown-event:${string}`;

/** More than anybody types; the rest would only slow the search down. Characters. */
const TEXT_MAX = 5000;

/** Events that ask for nothing, and are not worth a word: receipts, reactions, what staff does in the chat tool. */
const SILENT_EVENTS =
  /^(user_received_message|user_seen_message|user_submit_info|user_reacted_message|oa_reacted_message|user_feedback|user_click_\w+|user_send_group_\w+|anonymous_send_\w+|add_user_to_tag)$/u;

export function createZaloWebhook(
  settings: ReceivingSettings,
  onOddity?: (oddity: ReceivingOddity) => void,
): WebhookChannel {
  const isSettingUp = settings.signatureMode === "log";
  const passOver = (oddity: ReceivingOddity): Received => {
    onOddity?.(oddity);
    return { kind: "genuine", updates: [] };
  };
  const unreadable = (): Received => (isSettingUp ? passOver("not-an-event") : { kind: "malformed" });

  return {
    name: "zalo",
    receive(request: WebhookRequest): Received {
      const body = parseBody(request.body);
      const signed = signedPartsSchema.safeParse(body);
      const header = request.header(SIGNATURE_HEADER);
      if (!signed.success) return unreadable();
      if (!isSignedByZalo(request.body, signed.data.timestamp, header, settings)) {
        if (!isSettingUp) return { kind: "refused", reason: "signature" };
        onOddity?.("wrong-signature");
      }
      const parsed = zaloEventSchema.safeParse(body);
      if (!parsed.success) return unreadable();
      const event = parsed.data;
      if (event.app_id !== settings.appId) return { kind: "refused", reason: "other-account" };
      const read = readEvent(event);
      if (read === "silent") return { kind: "genuine", updates: [] };
      if (read === "unknown") return passOver(`unknown-event:${event.event_name.replace(/[^\w.-]/gu, "?")}`);
      if (read === "incomplete") return unreadable();
      // Refused, it would come again and again, until Zalo switches the webhook off for our account too.
      if (read.oaId !== settings.oaId) return passOver("other-account");
      const update: InboundUpdate = {
        key: `zalo:${settings.oaId}:${event.event_name}:${event.message?.msg_id ?? sha256(request.body)}`,
        citizen: { channel: "zalo", id: read.citizenId },
        event: read.event,
        sentAt: Number(event.timestamp),
      };
      return { kind: "genuine", updates: [update] };
    },
  };
}

type ReadEvent =
  | { readonly oaId: string; readonly citizenId: string; readonly event: InboundEvent }
  | "silent"
  | "unknown"
  | "incomplete";

/**
 * No event names its account in one place: it is the recipient of what citizens send, the sender of what the account
 * sends, and `oa_id` when somebody follows.
 */
function readEvent(event: ZaloEvent): ReadEvent {
  const { event_name: name, sender, recipient, follower, oa_id, message } = event;
  if (name === "user_send_text")
    return between(recipient?.id, sender?.id, { kind: "message", text: cleanText(message?.text ?? "") });
  if (MEDIA_EVENTS.has(name)) return between(recipient?.id, sender?.id, mediaEvent(message));
  if (name === "follow")
    return between(oa_id ?? recipient?.id, follower?.id ?? sender?.id, { kind: "arrived" });
  if (name === "unfollow")
    return between(oa_id ?? recipient?.id, follower?.id ?? sender?.id, { kind: "left" });
  if (name.startsWith("oa_send_")) {
    // Only what a person wrote in the chat tool carries the person's id; without it, it is the echo of our own.
    if (sender?.admin_id === undefined || name.startsWith("oa_send_group_")) return "silent";
    return between(sender.id, recipient?.id, { kind: "staff-wrote" });
  }
  return SILENT_EVENTS.test(name) ? "silent" : "unknown";
}

function between(oaId: string | undefined, citizenId: string | undefined, event: InboundEvent): ReadEvent {
  return oaId === undefined || citizenId === undefined ? "incomplete" : { oaId, citizenId, event };
}

function mediaEvent(message: ZaloEvent["message"]): InboundEvent {
  const attachments = (message?.attachments ?? []).map(({ type, payload }): Attachment => {
    const name = payload.name && cleanFileName(payload.name);
    return {
      type,
      url: payload.url ?? payload.thumbnail,
      ...(name && { name }),
      ...(payload.size !== undefined && { size: payload.size }),
    };
  });
  const text = cleanText(message?.text ?? "");
  return { kind: "media", attachments, ...(text && { text }) };
}

/** NFC, for Zalo's senders write both forms; no NUL and no half characters, which databases refuse. */
function cleanText(text: string): string {
  const clean = text
    .slice(0, TEXT_MAX * 4)
    .toWellFormed()
    .replaceAll("\0", "")
    .normalize("NFC");
  return clean.length <= TEXT_MAX ? clean : [...clean].slice(0, TEXT_MAX).join("");
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

function parseBody(bytes: Uint8Array): unknown {
  try {
    return parseLossless(strictUtf8.decode(bytes));
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
