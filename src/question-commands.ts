/** Part of the composition root: the commands that answer, and judge answers. Loaded by these commands only. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { createBrain, learnOnce, readTuning } from "./assemble-brain.ts";
import { chat } from "./channels/terminal/chat.ts";
import type { Config } from "./config.ts";
import { countErrors } from "./content/index.ts";
import { prepareDirectory } from "./directory-names.ts";
import { FOLDS, holdOut, learnWeighing } from "./hold-out.ts";
import { createLiveBrain, type LiveBrain } from "./live-brain.ts";
import { loadQuickly } from "./load-quickly.ts";
import { createAsker } from "./officers/ask.ts";
import {
  chooseThresholds,
  parseQuestions,
  type QuestionSet,
  readPast,
  runEval,
  toPast,
} from "./officers/eval/index.ts";
import type { Terminal } from "./service-commands.ts";

/** How often the bot may be wrong as if sure, in per cent, when thresholds are set. */
const EVAL_LIMITS = { wrong: 2, offTopic: 6 };

const clock = () => new Date();
const timer = () => performance.now();

export interface EvalOptions {
  readonly also?: string[];
  readonly heldOut: boolean;
  readonly tune?: boolean;
  readonly thresholds?: boolean;
  readonly wrong?: boolean;
}

/** `hoidap chat` */
export function chatHere(config: Config, terminal: Terminal): Promise<number> {
  return withBrain(config, terminal, true, async (live) => {
    await chat(live.current, clock, terminal);
    return 0;
  });
}

/** `hoidap ask` */
export async function askOnce(config: Config, terminal: Terminal, text: string): Promise<number> {
  if (!text.trim()) {
    terminal.warn("Chưa có câu hỏi. Ví dụ: hoidap ask đăng ký kết hôn cần giấy tờ gì");
    return 2;
  }
  return withBrain(config, terminal, false, async (live) => {
    const { written } = createAsker(live.current, clock, timer).askLine(JSON.stringify({ id: "1", text }), 1);
    const answer = JSON.parse(written) as { text: string; buttons: { label: string }[] };
    terminal.print([answer.text, ...answer.buttons.map(({ label }) => `  [${label}]`)].join("\n"));
    return 0;
  });
}

/** `hoidap ask --jsonl` */
export function askLines(config: Config, terminal: Terminal): Promise<number> {
  const { input, output, warn } = terminal;
  return withBrain(config, terminal, false, async (live) => {
    const asker = createAsker(live.current, clock, timer);
    let number = 0;
    let failures = 0;
    for await (const line of createInterface({ input: input })) {
      number += 1;
      if (!line.trim()) continue;
      const { written, failed } = asker.askLine(line, number);
      if (failed) failures += 1;
      if (!output.write(`${written}\n`)) await new Promise((resolve) => output.once("drain", resolve));
    }
    if (failures > 0) warn(`${failures} dòng không đọc được; các dòng khác đã trả lời.`);
    return failures > 0 ? 1 : 0;
  });
}

/** `hoidap eval` */
export async function evaluate(
  config: Config,
  { print, warn }: Terminal,
  options: EvalOptions,
): Promise<number> {
  const content = await loadQuickly(config);
  const now = clock();
  const sets = await readQuestionSets(config, options.also ?? []);
  let tuning = await readTuning(config.contentDir);
  if (options.tune) tuning = { ...tuning, ...learnWeighing(content, warn) };
  const learned = await learnOnce(content, config.dataDir);
  await prepareDirectory(content.directory, config.dataDir);
  const brainOf = () =>
    createBrain({ ...content, learned, tuning, validity: config.validity }, { warm: false });
  if (options.tune || options.thresholds) {
    const questions = sets.flatMap((set) => set.questions);
    tuning = { ...tuning, thresholds: chooseThresholds(brainOf(), questions, EVAL_LIMITS, now) };
    await writeFile(join(config.contentDir, "tuning.json"), `${JSON.stringify(tuning, null, 2)}\n`);
    warn("Đã ghi tuning.json.");
  }
  const pastPath = join(config.dataDir, "eval", "last.json");
  const past = readPast(await readFile(pastPath, "utf8").catch(() => ""));
  const heldOut = options.heldOut ? holdOut(content, tuning, config.validity) : [];
  const input = { brain: brainOf(), sets, heldOut, heldOutCount: options.heldOut ? FOLDS : 0, past, now };
  const { judgements } = runEval(input, print, warn);
  if (options.wrong) {
    for (const { question, verdict, said } of judgements) {
      if (verdict === "wrong" || verdict === "missed") {
        print(
          `${verdict}  ${question.id}  ${question.entries.join("|") || question.expect} → ${said.entry ?? said.outcome}  “${question.text}”`,
        );
      }
    }
  }
  await mkdir(join(config.dataDir, "eval"), { recursive: true });
  await writeFile(pastPath, JSON.stringify(toPast(judgements)));
  return 0;
}

/** The project's own question files, and more. */
export async function readQuestionSets(config: Config, also: readonly string[]): Promise<QuestionSet[]> {
  const folder = join(config.contentDir, "tests", "questions");
  const own = (await readdir(folder)).filter((file) => file.endsWith(".jsonl")).sort();
  const paths = [...own.map((file) => join(folder, file)), ...also];
  return Promise.all(
    paths.map(async (path) => ({
      name: basename(path),
      questions: parseQuestions(path, await readFile(path, "utf8")),
    })),
  );
}

async function withBrain(
  config: Config,
  { warn }: Terminal,
  watch: boolean,
  work: (live: LiveBrain) => Promise<number>,
): Promise<number> {
  const live = await createLiveBrain(config, { watch, report: warn });
  const errors = countErrors(live.problems());
  if (errors > 0)
    warn(`${errors} lỗi trong tệp nội dung; gõ “hoidap check” để xem. Các mục khác vẫn dùng được.`);
  try {
    return await work(live);
  } finally {
    await live.close();
  }
}
