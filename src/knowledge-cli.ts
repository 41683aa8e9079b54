/** Part of the composition root: the words by which officers look after the knowledge on the command line. */
import type { Command } from "commander";
import type { Config } from "./config.ts";
import type { GraphOptions } from "./knowledge-graph.ts";
import type { StaleOptions } from "./knowledge-stale.ts";
import type { Terminal } from "./service-commands.ts";

type Run = (work: (config: Config) => Promise<number>) => Promise<void>;

/** @param run reads the settings, says what went wrong, and sets the exit code */
export function addKnowledgeCommands(program: Command, terminal: Terminal, run: Run): void {
  const knowledge = program.command("knowledge").description("giữ cho kiến thức đúng và đủ");
  addStale(knowledge, terminal, run);
  addGraph(knowledge, terminal, run);
}

type Adder = (knowledge: Command, terminal: Terminal, run: Run) => void;

const addStale: Adder = (knowledge, terminal, run) => {
  knowledge
    .command("stale")
    .description("mục nào phải đối chiếu lại trước: theo rủi ro, theo tuổi và theo dân hỏi nhiều hay ít")
    .option("--sector <lĩnh vực>", "chỉ một lĩnh vực, ví dụ “Hộ tịch”")
    .option("--limit <số>", "xem nhiều nhất bấy nhiêu mục", "20")
    .option("--csv <tệp>", "ghi tất cả ra bảng .csv hoặc .xlsx để chia việc")
    .action((options: StaleOptions) =>
      run(async (config) => (await import("./knowledge-stale.ts")).stale(config, terminal, options)),
    );
};

const addGraph: Adder = (knowledge, terminal, run) => {
  knowledge
    .command("graph")
    .description("vẽ các câu hỏi theo trường hợp của mỗi mục thành hình")
    .argument("[mã...]", "mã các mục; không ghi thì vẽ mọi mục có câu hỏi theo trường hợp")
    .option("--out <thư mục>", "nơi ghi các hình và trang index.html", "so-do-truong-hop")
    .action((ids: string[], options: GraphOptions) =>
      run(async (config) =>
        (await import("./knowledge-graph.ts")).drawKnowledge(config, ids, options, terminal.print),
      ),
    );
};
