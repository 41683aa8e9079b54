/** What is to be sent: one after the other, in order, again and again until it is taken; kept over a reload. */
import type { Box } from "./box.ts";
import { postJson } from "./call-service.ts";
import type { SendState } from "./history.ts";
import { type Kept, openShelf } from "./shelf.ts";
import { backOff, createPause } from "./wakeable-pause.ts";

export interface Outgoing extends Kept {
  readonly kind: "message" | "arrival";
  /** Whose it is: after an erasure there is a new one, while the last wish of the old one is still on its way. */
  readonly token: string;
  readonly text: string;
  readonly payload?: string;
  readonly sentAt: number;
}

export interface SendQueue {
  add(...items: readonly Outgoing[]): void;
  /** Everything that is not sent yet is forgotten. */
  clear(): void;
  /** There may be a line again. */
  wake(): void;
}

/** While the browser says that there is no line; it is not always right. */
const OFFLINE_LOOK_MS = 20_000;

/** @param report what became of an item */
export function openSendQueue(
  box: Box,
  report: (id: string, state: SendState, note: string) => void,
): SendQueue {
  const pause = createPause();
  const shelf = openShelf<Outgoing>(box, "out.", isOutgoing);
  let isRunning = false;

  const run = async () => {
    if (isRunning) return pause.wake();
    isRunning = true;
    let failures = 0;
    for (let first = shelf.all()[0]; first; first = shelf.all()[0]) {
      const { id } = first;
      report(id, failures > 0 ? "waiting" : "sending", "");
      const sending = await sendOne(first);
      if (sending.kind === "later") {
        failures += 1;
        for (const item of shelf.all()) report(item.id, "waiting", "");
        const wait = navigator.onLine ? backOff(failures) : OFFLINE_LOOK_MS;
        await pause.sleep(Math.max(wait, sending.afterMs ?? 0));
      } else {
        failures = 0;
        shelf.remove(id);
        if (sending.kind === "taken") report(id, "sent", "");
        else report(id, "refused", sending.why);
      }
    }
    isRunning = false;
  };

  void run();
  return {
    add: (...added) => {
      for (const item of added) shelf.put(item);
      void run();
    },
    clear: () => {
      for (const { id } of shelf.all()) shelf.remove(id);
    },
    wake: () => void run(),
  };
}

function sendOne({ kind, id, token, text, payload, sentAt }: Outgoing) {
  if (kind === "arrival") return postJson("/web/arrivals", token, { id, sentAt });
  return postJson("/web/messages", token, { id, text, payload, sentAt });
}

function isOutgoing({ kind, token, text, sentAt }: Readonly<Record<string, unknown>>): boolean {
  if (kind !== "message" && kind !== "arrival") return false;
  return typeof token === "string" && typeof text === "string" && typeof sentAt === "number";
}
