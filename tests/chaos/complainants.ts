/** Citizens who report on officials in the web chat while the service dies and comes back, and the codes they were shown. */
import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { complain, type SaidByBot } from "../service/a-complaint.ts";
import type { Dice } from "./dice.ts";

const AT_ONCE = 16;
const COMES_AGAIN_AFTER_MS = 40;
const ANSWER_WITHIN_MS = 4_000;

export interface Complainants {
  /** Each reports once, until told to end. Resolves when every report that was begun has its code. */
  complainUntil(hasEnded: () => boolean): Promise<void>;
  /** Codes that were shown, each with the words by which its story is known. */
  readonly shown: ReadonlyMap<string, string>;
}

export function createComplainants(url: string, dice: Dice): Complainants {
  const shown = new Map<string, string>();
  let last = 0;

  const one = async (hasEnded: () => boolean) => {
    while (!hasEnded()) {
      last += 1;
      const mark = `viecso${last}x`;
      const story = `cán bộ phường vòi tiền tôi mới chịu nhận hồ sơ khai sinh, ${mark}`;
      const happened = dice.next() < 0.5 ? { happened: "hôm qua" } : {};
      const { code } = await complain(citizenOf(url, dice), { story, office: "phường An Biên", ...happened });
      shown.set(code, mark);
    }
  };

  return {
    shown,
    complainUntil: async (hasEnded) => {
      await Promise.all(Array.from({ length: AT_ONCE }, () => one(hasEnded)));
    },
  };
}

/** Asks as the page does: what was not taken is sent again under the same id, and what was said is fetched until it comes. */
function citizenOf(url: string, dice: Dice): (text: string) => Promise<readonly SaidByBot[]> {
  const headers = {
    authorization: `Bearer ${randomBytes(32).toString("base64url")}`,
    "content-type": "application/json",
  };
  let after = 0;
  const call = async (path: string, body?: string): Promise<Response | undefined> => {
    try {
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
      const method = body === undefined ? "GET" : "POST";
      return await fetch(`${url}${path}`, { headers, method, signal, ...(body !== undefined && { body }) });
    } catch {
      await pause(COMES_AGAIN_AFTER_MS);
      return undefined;
    }
  };
  const send = async (text: string) => {
    const body = JSON.stringify({ id: randomUUID(), text });
    let isTaken = false;
    while (!isTaken) {
      const response = await call("/web/messages", body);
      isTaken = response?.status === 202;
      await response?.arrayBuffer().catch(() => undefined);
      if (!isTaken) await pause(COMES_AGAIN_AFTER_MS);
    }
    // The page did not hear that it was taken, and sends the same once more.
    if (dice.next() < 0.2) await (await call("/web/messages", body))?.arrayBuffer().catch(() => undefined);
  };
  const replies = async () => {
    const response = await call(`/web/replies?after=${after}`);
    const read = await response?.json().catch(() => undefined);
    return (read as { replies?: (SaidByBot & { id: number })[] } | undefined)?.replies ?? [];
  };
  return async (text) => {
    await send(text);
    for (;;) {
      const found = await replies();
      after = found.at(-1)?.id ?? after;
      if (found.length > 0) return found;
    }
  };
}
