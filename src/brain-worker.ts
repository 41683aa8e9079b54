/** The thread that thinks: holds the brain, follows the content, and takes the turns that the service hands it. */
import { parentPort, workerData } from "node:worker_threads";
import type { FromThread, ThreadSettings, ToThread } from "./brain-thread.ts";
import { countErrors } from "./content/index.ts";
import { respond } from "./core/conversation/index.ts";
import { createLiveBrain } from "./live-brain.ts";

const { config, settings } = workerData as ThreadSettings;
const tell = (message: FromThread) => parentPort?.postMessage(message);
const contentErrors = () => countErrors(live.problems());

const live = await createLiveBrain(config, {
  watch: true,
  report: (line) => tell({ kind: "report", line, contentErrors: contentErrors() }),
});

parentPort?.on("message", (message: ToThread) => {
  if (message.kind === "close") {
    void live.close().then(() => parentPort?.close());
    return;
  }
  const { id, conversation, update, now, facts } = message;
  try {
    const startedAt = performance.now();
    const response = respond(live.current(), conversation, update, new Date(now), settings, facts);
    tell({ kind: "response", id, response, durationMs: performance.now() - startedAt });
  } catch (error) {
    tell({ kind: "broke", id, error: error instanceof Error ? error : new Error("turn broke") });
  }
});
tell({ kind: "ready", contentErrors: contentErrors() });
