/** What is to be sent: one after the other, in order, again and again until it is taken; kept over a reload. */
import type { Box } from "./box.ts";
import { postJson } from "./call-service.ts";
import { isText, readList, type SendState } from "./history.ts";
import { backOff, createPause } from "./wakeable-pause.ts";

export interface Outgoing {
  readonly kind: "message" | "arrival";
  readonly id: string;
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
  const items = () => readList(box.read("queue"), isOutgoing);
  const drop = (id: string) =>
    box.write(
      "queue",
      items().filter((item) => item.id !== id),
    );
  let isRunning = false;

  const run = async () => {
    if (isRunning) return pause.wake();
    isRunning = true;
    let failures = 0;
    for (let first = items()[0]; first; first = items()[0]) {
      const { id } = first;
      report(id, failures > 0 ? "waiting" : "sending", "");
      const sending = await sendOne(first);
      if (sending.kind === "later") {
        failures += 1;
        for (const item of items()) report(item.id, "waiting", "");
        const wait = navigator.onLine ? backOff(failures) : OFFLINE_LOOK_MS;
        await pause.sleep(Math.max(wait, sending.afterMs ?? 0));
      } else {
        failures = 0;
        drop(id);
        if (sending.kind === "taken") report(id, "sent", "");
        else report(id, "refused", sending.why);
      }
    }
    isRunning = false;
  };

  void run();
  return {
    add: (...added) => {
      box.write("queue", [...items(), ...added]);
      void run();
    },
    clear: () => box.write("queue", []),
    wake: () => void run(),
  };
}

function sendOne({ kind, id, token, text, payload, sentAt }: Outgoing) {
  if (kind === "arrival") return postJson("/web/arrivals", token, { id, sentAt });
  return postJson("/web/messages", token, { id, text, payload, sentAt });
}

function isOutgoing(value: unknown): value is Outgoing {
  if (typeof value !== "object" || value === null) return false;
  const { kind, id, token, text, sentAt } = value as Record<string, unknown>;
  return (
    (kind === "message" || kind === "arrival") &&
    isText(id) &&
    isText(token) &&
    isText(text) &&
    typeof sentAt === "number"
  );
}
