#!/usr/bin/env node
/** Composition root of the commands: reads the arguments, wires the rooms, sets the exit code. */
import { Command } from "commander";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { countErrors, formatProblem } from "./content/index.ts";
import { addKnowledgeCommands } from "./knowledge-cli.ts";
import { loadQuickly } from "./load-quickly.ts";
import { runCheck } from "./officers/check.ts";
import type { EvalOptions } from "./question-commands.ts";
import { addTicketCommands } from "./ticket-cli.ts";

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
  "NothingToDraw",
  "NotADirectory",
]);

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
  .action(() => runQuestions((commands, config) => commands.chatHere(config, terminal)));

program
  .command("ask")
  .description("hỏi một câu, hoặc với --jsonl: mỗi dòng một câu hỏi dạng JSON từ đầu vào chuẩn")
  .argument("[câu hỏi...]", "câu hỏi, không cần ngoặc kép")
  .option("--jsonl", 'đọc mỗi dòng {"id","text","session"?}, ghi mỗi dòng một câu trả lời dạng JSON')
  .action((words: string[], options: { jsonl?: boolean }) =>
    runQuestions((commands, config) =>
      options.jsonl
        ? commands.askLines(config, terminal)
        : commands.askOnce(config, terminal, words.join(" ")),
    ),
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
      // Thousands of drafts are not read again to see that nothing is wrong with them.
      const content = await loadQuickly(config);
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
  .action((options: EvalOptions) =>
    runQuestions((commands, config) => commands.evaluate(config, terminal, options)),
  );

addTicketCommands(program, terminal, run);
addKnowledgeCommands(program, terminal, run);

await program.parseAsync();

/** What answers brings the search and its models with it, which a look at the files never needs. */
async function runQuestions(
  work: (commands: typeof import("./question-commands.ts"), config: Config) => Promise<number>,
): Promise<void> {
  await run(async (config) => work(await import("./question-commands.ts"), config));
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
