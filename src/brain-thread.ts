/**
 * Part of the composition root: the brain in a thread of its own. Thinking takes milliseconds and reading the content
 * takes longer; the door answers in between, whatever the brain is at.
 */
import { Worker } from "node:worker_threads";
import type { Config } from "./config.ts";
import type { Conversation, Response, ResponseSettings } from "./core/conversation/index.ts";
import type { TurnFacts } from "./core/feedback/index.ts";
import type { InboundUpdate } from "./core/messaging/index.ts";

export interface ThreadSettings {
  readonly config: Config;
  readonly settings: ResponseSettings;
}

export type ToThread =
  | {
      readonly kind: "respond";
      readonly id: number;
      readonly conversation: Conversation | undefined;
      readonly update: Pick<InboundUpdate, "event" | "sentAt">;
      /** Milliseconds since 1970. */
      readonly now: number;
      readonly facts: TurnFacts;
    }
  | { readonly kind: "close" };

export type FromThread =
  | { readonly kind: "ready"; readonly contentErrors: number }
  | { readonly kind: "report"; readonly line: string; readonly contentErrors: number }
  | {
      readonly kind: "response";
      readonly id: number;
      readonly response: Response;
      readonly durationMs: number;
    }
  | { readonly kind: "broke"; readonly id: number; readonly error: Error };

export interface TimedResponse {
  readonly response: Response;
  readonly durationMs: number;
}

export interface BrainThread {
  /** Resolves when turns can be taken. Rejects when the content cannot be read at all. */
  readonly ready: Promise<void>;
  /** Errors in content files; undefined until the content is read. */
  contentErrors(): number | undefined;
  /** Rejects when the turn broke. */
  respond(
    conversation: Conversation | undefined,
    update: Pick<InboundUpdate, "event" | "sentAt">,
    now: Date,
    facts: TurnFacts,
  ): Promise<TimedResponse>;
  close(): Promise<void>;
}

export interface BrainThreadEvents {
  /** What an officer should know of a change of the content. */
  readonly report: (line: string) => void;
  /** The thread has ended by itself: the process must not go on without it. */
  readonly died: (error: Error) => void;
}

/** Run from the sources (as tests do), the worker is the compiled one: a thread of Node reads no TypeScript. */
const WORKER = import.meta.url.endsWith(".ts") ? "../dist/brain-worker.js" : "./brain-worker.js";
const CLOSE_PATIENCE_MS = 2_000;

interface Waiting {
  readonly resolve: (response: TimedResponse) => void;
  readonly reject: (error: Error) => void;
}

export function startBrainThread(settings: ThreadSettings, events: BrainThreadEvents): BrainThread {
  const worker = new Worker(new URL(WORKER, import.meta.url), { workerData: settings });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let errors: number | undefined;
  let isClosing = false;
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));

  const ready = new Promise<void>((resolve, reject) => {
    worker.on("message", (message: FromThread) => {
      if (message.kind === "ready" || message.kind === "report") errors = message.contentErrors;
      if (message.kind === "ready") return resolve();
      if (message.kind === "report") return events.report(message.line);
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === "broke") one?.reject(message.error);
      else one?.resolve({ response: message.response, durationMs: message.durationMs });
    });
    const end = (error: Error) => {
      reject(error);
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
      if (errors !== undefined && !isClosing) events.died(error);
    };
    worker.once("error", end);
    worker.once("exit", () => end(new Error("the brain's thread has ended")));
  });
  // Whoever waits for it hears of it; nobody else has to.
  ready.catch(() => undefined);

  return {
    ready,
    contentErrors: () => errors,
    respond: (conversation, update, now, facts) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        const { event, sentAt } = update;
        const call: ToThread = {
          kind: "respond",
          id: last,
          conversation,
          update: { event, sentAt },
          now: now.getTime(),
          facts,
        };
        worker.postMessage(call);
      }),
    close: async () => {
      isClosing = true;
      worker.postMessage({ kind: "close" } satisfies ToThread);
      const patience = setTimeout(() => void worker.terminate(), CLOSE_PATIENCE_MS);
      await ended;
      clearTimeout(patience);
    },
  };
}
