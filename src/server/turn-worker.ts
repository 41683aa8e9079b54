/** Takes the turns of accepted updates: decides, and commits what was decided in one transaction. */
import type { Conversation, Response } from "../core/conversation/index.ts";
import {
  type ChannelLimits,
  type ChannelName,
  type Citizen,
  type ClaimedUpdate,
  fitReply,
  type InboundUpdate,
  type Inbox,
  type TurnLogLine,
} from "../core/messaging/index.ts";
import { describeError, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { type Loop, startLoop } from "./wakeable-loop.ts";

export interface TurnWorkerDependencies {
  readonly inbox: Inbox;
  /** Decides, and tells how many milliseconds it thought. Rejects when the turn broke. */
  readonly respond: (
    conversation: Conversation | undefined,
    update: InboundUpdate,
    now: Date,
  ) => Promise<{ readonly response: Response; readonly durationMs: number }>;
  readonly limitsOf: (channel: ChannelName) => ChannelLimits;
  /** The masked text of a question for the turn log; undefined: no text is kept. */
  readonly mask: ((text: string) => string) | undefined;
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Replies for this citizen were committed. */
  readonly committed: (citizen: Citizen) => void;
}

/** Turns claimed at once: their commits share one write to disk. */
const BATCH = 32;
/** A turn that breaks is tried this often, then set aside with an apology. */
const MOST_TRIES = 3;
/** Without a call from the door, the inbox is looked at this often: for retries, and for what other processes accepted. */
const IDLE_MS = 500;

export function startTurnWorker(deps: TurnWorkerDependencies): Loop {
  const { inbox, clock, log } = deps;

  const round = async () => {
    const claimed = await inbox.claim(BATCH, clock());
    if (claimed.length === 0) return IDLE_MS;
    await Promise.all(claimed.map(takeOne));
    return 0;
  };

  const takeOne = async (claimed: ClaimedUpdate) => {
    try {
      await takeAndCommit(deps, claimed);
    } catch (error) {
      const setAside = claimed.tries + 1 >= MOST_TRIES;
      log.error("turn-failed", {
        seq: claimed.seq,
        tries: claimed.tries + 1,
        setAside,
        ...describeError(error),
      });
      deps.metrics.turnFailed(setAside);
      if (setAside) await apologise(inbox, claimed, clock());
      await inbox.fail(claimed.seq, error instanceof Error ? error.name : "unknown", setAside, clock());
    }
  };

  return startLoop({ round, onError: (error) => log.error("turns-halted", describeError(error)) });
}

async function takeAndCommit(deps: TurnWorkerDependencies, claimed: ClaimedUpdate): Promise<void> {
  const { update, seq, version } = claimed;
  const { citizen } = update;
  const now = deps.clock();
  const { response, durationMs } = await deps.respond(claimed.conversation, update, new Date(now));
  const limits = deps.limitsOf(citizen.channel);
  const result = await deps.inbox.commitTurn({
    seq,
    citizen,
    version,
    conversation: response.conversation,
    inboundAt: response.isFromCitizen ? now : undefined,
    parts: response.replies.flatMap((reply) => fitReply(reply, limits)),
    log: logLine(response, citizen.channel, now, durationMs, deps.mask),
    erasesCitizen: response.erasesCitizen,
    now,
  });
  // Stale: somebody else has taken it, or it is claimed again with the newer conversation.
  if (result === "stale") {
    deps.log.info("turn-stale", { seq });
    return;
  }
  deps.metrics.turn(citizen.channel, response.turn?.outcome ?? "none", durationMs);
  deps.log.debug("turn", {
    seq,
    channel: citizen.channel,
    outcome: response.turn?.outcome,
    ms: round2(durationMs),
  });
  deps.committed(citizen);
}

/** The line stands in the inbox like any update, so the apology is neither lost nor said twice. */
async function apologise(inbox: Inbox, { update }: ClaimedUpdate, now: number): Promise<void> {
  if (update.event.kind === "failed") return;
  const { key, citizen } = update;
  await inbox.accept([{ key: `${key}:failed`, citizen, event: { kind: "failed" }, sentAt: now }], now);
}

function logLine(
  response: Response,
  channel: ChannelName,
  at: number,
  durationMs: number,
  mask: ((text: string) => string) | undefined,
): TurnLogLine | undefined {
  const { turn } = response;
  if (!turn) return undefined;
  const { outcome, intent, entry, facet } = turn;
  // A report on somebody, or a cry for help, is nobody's reading matter.
  const keepsText = mask !== undefined && outcome !== "feedback" && outcome !== "emergency";
  const text = keepsText ? mask(turn.text) : undefined;
  return { at, channel, outcome, intent, entry, facet, text, durationMs: round2(durationMs) };
}

function round2(ms: number): number {
  return Math.round(ms * 100) / 100;
}
