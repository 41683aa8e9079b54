/** Part of the composition root: what is looked at to know whether the service is fit, and what the figures tell. */
import type { ZaloChannel } from "./channels/zalo/index.ts";
import type { Store } from "./core/messaging/index.ts";
import { type CheckResult, createHealth, type HealthCheck, type Reading } from "./server/index.ts";
import type { Channels } from "./service-channels.ts";
import { fileCheck } from "./service-files.ts";

export interface CheckedParts {
  readonly store: Store;
  readonly channels: Channels;
  /** Errors in content files; undefined until the content is read. */
  readonly contentErrors: () => number | undefined;
  readonly clock: () => number;
}

/** Beyond this age of the oldest message that waits, something is wrong. */
const LONG_WAIT_MS = 5 * 60_000;

export function serviceChecks({
  store,
  channels,
  contentErrors,
  clock,
}: CheckedParts): readonly HealthCheck[] {
  return [
    {
      name: "Cơ sở dữ liệu",
      isVital: true,
      look: async () => {
        await store.check();
        return OK;
      },
    },
    {
      name: "Nội dung",
      isVital: true,
      look: async () => {
        const errors = contentErrors();
        if (errors === undefined) return { state: "failing", advice: "Đang đọc nội dung; xin chờ một lát." };
        if (errors === 0) return OK;
        return {
          state: "warning",
          advice: `Có ${errors} lỗi trong tệp nội dung, bản tốt trước đó vẫn dùng. Gõ: hoidap check`,
        };
      },
    },
    {
      name: "Tin nhắn chờ xử lý",
      isVital: false,
      look: async () => {
        const { oldestAt, setAside } = await store.inbox.depth();
        if (oldestAt !== undefined && clock() - oldestAt > LONG_WAIT_MS)
          return { state: "warning", advice: "Có tin nhắn chờ quá 5 phút. Hãy xem nhật ký của dịch vụ." };
        if (setAside > 0)
          return {
            state: "warning",
            advice: `${setAside} tin nhắn để riêng vì gặp lỗi. Sau khi sửa, gõ: hoidap outbox --replay-inbox`,
          };
        return OK;
      },
    },
    fileCheck(store.files, clock),
    ...(channels.zalo ? [zaloCheck(channels.zalo, clock)] : []),
  ];
}

const OK = { state: "ok", advice: "" } as const;

const ZALO_ALARMS = {
  "refresh-expires-soon": "Quyền của Zalo sắp hết hạn (dưới 14 ngày). Hãy chạy: hoidap zalo login",
  "refresh-unended":
    "Một lần làm mới mã Zalo bị ngắt giữa chừng. Nếu không gửi được tin, hãy chạy: hoidap zalo login",
  "refresh-failing":
    "Lần làm mới mã Zalo gần nhất không thành. Hãy kiểm tra mạng ra ngoài và ZALO_APP_SECRET.",
} as const;

function zaloCheck({ tokens }: ZaloChannel, clock: () => number): HealthCheck {
  return {
    name: "Zalo",
    isVital: false,
    look: async () => {
      const { state, alarms } = await tokens.status(clock());
      if (state !== "ready")
        return {
          state: "failing",
          advice: "Chưa có quyền gửi tin qua Zalo (hoặc quyền đã bị hủy). Hãy chạy: hoidap zalo login",
        };
      const [alarm] = alarms;
      return alarm ? { state: "warning", advice: ZALO_ALARMS[alarm] } : OK;
    },
  };
}

/** All that can be said of the house, channels asked and all: for `hoidap doctor`. */
export async function examine(
  checks: readonly HealthCheck[],
  channels: Channels,
): Promise<readonly CheckResult[]> {
  const calls = channels.looks.map((one): HealthCheck => ({ ...one, isVital: false }));
  const [here, there] = await Promise.all([
    createHealth(checks, () => false).report(),
    createHealth(calls, () => false, CALL_PATIENCE_MS).report(),
  ]);
  return [...here.checks, ...there.checks];
}

/** A call to a channel goes round half the world. */
const CALL_PATIENCE_MS = 15_000;

/** States of tokens for `/metrics`. */
export function serviceReadings({ zalo }: Channels, clock: () => number): readonly Reading[] {
  if (!zalo) return [];
  const secondsUntil = (moment: number | undefined) =>
    moment === undefined ? undefined : Math.round((moment - clock()) / 1000);
  return [
    {
      name: "hoidap_zalo_ready",
      help: "1: the account has granted the bot; 0: a person must consent",
      read: async () => ((await zalo.tokens.status(clock())).state === "ready" ? 1 : 0),
    },
    {
      name: "hoidap_zalo_access_token_seconds",
      help: "Seconds that the access token still lives",
      read: async () => secondsUntil((await zalo.tokens.status(clock())).accessExpiresAt),
    },
    {
      name: "hoidap_zalo_refresh_token_seconds",
      help: "Seconds that the refresh token still lives",
      read: async () => secondsUntil((await zalo.tokens.status(clock())).refreshExpiresAt),
    },
  ];
}
