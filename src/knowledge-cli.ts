/** Part of the composition root: the words by which officers look after the knowledge on the command line. */
import type { Command } from "commander";
import type { Config } from "./config.ts";
import type { DiffOptions } from "./knowledge-diff.ts";
import type { ImportOptions } from "./knowledge-import.ts";
import type { Terminal } from "./service-commands.ts";

type Run = (work: (config: Config) => Promise<number>) => Promise<void>;

/** @param run reads the settings, says what went wrong, and sets the exit code */
export function addKnowledgeCommands(program: Command, terminal: Terminal, run: Run): void {
  const knowledge = program.command("knowledge").description("giữ cho kiến thức đúng và đủ");
  addImport(knowledge, terminal, run);
  addDiff(knowledge, terminal, run);
}

type Adder = (knowledge: Command, terminal: Terminal, run: Run) => void;

const addImport: Adder = (knowledge, terminal, run) => {
  knowledge
    .command("import")
    .description(
      "đọc danh sách thủ tục (JSONL của Cổng, .xlsx, .csv): thủ tục nào mới, đổi, hết; --write: viết bản nháp",
    )
    .argument("<tệp>", "tệp .jsonl, .xlsx hoặc .csv")
    .option("--date <ngày>", "ngày của danh sách, ví dụ 2026-06-10; bắt buộc khi --write")
    .option("--source <tên>", "danh sách này ở đâu ra; mặc định là tên tệp")
    .option("--sector <lĩnh vực>", "chỉ lĩnh vực này; cũng là lĩnh vực của dòng không ghi")
    .option(
      "--level <cấp>",
      "chỉ cấp này: commune, province, ministry, other; cũng là cấp của dòng không ghi",
    )
    .option(
      "--whole",
      "bảng này đầy đủ: thủ tục cùng cơ quan, cùng lĩnh vực mà không có trong bảng là đã hết",
    )
    .option("--write", "viết bản nháp vào knowledge/drafts; không có thì chỉ xem trước")
    .option("--only <loại>", "chỉ viết new (mới) hoặc changed (có thay đổi)")
    .option("--report <tệp>", "nơi ghi báo cáo đầy đủ; mặc định trong thư mục data")
    .action((path: string, options: ImportOptions) =>
      run(async (config) =>
        (await import("./knowledge-import.ts")).importList(path, config, terminal, options),
      ),
    );
};

const addDiff: Adder = (knowledge, terminal, run) => {
  knowledge
    .command("diff")
    .description("thủ tục nào mới, đổi, không còn giữa hai ngày, bằng lời cho người dân")
    .argument("<ngày đầu>", "ví dụ 2026-06-10")
    .argument("<ngày sau>", "ví dụ 2026-07-15")
    .option("--sector <lĩnh vực>", "chỉ một lĩnh vực")
    .option("--write", "viết tin nháp vào knowledge/changes; không ghi đè tệp nào")
    .action((from: string, to: string, options: DiffOptions) =>
      run(async (config) =>
        (await import("./knowledge-diff.ts")).diffDays(from, to, config, terminal, options),
      ),
    );
};
