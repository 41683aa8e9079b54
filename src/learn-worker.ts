/** Learns from the content in a thread of its own and leaves the result in the cache. */
import { platform, setPriority } from "node:os";
import { workerData } from "node:worker_threads";
import { learnOnce } from "./assemble-brain.ts";
import type { Config } from "./config.ts";
import { loadQuickly } from "./load-quickly.ts";

// On Linux this is the thread's own: those who answer citizens go first. Elsewhere it would be the whole process's.
if (platform() === "linux") setPriority(10);

const config = workerData as Config;
await learnOnce(await loadQuickly(config), config.dataDir);
