/** Learns from the content in a thread of its own and leaves the result in the cache. */
import { workerData } from "node:worker_threads";
import { learnOnce } from "./assemble-brain.ts";
import type { Config } from "./config.ts";
import { loadQuickly } from "./live-brain.ts";

const config = workerData as Config;
await learnOnce(await loadQuickly(config), config.dataDir);
