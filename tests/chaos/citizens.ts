/** Citizens who ask on Zalo while the service dies and comes back, and what they were promised and got. */
import { setTimeout as pause } from "node:timers/promises";
import type { ZaloDouble } from "../doubles/zalo-double.ts";
import type { SignedCall } from "../doubles/zalo-webhook-sender.ts";
import { QUESTIONS, questionOf } from "../service/telling-questions.ts";
import type { Dice } from "./dice.ts";

const SENDERS = 8;
/** A platform that was not answered comes again; here sooner than the real one. */
const COMES_AGAIN_AFTER_MS = 50;
/** Between two questions of a citizen; eight of them keep the service busy all the same. */
const MOST_THOUGHT_MS = 40;
const ANSWER_WITHIN_MS = 2_000;

export interface Citizens {
  /** Asks on, with eight at once, until told to end. Resolves when every question that was begun is acknowledged. */
  askUntil(hasEnded: () => boolean): Promise<void>;
  /** Acknowledged questions, each counted once. */
  accepted(): number;
  findings(killedAt: readonly number[]): Findings;
}

export interface Findings {
  /** Acknowledged, and never answered. */
  readonly lost: number;
  /** Messages that came once more than they should. */
  readonly repeated: number;
  /** The most repeats that came between one kill and the next. */
  readonly repeatedAfterOneKill: number;
  /** Citizens whose first answers came in another order than their questions. */
  readonly outOfOrder: number;
}

export function createCitizens(zalo: ZaloDouble, url: string, dice: Dice): Citizens {
  /** How many questions of each citizen were acknowledged. */
  const acknowledged = new Map<string, number>();
  let last = 0;

  const deliver = async (call: SignedCall) => {
    for (;;) {
      if ((await zalo.webhooks.post(url, call, 0, ANSWER_WITHIN_MS)) === 200) return;
      await pause(COMES_AGAIN_AFTER_MS);
    }
  };

  const one = async (hasEnded: () => boolean) => {
    while (!hasEnded()) {
      last += 1;
      const citizen = `c${last}`;
      for (const [step, { text }] of QUESTIONS.entries()) {
        const call = zalo.webhooks.sign(zalo.webhooks.text(citizen, text, `${citizen}-${step}`));
        await deliver(call);
        acknowledged.set(citizen, step + 1);
        await pause(dice.below(MOST_THOUGHT_MS));
        // The platform did not hear our answer, and sends the same once more.
        if (dice.next() < 0.3) await deliver(call);
      }
    }
  };

  const answersOf = (citizen: string) =>
    zalo.deliveredTo(citizen).map(({ text, at }) => ({
      step: questionOf(text),
      at,
    }));

  return {
    askUntil: async (hasEnded) => {
      await Promise.all(Array.from({ length: SENDERS }, () => one(hasEnded)));
    },
    accepted: () => [...acknowledged.values()].reduce((sum, count) => sum + count, 0),
    findings: (killedAt) => {
      let lost = 0;
      let outOfOrder = 0;
      const repeatsAt: number[] = [];
      for (const [citizen, count] of acknowledged) {
        const seen = new Set<number>();
        let highest = -1;
        let isOrdered = true;
        for (const { step, at } of answersOf(citizen)) {
          if (seen.has(step)) repeatsAt.push(at);
          else if (step < highest) isOrdered = false;
          seen.add(step);
          highest = Math.max(highest, step);
        }
        for (let step = 0; step < count; step += 1) if (!seen.has(step)) lost += 1;
        if (!isOrdered) outOfOrder += 1;
      }
      const perKill = new Map<number, number>();
      for (const at of repeatsAt) {
        const kill = killedAt.filter((killed) => killed <= at).length;
        perKill.set(kill, (perKill.get(kill) ?? 0) + 1);
      }
      return {
        lost,
        outOfOrder,
        repeated: repeatsAt.length,
        repeatedAfterOneKill: Math.max(0, ...perKill.values()),
      };
    },
  };
}
