/** Environment → Config; the only reader of process.env. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { TelegramSettings } from "./channels/telegram/index.ts";
import type { WebChatSettings } from "./channels/web/index.ts";
import type { ZaloSettings } from "./channels/zalo/index.ts";
import type { TicketRetention } from "./core/feedback/index.ts";
import { DEFAULT_VALIDITY, type ValiditySettings } from "./core/knowledge/index.ts";
import { ticketDaysSchema } from "./ticket-days.ts";

export interface Config {
  /** Where `knowledge/`, `intents/` and `tuning.json` are. */
  readonly contentDir: string;
  /** Where the service keeps what it makes. */
  readonly dataDir: string;
  readonly validity: ValiditySettings;
  readonly storage: StorageConfig;
  readonly server: ServerConfig;
  readonly web: WebChatSettings;
  /** Undefined when the channel is not set up. */
  readonly zalo: ZaloSettings | undefined;
  readonly telegram: TelegramSettings | undefined;
  readonly conversation: {
    readonly sessionIdleMs: number;
    readonly staffQuietMs: number;
    readonly citizenPerMinute: number;
  };
  readonly retention: {
    readonly keepsTurnText: boolean;
    readonly turnLogMs: number;
    readonly replyMaxAgeMs: number;
    readonly tickets: TicketRetention;
  };
}

export interface StorageConfig {
  /** `postgres://…`; undefined: SQLite in the data folder. */
  readonly databaseUrl: string | undefined;
  /** 32 bytes as base64 or hex; undefined: a file of the data folder, made at the first start. */
  readonly serviceKey: string | undefined;
}

export interface ServerConfig {
  readonly port: number;
  readonly host: string;
  /** Under which citizens and channels reach us, without a slash at the end. */
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  /** The address of a request is told by a proxy in front of us (the last of `X-Forwarded-For`). */
  readonly trustsProxy: boolean;
  readonly addressPerMinute: number;
  /** Updates waiting for their turn, beyond which new ones are refused with 503. */
  readonly inboxLimit: number;
}

export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const PROJECT = resolve(fileURLToPath(new URL("..", import.meta.url)));
const HOUR = 3_600_000;

const count = (fallback: number, least = 1, most = 1_000_000) =>
  z.coerce
    .number()
    .int()
    .min(least, { error: `phải là số nguyên từ ${least} trở lên` })
    .max(most, { error: `phải là số nguyên không quá ${most}` })
    .default(fallback);
const days = (fallback: number) =>
  z.coerce.number().int().min(1, { error: "phải là số ngày từ 1 trở lên" }).max(36_500).default(fallback);
const url = z
  .url({ protocol: /^https?$/, error: "phải là địa chỉ bắt đầu bằng http:// hoặc https://" })
  .transform((text) => text.replace(/\/+$/u, ""));
const yesNo = (fallback: "yes" | "no") =>
  z
    .enum(["yes", "no"], { error: "phải là yes hoặc no" })
    .default(fallback)
    .transform((word) => word === "yes");
const filled = z.string().min(1);

const environmentSchema = z.object({
  CONTENT_DIR: filled.default(PROJECT),
  DATA_DIR: filled.default(join(PROJECT, "data")),
  CAUTION_AFTER_DAYS: days(DEFAULT_VALIDITY.cautionAfterDays),
  WITHHOLD_AFTER_DAYS: days(DEFAULT_VALIDITY.withholdAfterDays),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//u, { error: "phải có dạng postgres://…; bỏ trống để dùng SQLite" })
    .optional(),
  SERVICE_KEY: z
    .string()
    .refine((text) => isKey(text), { error: "phải là 32 byte viết bằng base64 hoặc hex" })
    .optional(),
  PORT: count(3000, 0, 65_535),
  HOST: filled.default("0.0.0.0"),
  PUBLIC_URL: url.optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: "phải là debug, info, warn, error hoặc silent",
    })
    .default("info"),
  TRUST_PROXY: yesNo("no"),
  CITIZEN_RATE_PER_MIN: count(30),
  ADDRESS_RATE_PER_MIN: count(1_200),
  INBOX_LIMIT: count(50_000),
  WEB_EMBED_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/u).filter(Boolean))
    .pipe(z.array(url)),
  SESSION_IDLE_MINUTES: count(30),
  STAFF_QUIET_MINUTES: count(120),
  TURN_LOG_TEXT: yesNo("yes"),
  TURN_LOG_DAYS: days(90),
  REPLY_MAX_AGE_MINUTES: count(360),
  TICKET_DAYS: ticketDaysSchema,
  ZALO_APP_ID: filled.optional(),
  ZALO_APP_SECRET: filled.optional(),
  ZALO_OA_ID: filled.optional(),
  ZALO_OA_SECRET_KEY: filled.optional(),
  ZALO_REFRESH_TOKEN: filled.optional(),
  ZALO_API_BASE: url.default("https://openapi.zalo.me"),
  ZALO_OAUTH_BASE: url.default("https://oauth.zaloapp.com"),
  ZALO_RATE_PER_MIN: count(80),
  ZALO_SIGNATURE_MODE: z.enum(["enforce", "log"], { error: "phải là enforce hoặc log" }).default("enforce"),
  ZALO_APP_SECRET_PROOF: yesNo("no"),
  ZALO_WINDOW_HOURS: count(168),
  ZALO_SITE_VERIFICATION: z
    .string()
    .regex(/^[\w.-]{1,200}$/u, { error: "chỉ gồm chữ, số, dấu chấm và gạch" })
    .optional(),
  TELEGRAM_BOT_TOKEN: filled.optional(),
  TELEGRAM_API_ROOT: url.default("https://api.telegram.org"),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/u, { error: "chỉ gồm chữ không dấu, số, gạch; nhiều nhất 256" })
    .optional(),
});
type Environment = z.infer<typeof environmentSchema>;

/** All that Zalo needs; with some of them only, the channel cannot work and the start says which is missing. */
const ZALO_NEEDS = ["ZALO_APP_ID", "ZALO_APP_SECRET", "ZALO_OA_ID", "ZALO_OA_SECRET_KEY"] as const;

/** @throws ConfigError naming every variable that is not in order */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  // `NAME=` in a settings file means that it is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  const lines = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map((issue) => `- ${issue.path.join(".")}: ${issue.message}`);
  if (!parsed.success || lines.length > 0)
    throw new ConfigError(`Cài đặt chưa đúng, hãy sửa các biến môi trường sau:\n${lines.join("\n")}`);
  const values = parsed.data;
  return {
    contentDir: resolve(values.CONTENT_DIR),
    dataDir: resolve(values.DATA_DIR),
    validity: { cautionAfterDays: values.CAUTION_AFTER_DAYS, withholdAfterDays: values.WITHHOLD_AFTER_DAYS },
    storage: { databaseUrl: values.DATABASE_URL, serviceKey: values.SERVICE_KEY },
    server: {
      port: values.PORT,
      host: values.HOST,
      publicUrl: values.PUBLIC_URL,
      logLevel: values.LOG_LEVEL,
      trustsProxy: values.TRUST_PROXY,
      addressPerMinute: values.ADDRESS_RATE_PER_MIN,
      inboxLimit: values.INBOX_LIMIT,
    },
    web: { embedOrigins: values.WEB_EMBED_ORIGINS, zaloSiteVerification: values.ZALO_SITE_VERIFICATION },
    zalo: zaloConfig(values),
    telegram: values.TELEGRAM_BOT_TOKEN
      ? {
          botToken: values.TELEGRAM_BOT_TOKEN,
          apiRoot: values.TELEGRAM_API_ROOT,
          webhookSecret: values.TELEGRAM_WEBHOOK_SECRET,
        }
      : undefined,
    conversation: {
      sessionIdleMs: values.SESSION_IDLE_MINUTES * 60_000,
      staffQuietMs: values.STAFF_QUIET_MINUTES * 60_000,
      citizenPerMinute: values.CITIZEN_RATE_PER_MIN,
    },
    retention: {
      keepsTurnText: values.TURN_LOG_TEXT,
      turnLogMs: values.TURN_LOG_DAYS * 24 * HOUR,
      replyMaxAgeMs: values.REPLY_MAX_AGE_MINUTES * 60_000,
      tickets: values.TICKET_DAYS,
    },
  };
}

function zaloConfig(values: Environment): ZaloSettings | undefined {
  const { ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID, ZALO_OA_SECRET_KEY } = values;
  if (!ZALO_APP_ID || !ZALO_APP_SECRET || !ZALO_OA_ID || !ZALO_OA_SECRET_KEY) return undefined;
  return {
    appId: ZALO_APP_ID,
    appSecret: ZALO_APP_SECRET,
    oaId: ZALO_OA_ID,
    oaSecretKey: ZALO_OA_SECRET_KEY,
    refreshToken: values.ZALO_REFRESH_TOKEN,
    apiBase: values.ZALO_API_BASE,
    oauthBase: values.ZALO_OAUTH_BASE,
    ratePerMinute: values.ZALO_RATE_PER_MIN,
    signatureMode: values.ZALO_SIGNATURE_MODE,
    provesAppSecret: values.ZALO_APP_SECRET_PROOF,
    windowMs: values.ZALO_WINDOW_HOURS * HOUR,
  };
}

function contradictions(values: Environment): string[] {
  const missing = ZALO_NEEDS.filter((name) => !values[name]);
  const lines =
    missing.length > 0 && missing.length < ZALO_NEEDS.length
      ? missing.map((name) => `- ${name}: còn thiếu; kênh Zalo cần đủ ${ZALO_NEEDS.join(", ")}`)
      : [];
  if (values.TELEGRAM_WEBHOOK_SECRET && !values.PUBLIC_URL)
    lines.push("- PUBLIC_URL: còn thiếu; Telegram cần địa chỉ này khi đặt TELEGRAM_WEBHOOK_SECRET");
  return lines;
}

function isKey(text: string): boolean {
  return /^[0-9a-f]{64}$/iu.test(text) || /^[A-Za-z0-9+/_-]{43}=?$/u.test(text);
}
