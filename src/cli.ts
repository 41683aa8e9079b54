#!/usr/bin/env node
/** Composition root of the commands: reads the arguments, wires the rooms, sets the exit code. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { Command } from "commander";
import { createBrain, learnOnce, readTuning } from "./assemble-brain.ts";
import { chat } from "./channels/terminal/chat.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { countErrors, formatProblem, loadContent } from "./content/index.ts";
import { FOLDS, holdOut, learnWeighing } from "./hold-out.ts";
import { createLiveBrain, type LiveBrain, loadQuickly } from "./live-brain.ts";
import { createAsker } from "./officers/ask.ts";
import { runCheck } from "./officers/check.ts";
import {
  chooseThresholds,
  parseQuestions,
  type QuestionSet,
  readPast,
  runEval,
  toPast,
} from "./officers/eval/index.ts";
import { addTicketCommands } from "./ticket-cli.ts";

/** How often the bot may be wrong as if sure, in per cent, when thresholds are set. */
const EVAL_LIMITS = { wrong: 3, offTopic: 7 };

/** Whatever still runs then is cut off; nothing that was accepted is lost by it. */
const LONGEST_STOP_MS = 9_500;

/** Errors whose messages are written for the operator or the officer at the keyboard. */
const SAID_PLAINLY = new Set([
  "StorageError",
  "ControlError",
  "StartError",
  "CommandError",
  "FilterError",
  "SealingError",
  "BundleUnreadable",
  "EntryUnreadable",
  "FolderTaken",
  "SheetUnreadable",
  "BatchMismatch",
  "TicketConflict",
]);

const clock = () => new Date();
const timer = () => performance.now();
const print = (line: string) => process.stdout.write(`${line}\n`);
const warn = (line: string) => process.stderr.write(`${line}\n`);

const terminal = {
  input: process.stdin,
  output: process.stdout,
  errorOutput: process.stderr,
  print,
  warn,
};

const program = new Command("hoidap")
  .description("Cổng Hỏi Đáp Hải Phòng: hỏi đáp thủ tục hành chính")
  .helpOption("-h, --help", "xem cách dùng")
  .helpCommand("help [lệnh]", "xem cách dùng một lệnh")
  .configureHelp({ sortSubcommands: true })
  .showHelpAfterError("(gõ --help để xem cách dùng)");

program
  .command("chat")
  .description("trò chuyện với bot ngay trong cửa sổ lệnh")
  .action(() =>
    withBrain(true, async (live) => {
      await chat(live.current, clock, { input: process.stdin, output: process.stdout });
      return 0;
    }),
  );

program
  .command("ask")
  .description("hỏi một câu, hoặc với --jsonl: mỗi dòng một câu hỏi dạng JSON từ đầu vào chuẩn")
  .argument("[câu hỏi...]", "câu hỏi, không cần ngoặc kép")
  .option("--jsonl", 'đọc mỗi dòng {"id","text","session"?}, ghi mỗi dòng một câu trả lời dạng JSON')
  .action((words: string[], options: { jsonl?: boolean }) =>
    withBrain(false, async (live) => (options.jsonl ? askLines(live) : askOnce(live, words.join(" ")))),
  );

program
  .command("start")
  .description("chạy dịch vụ: web, Zalo, Telegram; dừng bằng Ctrl+C")
  .action(() =>
    runService(async (commands, config) => {
      const stopAsked = listenForStop();
      // Its message may quote a citizen: only its name and place are written. Whoever runs us starts us again.
      process.on("uncaughtException", (error) => {
        warn(`crashed: ${JSON.stringify(commands.describeError(error))}`);
        process.exit(1);
      });
      return commands.start(config, terminal, stopAsked);
    }),
  );

program
  .command("doctor")
  .description("khám: cài đặt, cơ sở dữ liệu, nội dung, mã truy cập, các kênh; cho biết cần làm gì")
  .action(() => runService((commands, config) => commands.doctor(config, terminal)));

program
  .command("outbox")
  .description("xem câu trả lời chưa gửi được; gửi lại khi đã sửa xong nguyên nhân")
  .option("--replay <số>", "gửi lại câu trả lời mang số này, hoặc all: tất cả")
  .option("--replay-inbox", "xử lý lại những tin nhắn đã để riêng vì gặp lỗi")
  .action((options: { replay?: string; replayInbox?: boolean }) =>
    runService((commands, config) => commands.outbox(config, terminal, options)),
  );

program
  .command("zalo")
  .description("kênh Zalo Official Account")
  .command("login")
  .description("dẫn từng bước để cấp quyền cho bot thay mặt OA")
  .action(() => runService((commands, config) => commands.zaloLogin(config, terminal)));

program
  .command("check")
  .description("kiểm tra mọi tệp nội dung, chỉ rõ tệp, dòng và cách sửa")
  .action(() =>
    run(async (config) => {
      const content = await loadContent(config.contentDir);
      const errors = countErrors(content.problems);
      const lines = content.problems.map(formatProblem);
      return runCheck({ files: content.files.size, lines, errors, warnings: lines.length - errors }, print);
    }),
  );

program
  .command("eval")
  .description("chấm câu trả lời bằng các câu hỏi đã biết đáp án")
  .option("--also <tệp...>", "chấm thêm các tệp câu hỏi JSONL này")
  .option("--no-held-out", "bỏ phần chấm từng câu mẫu (mất vài phút)")
  .option("--tune", "học lại cách cân bằng chứng và các ngưỡng, ghi vào tuning.json")
  .option("--thresholds", "chỉ đặt lại các ngưỡng, ghi vào tuning.json")
  .option("--wrong", "in mọi câu trả lời sai")
  .action((options: EvalOptions) => run((config) => evaluate(config, options)));

addTicketCommands(program, terminal, run);

await program.parseAsync();

interface EvalOptions {
  readonly also?: string[];
  readonly heldOut: boolean;
  readonly tune?: boolean;
  readonly thresholds?: boolean;
  readonly wrong?: boolean;
}

async function evaluate(config: Config, options: EvalOptions): Promise<number> {
  const content = await loadQuickly(config);
  const now = clock();
  const sets = await readQuestionSets(config, options.also ?? []);
  let tuning = await readTuning(config.contentDir);
  if (options.tune) tuning = { ...tuning, ...learnWeighing(content, warn) };
  const learned = await learnOnce(content, config.dataDir);
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

async function readQuestionSets(config: Config, also: readonly string[]): Promise<QuestionSet[]> {
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

async function askOnce(live: LiveBrain, text: string): Promise<number> {
  if (!text.trim()) {
    warn("Chưa có câu hỏi. Ví dụ: hoidap ask đăng ký kết hôn cần giấy tờ gì");
    return 2;
  }
  const { written } = createAsker(live.current, clock, timer).askLine(JSON.stringify({ id: "1", text }), 1);
  const answer = JSON.parse(written) as { text: string; buttons: { label: string }[] };
  print([answer.text, ...answer.buttons.map(({ label }) => `  [${label}]`)].join("\n"));
  return 0;
}

async function askLines(live: LiveBrain): Promise<number> {
  const asker = createAsker(live.current, clock, timer);
  let number = 0;
  let failures = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number += 1;
    if (!line.trim()) continue;
    const { written, failed } = asker.askLine(line, number);
    if (failed) failures += 1;
    if (!process.stdout.write(`${written}\n`))
      await new Promise((resolve) => process.stdout.once("drain", resolve));
  }
  if (failures > 0) warn(`${failures} dòng không đọc được; các dòng khác đã trả lời.`);
  return failures > 0 ? 1 : 0;
}

async function withBrain(watch: boolean, work: (live: LiveBrain) => Promise<number>): Promise<void> {
  await run(async (config) => {
    const live = await createLiveBrain(config, { watch, report: warn });
    const errors = countErrors(live.problems());
    if (errors > 0)
      warn(`${errors} lỗi trong tệp nội dung; gõ “hoidap check” để xem. Các mục khác vẫn dùng được.`);
    try {
      return await work(live);
    } finally {
      await live.close();
    }
  });
}

/** Commands of the service bring database drivers and channels with them, which a question never needs. */
async function runService(
  work: (commands: typeof import("./service-commands.ts"), config: Config) => Promise<number>,
): Promise<void> {
  await run(async (config) => work(await import("./service-commands.ts"), config));
}

/** Resolves when the operator or the machine asks us to end. Whoever asks twice is obeyed at once. */
function listenForStop(): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0;
    const hear = () => {
      asked += 1;
      if (asked > 1) process.exit(1);
      setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
      resolve();
    };
    process.on("SIGTERM", hear);
    process.on("SIGINT", hear);
  });
}

/** What an officer may meet is said in a sentence; only a fault of ours shows its stack. */
async function run(work: (config: Config) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(readConfig());
  } catch (error) {
    if (error instanceof ConfigError || isSaidPlainly(error)) warn(error.message);
    else if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      warn(
        `Không thấy ${(error as NodeJS.ErrnoException).path}. Hãy kiểm tra tên tệp, chạy lệnh trong thư mục của dự án, hoặc đặt CONTENT_DIR.`,
      );
    } else warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  }
}

function isSaidPlainly(error: unknown): error is Error {
  return error instanceof Error && SAID_PLAINLY.has(error.name);
}
