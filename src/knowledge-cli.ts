/** Part of the composition root: the words by which the knowledge is looked after on the command line. */
import type { Command } from "commander";
import type { Config } from "./config.ts";
import type { DirectoryOptions } from "./knowledge-directory.ts";
import type { Terminal } from "./service-commands.ts";

/** @param run reads the settings, says what went wrong, and sets the exit code */
export function addKnowledgeCommands(
  program: Command,
  terminal: Terminal,
  run: (work: (config: Config) => Promise<number>) => Promise<void>,
): void {
  const command = program.command("knowledge").description("chăm sóc kho kiến thức");
  command
    .command("directory")
    .description("làm danh mục thủ tục mới từ tệp xuất của Cổng (.csv hoặc .xlsx)")
    .argument("<tệp>", "tệp có các cột Mã số, Tên, Cơ quan ban hành, Cơ quan thực hiện, Lĩnh vực, URL")
    .requiredOption("--date <ngày>", "ngày lấy danh mục từ Cổng, ví dụ 2026-10-15")
    .option("--dry-run", "chỉ xem trước, không ghi")
    .action((path: string, options: DirectoryOptions) =>
      run(async (config) => {
        const { renewDirectoryFile } = await import("./knowledge-directory.ts");
        return renewDirectoryFile(path, options, config, new Date(), terminal.print);
      }),
    );
}
