/** Zalo on loopback, and the settings by which the service takes it for the real one. */
import { startZaloDouble, type ZaloDouble, type ZaloDoubleOptions } from "../doubles/zalo-double.ts";

export const ZALO_ACCOUNT = {
  appId: "1234567890",
  appSecret: "app-secret",
  oaId: "222",
  oaSecretKey: "oa-secret",
  refreshToken: "first-refresh-token",
} as const;

/** A Zalo that sets no limit on the account unless told to. */
export async function startZalo(options: Partial<ZaloDoubleOptions> = {}): Promise<ZaloDouble> {
  return startZaloDouble({ ...ZALO_ACCOUNT, ratePerMinute: 1_000_000, ...options });
}

export function zaloEnvironment(zalo: ZaloDouble, ratePerMinute = 1_000_000): Record<string, string> {
  return {
    ZALO_APP_ID: ZALO_ACCOUNT.appId,
    ZALO_APP_SECRET: ZALO_ACCOUNT.appSecret,
    ZALO_OA_ID: ZALO_ACCOUNT.oaId,
    ZALO_OA_SECRET_KEY: ZALO_ACCOUNT.oaSecretKey,
    ZALO_REFRESH_TOKEN: ZALO_ACCOUNT.refreshToken,
    ZALO_API_BASE: zalo.url,
    ZALO_OAUTH_BASE: zalo.url,
    ZALO_RATE_PER_MIN: String(ratePerMinute),
  };
}
