/** Part of the composition root: the words by which officers look after the knowledge on the command line. */
import type { Command } from "commander";
import type { Config } from "./config.ts";
import type { DiffOptions } from "./knowledge-diff.ts";
import type { DirectoryOptions } from "./knowledge-directory.ts";
import type { GraphOptions } from "./knowledge-graph.ts";
import type { ImportOptions } from "./knowledge-import.ts";
import type { NewOptions } from "./knowledge-new.ts";
import type { QuestionsOptions } from "./knowledge-questions.ts";
import type { StaleOptions } from "./knowledge-stale.ts";
import type { Terminal } from "./service-commands.ts";

type Run = (work: (config: Config) => Promise<number>) => Promise<void>;

/** @param run reads the settings, says what went wrong, and sets the exit code */
export function addKnowledgeCommands(program: Command, terminal: Terminal, run: Run): void {
  const knowledge = program.command("knowledge").description("giữ cho kiến thức đúng và đủ");
  addNew(knowledge, terminal, run);
  addStale(knowledge, terminal, run);
  addQuestions(knowledge, terminal, run);
  addGraph(knowledge, terminal, run);
  addDirectory(knowledge, terminal, run);
  addImport(knowledge, terminal, run);
  addDiff(knowledge, terminal, run);
}

type Adder = (knowledge: Command, terminal: Terminal, run: Run) => void;

const addNew: Adder = (knowledge, terminal, run) => {
  knowledge
    .command("new")
    .description("viết một mục mới: hỏi từng điều một, ghi ra tệp đúng quy cách")
    .option("--from-draft <mã>", "bắt đầu từ bản nháp của thủ tục này trong knowledge/drafts")
    .action((options: NewOptions) =>
      run(async (config) => (await import("./knowledge-new.ts")).newEntry(config, terminal, options)),
    );
};

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

const addQuestions: Adder = (knowledge, terminal, run) => {
  const command = knowledge
    .command("questions")
    .description("câu dân hỏi mà máy chưa trả lời được; chọn một câu để đưa vào một mục")
    .option("--days <số>", "nhìn lại bấy nhiêu ngày", "90")
    .option("--limit <số>", "xem nhiều nhất bấy nhiêu câu", "20")
    .option("--list", "chỉ xem, không hỏi gì")
    .action((options: QuestionsOptions) =>
      run(async (config) => (await import("./knowledge-questions.ts")).questions(config, terminal, options)),
    );
  command
    .command("add")
    .description("thêm một câu mẫu vào một mục, và cho biết câu trả lời nào khác đổi theo")
    .argument("<câu>", "câu hỏi, trong ngoặc kép")
    .argument("<mã>", "mã của mục, ví dụ 1.001193")
    .option("--yes", "giữ luôn, không hỏi")
    .action((text: string, id: string, options: { yes?: boolean }) =>
      run(async (config) =>
        (await import("./knowledge-questions.ts")).addQuestion(config, terminal, text, id, options),
      ),
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

const addDirectory: Adder = (knowledge, terminal, run) => {
  knowledge
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
};

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
