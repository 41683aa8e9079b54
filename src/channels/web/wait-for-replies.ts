/** Replies for a page that fetches: at once when there are some, otherwise as soon as one comes. */
import type { Citizen, Outbox, OutboxPart, ReplySignals } from "../../core/messaging/index.ts";
import type { PageReply } from "./contract.ts";
import type { PassingNotices } from "./passing-notices.ts";

export interface ReplyPorts {
  readonly outbox: Pick<Outbox, "waitingFor" | "acknowledge">;
  readonly signals: ReplySignals;
  readonly clock: () => number;
  readonly passing: Pick<PassingNotices, "take">;
}

/** Replies in one answer; what is beyond comes with the next. */
const MOST_REPLIES = 20;

/**
 * @param after what the page has got already, which is thereby delivered; 0: nothing
 * @param signal ends the wait when the page has gone
 */
export async function waitForReplies(
  ports: ReplyPorts,
  citizen: Citizen,
  after: number,
  patienceMs: number,
  signal: AbortSignal,
): Promise<readonly PageReply[]> {
  const { outbox, signals, clock } = ports;
  await acknowledge(ports, citizen, after);
  const deadline = clock() + patienceMs;
  while (!signal.aborted) {
    const found = new AbortController();
    // Listens before it looks: what is committed in between rings a bell that is heard.
    const rung = signals.wait(
      citizen,
      Math.max(0, deadline - clock()),
      AbortSignal.any([signal, found.signal]),
    );
    let parts: readonly OutboxPart[] = [];
    const passing = ports.passing.take(citizen);
    // It has no number of its own: the page is to acknowledge no more than it has.
    if (passing) {
      found.abort();
      return [toReply({ id: after, createdAt: clock(), part: passing })];
    }
    try {
      parts = await outbox.waitingFor(citizen, after, MOST_REPLIES);
    } finally {
      // Nothing listens on when there is something, or when the look has failed.
      if (parts.length > 0 || clock() >= deadline) found.abort();
    }
    if (parts.length > 0 || clock() >= deadline) return parts.map(toReply);
    // May end early, where other processes commit too: then it is only looked again.
    await rung;
  }
  return [];
}

async function acknowledge({ outbox, clock }: ReplyPorts, citizen: Citizen, after: number): Promise<void> {
  if (after <= 0) return;
  // Most pages that ask have nothing new to acknowledge: a look is cheaper than a write.
  const [oldest] = await outbox.waitingFor(citizen, 0, 1);
  if (oldest && oldest.id <= after) await outbox.acknowledge(citizen, after, clock());
}

function toReply({ id, createdAt, part }: Pick<OutboxPart, "id" | "createdAt" | "part">): PageReply {
  const { text, buttons, isPrivate, wantsFiles } = part;
  return {
    id,
    at: createdAt,
    text,
    buttons,
    ...(isPrivate && { isPrivate }),
    ...(wantsFiles && { wantsFiles }),
  };
}
