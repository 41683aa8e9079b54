/** What is said to a page past the outbox, when storage cannot write: held in memory until the page fetches it. */
import type { Reply } from "../../core/conversation/index.ts";
import type { Citizen, DeliveringChannel } from "../../core/messaging/index.ts";
import { WEB_LIMITS } from "./take-messages.ts";

export interface PassingNotices extends DeliveringChannel {
  /** What waits for this citizen, once. */
  take(citizen: Citizen): Reply | undefined;
}

const MOST_HELD = 10_000;

/** @param ring lets a page that waits look again */
export function createPassingNotices(ring: (citizen: Citizen) => void): PassingNotices {
  const held = new Map<string, Reply>();
  return {
    name: "web",
    limits: WEB_LIMITS,
    deliver: async (id, part) => {
      const [oldest] = held.keys();
      if (held.size >= MOST_HELD && oldest !== undefined) held.delete(oldest);
      held.set(id, part);
      ring({ channel: "web", id });
      return { kind: "delivered" };
    },
    take: ({ id }) => {
      const reply = held.get(id);
      held.delete(id);
      return reply;
    },
  };
}
