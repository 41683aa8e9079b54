/** Commands that are the same in every channel: Telegram shows them in its menu, elsewhere they can be typed. */
import type { EntryId } from "../knowledge/index.ts";

export const COMMANDS = [
  { name: "start", description: "Bắt đầu trò chuyện" },
  { name: "help", description: "Cách dùng" },
  { name: "thutuc", description: "Hỏi về thủ tục hành chính" },
  { name: "phananh", description: "Phản ánh, kiến nghị" },
  { name: "tracuu", description: "Tra cứu tình trạng hồ sơ" },
  { name: "xoadulieu", description: "Xóa dữ liệu của tôi" },
] as const;
export type CommandName = (typeof COMMANDS)[number]["name"];

/** Commands that are answered from an entry. */
export const COMMAND_ENTRIES: Partial<Readonly<Record<CommandName, EntryId>>> = {
  thutuc: "tra-cuu-thu-tuc",
  phananh: "phan-anh-kien-nghi",
  tracuu: "tra-cuu-trang-thai-ho-so",
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
