/**
 * What is to be sent: one after the other, in order, again and again until it is taken. Kept over a reload, but for what
 * belongs to a report.
 */
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
  /** Waits in this page only, and is gone with it. */
  addPrivate(item: Outgoing): void;
  /** What this citizen has waiting turns out to belong to a report: from now on it waits in this page only. */
  makePrivate(token: string): void;
  /** Everything that is not sent yet is forgotten. */
  clear(): void;
  /** What waits in this page only is forgotten. */
  clearPrivate(): void;
  /** There may be a line again. */
  wake(): void;
}

/** While the browser says that there is no line; it is not always right. */
const OFFLINE_LOOK_MS = 20_000;
const STAY = "Chưa gửi được, sẽ tự gửi lại. Anh/chị đừng đóng trang này.";

/** @param report what became of an item */
export function openSendQueue(
  box: Box,
  report: (id: string, state: SendState, note: string) => void,
): SendQueue {
  const pause = createPause();
  const shelf = openShelf<Outgoing>(box, "out.", isOutgoing);
  const inPage = new Map<string, Outgoing>();
  let isRunning = false;

  const all = () => [...shelf.all(), ...inPage.values()].sort((one, other) => one.order - other.order);
  const remove = (id: string) => {
    shelf.remove(id);
    inPage.delete(id);
  };
  const run = async () => {
    if (isRunning) return pause.wake();
    isRunning = true;
    let failures = 0;
    let why = "";
    const tellWaiting = ({ id }: Outgoing) => report(id, "waiting", why || (inPage.has(id) ? STAY : ""));
    for (let first = all()[0]; first; first = all()[0]) {
      const { id } = first;
      if (failures > 0) tellWaiting(first);
      else report(id, "sending", "");
      const sending = await sendOne(first);
      if (sending.kind === "later") {
        failures += 1;
        why = sending.why;
        all().forEach(tellWaiting);
        const wait = navigator.onLine ? backOff(failures) : OFFLINE_LOOK_MS;
        await pause.sleep(Math.max(wait, sending.afterMs ?? 0));
      } else {
        failures = 0;
        remove(id);
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
    addPrivate: (item) => {
      inPage.set(item.id, item);
      void run();
    },
    makePrivate: (token) => {
      for (const item of shelf.all()) {
        if (item.kind !== "message" || item.token !== token) continue;
        inPage.set(item.id, item);
        shelf.remove(item.id);
      }
    },
    clear: () => {
      for (const { id } of all()) remove(id);
    },
    clearPrivate: () => inPage.clear(),
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
