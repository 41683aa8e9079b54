/** Part of the composition root: live calls to the channels, and what an operator should do about their answers. */
import type { TelegramChannel } from "./channels/telegram/index.ts";
import { type ZaloChannel, ZaloError } from "./channels/zalo/index.ts";
import type { CheckResult } from "./server/index.ts";

/** A live call to a channel: what it says of our account, and what to do. */
export interface ChannelLook {
  readonly name: string;
  look(): Promise<ChannelFinding>;
}

export type ChannelFinding = Omit<CheckResult, "name">;

/** Telegram tells of its last failure for ever; an old one is over. */
const LATELY_MS = 3_600_000;

export async function lookAtZalo({ client }: ZaloChannel): Promise<ChannelFinding> {
  try {
    return { state: "ok", advice: `“${(await client.getOa()).name}”` };
  } catch (error) {
    if (!(error instanceof ZaloError)) throw error;
    return { state: "failing", advice: explainZalo(error) };
  }
}

function explainZalo({ kind, code, detail }: ZaloError): string {
  if (kind === "no-token") return "Chưa có quyền. Hãy chạy: hoidap zalo login";
  if (kind === "unreachable" || kind === "timeout" || kind === "broken")
    return `Không nối được tới Zalo (${detail ?? code}). Kiểm tra mạng, tường lửa và ZALO_API_BASE.`;
  return `Zalo trả lời lỗi ${code}. Tra mã này trong tài liệu của Zalo OA, hoặc chạy lại: hoidap zalo login`;
}

export async function lookAtTelegram(telegram: TelegramChannel, now: number): Promise<ChannelFinding> {
  const found = await telegram.look();
  if (found.kind === "works") {
    const { lastError } = found.webhook;
    if (!lastError || now - lastError.at > LATELY_MS) return { state: "ok", advice: `@${found.username}` };
    return {
      state: "warning",
      advice: `@${found.username}; lần gọi gần nhất của Telegram tới PUBLIC_URL bị lỗi: ${lastError.words}`,
    };
  }
  if (found.code === "401" || found.code === "404")
    return { state: "failing", advice: "Telegram không nhận TELEGRAM_BOT_TOKEN. Lấy lại mã từ @BotFather." };
  return {
    state: "failing",
    advice: `Không hỏi được Telegram (${found.code}). Kiểm tra mạng, tường lửa và TELEGRAM_API_ROOT.`,
  };
}
