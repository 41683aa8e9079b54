#!/usr/bin/env node
/** Composition root of the commands: reads the arguments, wires the rooms, sets the exit code. */
import { createInterface } from "node:readline";
import { Command } from "commander";
import { chat } from "./channels/terminal/chat.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { countErrors, formatProblem, loadContent } from "./content/index.ts";
import { createLiveBrain, type LiveBrain } from "./live-brain.ts";
import { createAsker } from "./officers/ask.ts";
import { runCheck } from "./officers/check.ts";

const clock = () => new Date();
const timer = () => performance.now();
const print = (line: string) => process.stdout.write(`${line}\n`);
const warn = (line: string) => process.stderr.write(`${line}\n`);

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

await program.parseAsync();

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

/** What an officer may meet is said in a sentence; only a fault of ours shows its stack. */
async function run(work: (config: Config) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(readConfig());
  } catch (error) {
    if (error instanceof ConfigError) warn(error.message);
    else if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      warn(
        `Không thấy ${(error as NodeJS.ErrnoException).path}. Hãy chạy lệnh trong thư mục của dự án, hoặc đặt CONTENT_DIR.`,
      );
    } else warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  }
}
