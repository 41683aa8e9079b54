import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
};
const ZALO = { ZALO_APP_ID: "1", ZALO_APP_SECRET: "a", ZALO_OA_ID: "2", ZALO_OA_SECRET_KEY: "b" };

describe("settings", () => {
  it("may all be missing: SQLite and the web chat", () => {
    const config = readConfig({});
    expect(config.storage.databaseUrl).toBeUndefined();
    expect(config.zalo).toBeUndefined();
    expect(config.telegram).toBeUndefined();
    expect(config.server.port).toBe(3000);
  });

  it("that are empty count as missing", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: "", TELEGRAM_BOT_TOKEN: "" })).toEqual(readConfig({}));
  });

  it.each([
    [{ PORT: "70000" }, "PORT"],
    [{ PORT: "x" }, "PORT"],
    [{ DATABASE_URL: "mysql://a" }, "DATABASE_URL"],
    [{ SERVICE_KEY: "short" }, "SERVICE_KEY"],
    [{ PUBLIC_URL: "ftp://a" }, "PUBLIC_URL"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    [{ TRUST_PROXY: "true" }, "TRUST_PROXY"],
    [{ WEB_EMBED_ORIGINS: "https://a.vn javascript:alert(1)" }, "WEB_EMBED_ORIGINS"],
    [{ ZALO_SIGNATURE_MODE: "off" }, "ZALO_SIGNATURE_MODE"],
    [{ ZALO_SITE_VERIFICATION: '"><script>' }, "ZALO_SITE_VERIFICATION"],
    [{ TELEGRAM_BOT_TOKEN: "1:a", TELEGRAM_WEBHOOK_SECRET: "dấu cách" }, "TELEGRAM_WEBHOOK_SECRET"],
    [{ CAUTION_AFTER_DAYS: "0" }, "CAUTION_AFTER_DAYS"],
  ])("%j are refused by name", (environment, name) => {
    expect(refusal(environment as Record<string, string>)).toContain(`- ${name}`);
  });

  it("that are wrong are all named at once, in the operator's language", () => {
    const message = refusal({ PORT: "x", LOG_LEVEL: "loud" });
    expect(message).toMatch(/Cài đặt chưa đúng/u);
    expect(message).toContain("- PORT");
    expect(message).toContain("- LOG_LEVEL");
  });

  it("never show the secret that is wrong", () => {
    expect(refusal({ SERVICE_KEY: "very-secret-but-short" })).not.toContain("very-secret");
  });

  it("of Zalo are needed together, and the missing ones are named", () => {
    expect(readConfig(ZALO).zalo?.oaId).toBe("2");
    const { ZALO_OA_SECRET_KEY: _, ...some } = ZALO;
    expect(refusal(some)).toContain("- ZALO_OA_SECRET_KEY: còn thiếu");
  });

  it("of Telegram's webhook need the public address", () => {
    const telegram = { TELEGRAM_BOT_TOKEN: "1:a", TELEGRAM_WEBHOOK_SECRET: "s" };
    expect(refusal(telegram)).toContain("- PUBLIC_URL");
    expect(readConfig({ ...telegram, PUBLIC_URL: "https://a.vn/" }).server.publicUrl).toBe("https://a.vn");
  });

  it("take a key as base64 or as hex", () => {
    for (const key of ["ab".repeat(32), Buffer.alloc(32, 7).toString("base64")])
      expect(readConfig({ SERVICE_KEY: key }).storage.serviceKey).toBe(key);
  });
});
