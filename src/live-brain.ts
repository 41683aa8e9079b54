/** Part of the composition root: a brain that follows the content files while the bot runs. */
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { createBrain, learnOnce, patchBrain, readLearned, readTuning } from "./assemble-brain.ts";
import type { Config } from "./config.ts";
import { type Content, loadContent, type Problem, watchContent } from "./content/index.ts";
import type { Brain } from "./core/conversation/index.ts";
import { prepareDirectory } from "./directory-names.ts";
import { loadQuickly, storeParsed } from "./load-quickly.ts";

export interface LiveBrain {
  /** The brain of this moment; ask for it anew at each turn. */
  current(): Brain;
  problems(): readonly Problem[];
  /** Looks at the files now. Resolves when what they say is live. */
  reload(): Promise<void>;
  /** Resolves when nothing is being learned in the background. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface LiveBrainOptions {
  /** Follow the files; without it they are read once. */
  readonly watch: boolean;
  /** Hears what an officer should know: problems in a changed file, what was taken over. */
  readonly report: (line: string) => void;
}

/** Edits come in groups: learning begins when there was none for a while. */
const RELEARN_AFTER_MS = 2_000;

/** @throws when the content folders or `tuning.json` cannot be read */
export async function createLiveBrain(config: Config, options: LiveBrainOptions): Promise<LiveBrain> {
  const tuning = await readTuning(config.contentDir);
  let content = await loadQuickly(config);
  /** The content that was last learned from in full; what was learned is read again from the cache when needed. */
  let learnedFrom = content;
  const parts = (from: Content) => ({ ...from, tuning, validity: config.validity });
  const learned = await learnOnce(content, config.dataDir);
  await prepareDirectory(content.directory, config.dataDir);
  let brain = createBrain({ ...parts(content), learned }, { warm: options.watch });
  let background: Promise<void> = Promise.resolve();
  let closed = false;
  let worker: Worker | undefined;

  const reload = async () => {
    const next = await loadContent(config.contentDir, content);
    if (next.hash === content.hash) return;
    const before = content;
    await prepareDirectory(next.directory, config.dataDir);
    content = next;
    brain = patchBrain(await learnOnce(learnedFrom, config.dataDir), learnedFrom, parts(next));
    options.report(describeChange(before, next));
    background = background.then(relearn).catch((error: unknown) => {
      options.report(`Chưa học lại được từ nội dung mới, bản đang chạy vẫn dùng tốt: ${String(error)}`);
    });
  };

  /** A second process of thought: the turns go on while it learns. */
  const relearn = async () => {
    const wanted = content;
    if (closed || wanted.hash === learnedFrom.hash) return;
    await pause(RELEARN_AFTER_MS);
    if (closed || content.hash !== wanted.hash) return;
    await storeParsed(config, wanted);
    worker = startLearning(config);
    await finished(worker);
    if (closed) return;
    const relearned = await readLearned(wanted, config.dataDir);
    // The thread has met an edit that came after this one: its own turn to be learned comes.
    if (!relearned) return;
    learnedFrom = wanted;
    // An edit that came meanwhile is patched in again, and learned when its turn comes.
    brain =
      content.hash === wanted.hash
        ? createBrain({ ...parts(wanted), learned: relearned }, { warm: true })
        : patchBrain(relearned, wanted, parts(content));
  };

  // One reload at a time: the next one sees all that has changed meanwhile.
  let reloading: Promise<void> = Promise.resolve();
  const reloadInTurn = () => {
    reloading = reloading.then(reload).catch((error: unknown) => {
      options.report(`Không đọc được thư mục nội dung, giữ bản đang chạy: ${String(error)}`);
    });
    return reloading;
  };
  const watcher = options.watch ? watchContent(config.contentDir, () => void reloadInTurn()) : undefined;
  await watcher?.ready;

  return {
    current: () => brain,
    problems: () => content.problems,
    reload: reloadInTurn,
    settled: () => reloading.then(() => background),
    close: async () => {
      closed = true;
      await watcher?.close();
      await worker?.terminate();
      await background;
    },
  };
}

/** Run from the sources (as tests do), the worker is the compiled one: a thread of Node reads no TypeScript. */
const WORKER = import.meta.url.endsWith(".ts") ? "../dist/learn-worker.js" : "./learn-worker.js";

function startLearning(config: Config): Worker {
  return new Worker(new URL(WORKER, import.meta.url), { workerData: config });
}

/** Resolves when the worker is done or was stopped. */
function finished(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", () => resolve());
  });
}

function describeChange(before: Content, next: Content): string {
  const errors = next.problems.filter(({ severity }) => severity === "error");
  const changed = [...next.files]
    .filter(([file, read]) => before.files.get(file)?.hash !== read.hash)
    .map(([file]) => file);
  const kept = changed.filter((file) => errors.some((problem) => problem.file === file));
  const taken = changed.length - kept.length;
  const lines = [
    `Nội dung đã đổi: nhận ${taken} tệp${kept.length > 0 ? `, giữ bản cũ của ${kept.join(", ")} vì còn lỗi` : ""}.`,
  ];
  for (const problem of errors.slice(0, 5))
    lines.push(`  ${problem.file}:${problem.line}: ${problem.field} ${problem.message}`);
  return lines.join("\n");
}
