/** Part of the composition root: the words by which tickets, keys and the log are asked for on the command line. */
import type { Command } from "commander";
import type { Config } from "./config.ts";
import type { Terminal } from "./service-commands.ts";
import type { ExportOptions, PersonOptions } from "./ticket-commands.ts";

type Work = (commands: typeof import("./ticket-commands.ts"), config: Config) => Promise<number>;

/** @param run reads the settings, says what went wrong, and sets the exit code */
export function addTicketCommands(
  program: Command,
  terminal: Terminal,
  run: (work: (config: Config) => Promise<number>) => Promise<void>,
): void {
  // They bring database drivers with them, which a question never needs.
  const withCommands = (work: Work) =>
    run(async (config) => work(await import("./ticket-commands.ts"), config));
  addExport(program, terminal, withCommands);
  addTickets(program, terminal, withCommands);
  addKeys(program, terminal, withCommands);
  addAudit(program, terminal, withCommands);
  addPrivacy(program, terminal, withCommands);
}

type Adder = (program: Command, terminal: Terminal, run: (work: Work) => Promise<void>) => void;

const BY = ["--by <tên>", "người làm, ghi vào nhật ký kiểm toán (mặc định: tên người dùng của máy)"] as const;
const PASSPHRASE_FILE = [
  "--passphrase-file <tệp>",
  "đọc mật khẩu ở dòng đầu của tệp này thay vì hỏi",
] as const;

const KEY = ["--key <tệp...>", "tệp khóa của đơn vị tiếp nhận (nhiều tệp, nếu đã đổi khóa)"] as const;
const OUT = ["--out <thư mục>", "nơi ghi (mặc định: thư mục đang đứng)"] as const;

const withFilter = (command: Command): Command =>
  command
    .option("--since <ngày>", "từ ngày này, giờ Việt Nam; ví dụ 2026-11-01 hoặc 01/11/2026")
    .option("--until <ngày>", "đến hết ngày này")
    .option("--office <mã>", "mã cơ quan trong danh mục")
    .option("--category <nhóm>", "nhóm việc, ví dụ money")
    .option("--status <trạng thái>", "ví dụ received, hoặc “Đã trả lời”");

const addExport: Adder = (program, terminal, run) => {
  const command = withFilter(
    program
      .command("export")
      .description("chuyển phiếu mới cho đơn vị tiếp nhận: một lô đánh số, mở bằng khóa hoặc giữ niêm phong"),
  )
    .option(...KEY)
    .option(...PASSPHRASE_FILE)
    .option("--sealed", "giữ niêm phong: một tệp .hoidap, mở ở máy của đơn vị bằng export open")
    .option(...OUT)
    .option("--batch <số>", "làm lại lô đã chuyển, giống từng byte")
    .option(...BY)
    .action((options: ExportOptions) =>
      run((commands, config) => commands.exportTickets(config, terminal, options)),
    );
  command
    .command("open")
    .description("mở một tệp lô .hoidap trên máy của đơn vị tiếp nhận; không cần dịch vụ, không cần mạng")
    .argument("<tệp>", "tệp lo-….hoidap")
    .option(...KEY)
    .option(...PASSPHRASE_FILE)
    .option(...OUT)
    .action((path: string, _: object, self: Command) => {
      // Options that both know are taken by the outer one.
      const options: ExportOptions = self.optsWithGlobals();
      return run((commands) => commands.openBundle(path, terminal, options));
    });
};

const addTickets: Adder = (program, terminal, run) => {
  const command = withFilter(
    program
      .command("tickets")
      .description("danh sách phiếu (chỉ phần công khai: mã, thời điểm, trạng thái…)"),
  )
    .option("--limit <số>", "xem nhiều nhất bấy nhiêu phiếu", "50")
    .action((options: ExportOptions & { limit?: string }) =>
      run((commands, config) => commands.tickets(config, terminal, options)),
    );
  command
    .command("import")
    .description("nhập bảng đơn vị trả về (.xlsx hoặc .csv): xem trước thay đổi, rồi ghi tất cả một lần")
    .argument("<tệp>", "bảng có cột Mã phiếu, Trạng thái, Nội dung trả lời")
    .option("--apply", "ghi luôn, không hỏi")
    .option("--skip-bad", "ghi các dòng hợp lệ dù có dòng không hợp lệ")
    .option(...BY)
    .action((path: string, options: { apply?: boolean; skipBad?: boolean; by?: string }) =>
      run((commands, config) => commands.importTickets(path, config, terminal, options)),
    );
};

const addKeys: Adder = (program, terminal, run) => {
  const command = program.command("keys").description("khóa của đơn vị tiếp nhận");
  command
    .command("new")
    .description("tạo cặp khóa có mật khẩu; chạy trên máy của đơn vị tiếp nhận")
    .requiredOption("--out <tệp>", "tệp khóa bí mật sẽ ghi")
    .action((options: { out: string }) => run((commands) => commands.keysNew(terminal, options)));
  command
    .command("show")
    .description("xem khóa công khai của một tệp khóa; --try: thử mật khẩu")
    .requiredOption("--key <tệp>", "tệp khóa")
    .option("--try", "hỏi mật khẩu và mở thử")
    .action((options: { key: string; try?: boolean }) =>
      run((commands) => commands.keysShow(terminal, options)),
    );
  command
    .command("reseal")
    .description(
      "sau khi đổi khóa: mở bằng khóa cũ, niêm phong lại cho khóa đang đặt; dừng rồi chạy tiếp được",
    )
    .requiredOption("--key <tệp...>", "tệp khóa cũ")
    .option(...PASSPHRASE_FILE)
    .option(...BY)
    .action((options: { key: string[]; passphraseFile?: string; by?: string }) =>
      run((commands, config) => commands.keysReseal(config, terminal, options)),
    );
};

const addAudit: Adder = (program, terminal, run) => {
  const command = program.command("audit").description("nhật ký kiểm toán: ai đã làm gì với phiếu, khi nào");
  command
    .command("verify")
    .description("chứng minh nhật ký nguyên vẹn; --manifest: đối chiếu cả thư mục một lô đã bàn giao")
    .option("--manifest <tệp>", "danh-muc.json của lô")
    .action((options: { manifest?: string }) =>
      run((commands, config) => commands.auditVerify(config, terminal, options)),
    );
  command
    .command("list")
    .description("in nhật ký theo thứ tự")
    .option("--after <số>", "từ sau dòng này", "0")
    .option("--limit <số>", "nhiều nhất bấy nhiêu dòng", "100")
    .action((options: { after?: string; limit?: string }) =>
      run((commands, config) => commands.auditList(config, terminal, options)),
    );
};

const addPrivacy: Adder = (program, terminal, run) => {
  const command = program
    .command("privacy")
    .description("quyền của người dân: tìm và xóa dữ liệu của một người");
  const withPerson = (one: Command) =>
    one
      .option("--zalo <id>", "mã người dùng trên Zalo")
      .option("--telegram <id>", "mã người dùng trên Telegram")
      .option("--web <mã>", "mã phiên của trang web")
      .option("--code <mã>", "mã một phiếu của người đó")
      .option(...BY);
  withPerson(command.command("find").description("đếm mọi thứ còn lưu của một người")).action(
    (options: PersonOptions) => run((commands, config) => commands.privacyFind(config, terminal, options)),
  );
  withPerson(command.command("erase").description("xóa mọi thứ còn lưu của một người"))
    .option("--yes", "xóa luôn, không hỏi")
    .action((options: PersonOptions & { yes?: boolean }) =>
      run((commands, config) => commands.privacyErase(config, terminal, options)),
    );
};
