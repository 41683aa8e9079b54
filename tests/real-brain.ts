/** The whole bot on the project's own content, for tests that talk to it. */
import { createBrain, learnOnce, readTuning } from "../src/assemble-brain.ts";
import { readConfig } from "../src/config.ts";
import type { Brain } from "../src/core/conversation/index.ts";
import { prepareDirectory } from "../src/directory-names.ts";
import { loadQuickly } from "../src/load-quickly.ts";

/** Learned once and kept in the data folder; a second call takes a moment. */
export async function realBrain(): Promise<Brain> {
  const config = readConfig({});
  const content = await loadQuickly(config);
  const learned = await learnOnce(content, config.dataDir);
  await prepareDirectory(content.directory, config.dataDir);
  const tuning = await readTuning(config.contentDir);
  return createBrain({ ...content, learned, tuning, validity: config.validity }, { warm: false });
}

/** The day on which the tests live: the content was verified shortly before. */
export const TEST_DAY = new Date("2026-11-22T09:00:00+07:00");
