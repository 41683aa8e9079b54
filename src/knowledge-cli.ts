/** Part of the composition root: the words by which officers look after the knowledge on the command line. */
import type { Command } from "commander";
import type { Config } from "./config.ts";
import type { Terminal } from "./service-commands.ts";

/** @param run reads the settings, says what went wrong, and sets the exit code */
export function addKnowledgeCommands(
  program: Command,
  terminal: Terminal,
  run: (work: (config: Config) => Promise<number>) => Promise<void>,
): void {
  const knowledge = program.command("knowledge").description("chăm sóc kho kiến thức");
  knowledge
    .command("graph")
    .description("vẽ các câu hỏi theo trường hợp của mỗi mục thành hình")
    .argument("[mã...]", "mã các mục; không ghi thì vẽ mọi mục có câu hỏi theo trường hợp")
    .option("--out <thư mục>", "nơi ghi các hình và trang index.html", "so-do-truong-hop")
    .action((ids: string[], options: { out: string }) =>
      // Graphviz comes with it, which a question never needs.
      run(async (config) =>
        (await import("./knowledge-graph.ts")).drawKnowledge(config, ids, options, terminal.print),
      ),
    );
}
