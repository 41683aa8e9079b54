/** Takes the turns of accepted updates: decides, and commits what was decided in one transaction. */
import type { Conversation, Response } from "../core/conversation/index.ts";
import type {
  FeedbackWrite,
  Sealer,
  TicketFinding,
  TicketRequest,
  TicketStore,
  TurnFacts,
} from "../core/feedback/index.ts";
import {
  type ChannelLimits,
  type ChannelName,
  type Citizen,
  type ClaimedUpdate,
  fitReply,
  type InboundUpdate,
  type Inbox,
  isDiskFull,
  type TurnLogLine,
} from "../core/messaging/index.ts";
import { describeError, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { sealActs } from "./seal-acts.ts";
import type { TellNotKept } from "./tell-not-kept.ts";
import { type Loop, startLoop } from "./wakeable-loop.ts";

export interface TurnWorkerDependencies {
  readonly inbox: Inbox;
  /** Decides, and tells how many milliseconds it thought. Rejects when the turn broke. */
  readonly respond: (
    conversation: Conversation | undefined,
    update: InboundUpdate,
    now: Date,
    facts: TurnFacts,
  ) => Promise<TimedResponse>;
  readonly tickets: TicketStore;
  /** Undefined: there is no key to seal for, so no report is taken. */
  readonly sealer: Sealer | undefined;
  /** Chance for a turn's codes. */
  readonly draw: () => Pick<TurnFacts, "freshCode" | "freshPin">;
  readonly limitsOf: (channel: ChannelName) => ChannelLimits;
  /** The masked text of a question for the turn log; undefined: no text is kept. */
  readonly mask: ((text: string) => string) | undefined;
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
  /** The disk is full: what was decided for this citizen could not be kept. */
  readonly notKept: TellNotKept;
  /** Replies for this citizen were committed. */
  readonly committed: (citizen: Citizen) => void;
}

interface TimedResponse {
  readonly response: Response;
  readonly durationMs: number;
}

/** Turns claimed at once: their commits share one write to disk. */
const BATCH = 32;
/** A turn that breaks is tried this often, then set aside with an apology. */
const MOST_TRIES = 3;
/** Without a call from the door, the inbox is looked at this often: for retries, and for what other processes accepted. */
const IDLE_MS = 500;
/** With a full disk nothing can be committed: it is looked this often whether somebody has made room. */
const FULL_PAUSE_MS = 5_000;

export function startTurnWorker(deps: TurnWorkerDependencies): Loop {
  const { inbox, clock, log } = deps;

  const round = async () => {
    const claimed = await inbox.claim(BATCH, clock());
    if (claimed.length === 0) return IDLE_MS;
    const ends = await Promise.all(claimed.map(takeOne));
    return ends.includes("disk-full") ? FULL_PAUSE_MS : 0;
  };

  const takeOne = async (claimed: ClaimedUpdate): Promise<"taken" | "disk-full"> => {
    try {
      await takeAndCommit(deps, claimed);
      return "taken";
    } catch (error) {
      // No fault of the turn's, and nothing of it was shown: it waits, untried, until there is room again.
      if (isDiskFull(error)) return stop(claimed);
      await noteFailure(claimed, error);
      return "taken";
    }
  };

  const stop = (claimed: ClaimedUpdate) => {
    log.error("turn-not-kept", { seq: claimed.seq });
    deps.notKept(claimed.update.citizen);
    return "disk-full" as const;
  };

  const noteFailure = async (claimed: ClaimedUpdate, error: unknown) => {
    const setAside = claimed.tries + 1 >= MOST_TRIES;
    log.error("turn-failed", {
      seq: claimed.seq,
      tries: claimed.tries + 1,
      setAside,
      ...describeError(error),
    });
    deps.metrics.turnFailed(setAside);
    try {
      if (setAside) await apologise(inbox, claimed, clock());
    } finally {
      // Whatever comes of it, the update is let go of.
      await inbox.fail(claimed.seq, error instanceof Error ? error.name : "unknown", setAside, clock());
    }
  };

  return startLoop({ round, onError: (error) => log.error("turns-halted", describeError(error)) });
}

async function takeAndCommit(deps: TurnWorkerDependencies, claimed: ClaimedUpdate): Promise<void> {
  const { update, seq, version } = claimed;
  const { citizen } = update;
  const now = deps.clock();
  const { response, durationMs, feedback } = await decide(deps, claimed, now);
  const limits = deps.limitsOf(citizen.channel);
  const result = await deps.inbox.commitTurn({
    seq,
    citizen,
    version,
    conversation: response.conversation,
    inboundAt: response.isFromCitizen ? now : undefined,
    parts: response.replies.flatMap((reply) => fitReply(reply, limits)),
    log: logLine(response, citizen.channel, now, durationMs, deps.mask),
    feedback,
    erasesCitizen: response.erasesCitizen,
    erasesTickets: response.erasesTickets,
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

interface Decision extends TimedResponse {
  readonly feedback: readonly FeedbackWrite[];
}

/** The turn, taken once more where it has to know of tickets first, or where what it reports cannot be sealed. */
async function decide(deps: TurnWorkerDependencies, claimed: ClaimedUpdate, now: number): Promise<Decision> {
  const { sealer } = deps;
  const take = (facts: TurnFacts) => deps.respond(claimed.conversation, claimed.update, new Date(now), facts);
  const facts: TurnFacts = { ...deps.draw(), intake: sealer ? "open" : "closed" };
  let known = facts;
  let taken = await take(known);
  const { asks } = taken.response;
  if (asks) {
    known = { ...facts, found: await look(deps, claimed, asks, now) };
    taken = await take(known);
  }
  try {
    return { ...taken, feedback: await sealActs(sealer, taken.response.acts) };
  } catch (error) {
    deps.log.error("sealing-failed", describeError(error));
  }
  const honest = await take({ ...known, intake: "closed" });
  return { ...honest, feedback: await sealActs(undefined, honest.response.acts) };
}

async function look(
  { tickets, log }: TurnWorkerDependencies,
  { update }: ClaimedUpdate,
  request: TicketRequest,
  now: number,
): Promise<TicketFinding> {
  try {
    return await tickets.look(update.citizen, request, now);
  } catch (error) {
    log.error("look-up-failed", describeError(error));
    return { kind: "unavailable" };
  }
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
  const keepsText = mask !== undefined && !turn.isConfidential && outcome !== "emergency";
  const text = keepsText ? mask(turn.text) : undefined;
  return { at, channel, outcome, intent, entry, facet, text, durationMs: round2(durationMs) };
}

function round2(ms: number): number {
  return Math.round(ms * 100) / 100;
}
