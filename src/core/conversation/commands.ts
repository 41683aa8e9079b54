/** Commands that are the same in every channel: Telegram shows them in its menu, elsewhere they can be typed. */

export const COMMANDS = [
  { name: "start", description: "Bắt đầu trò chuyện" },
  { name: "help", description: "Cách dùng" },
  { name: "thutuc", description: "Hỏi về thủ tục hành chính" },
  { name: "goi", description: "Danh sách việc theo dịp" },
  { name: "phananh", description: "Gửi phản ánh" },
  { name: "tracuu", description: "Tra cứu hồ sơ, phản ánh" },
  { name: "xoadulieu", description: "Xóa dữ liệu của tôi" },
] as const;
export type CommandName = (typeof COMMANDS)[number]["name"];

/** What commands press: an entry, or a step of the dialogue on reports. */
export const COMMAND_PAYLOADS: Partial<Readonly<Record<CommandName, string>>> = {
  thutuc: "entry:tra-cuu-thu-tuc",
  goi: "package:list",
  phananh: "intake:start",
  tracuu: "ticket:own",
};

export interface Command {
  readonly name: CommandName;
  /** What stands behind the name. */
  readonly rest: string;
}

/** @example readCommand("/thutuc khai sinh") // { name: "thutuc", rest: "khai sinh" } */
export function readCommand(text: string): Command | undefined {
  const match = /^\/(?<name>[a-z]{1,20})(?:@\w{1,64})?(?:\s+(?<rest>.*))?$/isu.exec(text.trim());
  const command = COMMANDS.find(({ name }) => name === match?.groups?.name?.toLowerCase());
  return command && { name: command.name, rest: match?.groups?.rest?.trim() ?? "" };
}
