/** Tells web chats that wait when something was committed for their citizen. */
import { EventEmitter } from "node:events";
import type { Citizen, ReplySignals } from "../core/messaging/index.ts";

export interface ReplyBell extends ReplySignals {
  ring(citizen: Citizen): void;
}

/** @param longestMs where other processes commit too, nobody sleeps longer than this */
export function createReplyBell(longestMs: number): ReplyBell {
  const bell = new EventEmitter().setMaxListeners(0);
  const nameOf = ({ channel, id }: Citizen) => `${channel}:${id}`;
  return {
    ring: (citizen) => void bell.emit(nameOf(citizen)),
    wait: (citizen, timeoutMs, signal) =>
      new Promise((resolve) => {
        const name = nameOf(citizen);
        const done = () => {
          clearTimeout(timer);
          bell.off(name, done);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(timeoutMs, longestMs));
        bell.on(name, done);
        signal.addEventListener("abort", done, { once: true });
        if (signal.aborted) done();
      }),
  };
}
