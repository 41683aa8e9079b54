/** How fast we send: below what Telegram takes in all and for one chat, and later when Telegram says so. */

export interface SendingPace {
  /** Takes a place; otherwise how long to wait until there may be one. */
  take(chatId: string): { readonly waitMs: number } | undefined;
  /** Telegram refused for its rate (429): nothing goes to this chat for so long. */
  hold(chatId: string, ms: number): void;
}

export interface PaceSettings {
  readonly perSecond: number;
  /** At once, after a pause. */
  readonly burst: number;
  readonly chatPerSecond: number;
  readonly chatBurst: number;
}

/**
 * Telegram names about 30 a second, and one a second in a chat, where short bursts pass. Within any second no more than
 * rate and burst together go out. Long answers come in up to four parts.
 */
export const TELEGRAM_PACE: PaceSettings = { perSecond: 25, burst: 5, chatPerSecond: 1, chatBurst: 4 };

/** Chats that are remembered; those at rest are forgotten first, and no more than these are ever busy at once. */
const CHATS_MAX = 10_000;

export function createSendingPace(now: () => number, settings: PaceSettings = TELEGRAM_PACE): SendingPace {
  const overall = { gapMs: 1000 / settings.perSecond, burst: settings.burst };
  const chat = { gapMs: 1000 / settings.chatPerSecond, burst: settings.chatBurst };
  /** When a bucket will be full again; absent or past: it is full. */
  let overallFullAt = 0;
  const chatFullAt = new Map<string, number>();

  function forgetRested(at: number) {
    if (chatFullAt.size < CHATS_MAX) return;
    for (const [id, fullAt] of chatFullAt) if (fullAt <= at) chatFullAt.delete(id);
  }

  return {
    take(chatId) {
      const at = now();
      const ofChat = chatFullAt.get(chatId) ?? 0;
      const waitMs = Math.max(waitFor(overall, overallFullAt, at), waitFor(chat, ofChat, at));
      if (waitMs > 0) return { waitMs: Math.ceil(waitMs) };
      overallFullAt = Math.max(overallFullAt, at) + overall.gapMs;
      forgetRested(at);
      chatFullAt.set(chatId, Math.max(ofChat, at) + chat.gapMs);
      return undefined;
    },
    hold(chatId, ms) {
      // As if its bucket were so empty that the next place is free only then.
      const fullAt = now() + ms + (chat.burst - 1) * chat.gapMs;
      chatFullAt.set(chatId, Math.max(chatFullAt.get(chatId) ?? 0, fullAt));
    },
  };
}

interface Bucket {
  readonly gapMs: number;
  readonly burst: number;
}

/** A bucket of `burst` places, one of them freed every `gapMs`. */
function waitFor({ gapMs, burst }: Bucket, fullAt: number, at: number): number {
  return Math.max(0, fullAt - at - (burst - 1) * gapMs);
}
