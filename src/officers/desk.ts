/** What an operator can do to a service, whether it runs (then through it) or not (then on its storage). */
import type { EndedPart, ZaloTokens } from "../core/messaging/index.ts";

export interface DeskState {
  readonly waiting: number;
  readonly setAside: number;
  readonly outbox: readonly { readonly channel: string; readonly waiting: number }[];
  readonly ended: readonly EndedPart[];
}

export interface Desk {
  state(): Promise<DeskState>;
  /** Lets parts that were given up or dropped wait again: one, or all. Returns how many. */
  replayOutbox(id: number | undefined): Promise<number>;
  /** Lets set-aside messages of citizens wait again. Returns how many. */
  replayInbox(): Promise<number>;
  /** After a person's consent at Zalo. Returns the generation of the pair. */
  putZaloTokens(
    oaId: string,
    tokens: Pick<ZaloTokens, "accessToken" | "refreshToken" | "accessExpiresAt" | "refreshExpiresAt">,
  ): Promise<number>;
  close(): Promise<void>;
}

const REASONS: Readonly<Record<string, string>> = {
  auth: "kênh không chấp nhận mã truy cập",
  transient: "lỗi tạm thời kéo dài",
  "window-closed": "quá thời hạn kênh cho phép trả lời",
  permanent: "kênh từ chối hẳn (người nhận chặn, không còn tài khoản …)",
  human: "cần người xử lý với kênh (cấp quyền, gói dịch vụ …)",
  "too-old": "quá cũ, không còn ích cho người dân",
};

/** Shows what waits and what will not go out by itself. @returns the exit code */
export async function showOutbox(desk: Pick<Desk, "state">, print: (line: string) => void): Promise<number> {
  const state = await desk.state();
  print(`Tin nhắn chờ xử lý: ${state.waiting}; để riêng vì gặp lỗi: ${state.setAside}.`);
  for (const { channel, waiting } of state.outbox) print(`Chờ gửi qua ${channel}: ${waiting}.`);
  if (state.ended.length === 0) {
    print("Không có câu trả lời nào bị bỏ.");
    return 0;
  }
  print("Câu trả lời không gửi được (mới nhất trước):");
  for (const part of state.ended) {
    const why = REASONS[part.reason] ?? part.reason;
    const code = part.code ? `, mã ${part.code}` : "";
    print(`  số ${part.id} · ${part.channel} · ${new Date(part.endedAt).toISOString()} · ${why}${code}`);
  }
  print("Gửi lại: hoidap outbox --replay <số>, hoặc --replay all.");
  return 0;
}
