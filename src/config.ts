/** Environment → Config; the only reader of process.env. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { DEFAULT_VALIDITY, type ValiditySettings } from "./core/knowledge/index.ts";

export interface Config {
  /** Where `knowledge/`, `intents/` and `tuning.json` are. */
  readonly contentDir: string;
  /** Where the service keeps what it makes. */
  readonly dataDir: string;
  readonly validity: ValiditySettings;
}

export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const PROJECT = resolve(fileURLToPath(new URL("..", import.meta.url)));

const days = (fallback: number) =>
  z.coerce.number().int().min(1, { error: "phải là số ngày từ 1 trở lên" }).max(36_500).default(fallback);

const environmentSchema = z.object({
  CONTENT_DIR: z.string().min(1).default(PROJECT),
  DATA_DIR: z.string().min(1).default(join(PROJECT, "data")),
  CAUTION_AFTER_DAYS: days(DEFAULT_VALIDITY.cautionAfterDays),
  WITHHOLD_AFTER_DAYS: days(DEFAULT_VALIDITY.withholdAfterDays),
});

/** @throws ConfigError naming every variable that is not in order */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `- ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`Cài đặt chưa đúng, hãy sửa các biến môi trường sau:\n${lines.join("\n")}`);
  }
  const values = parsed.data;
  return {
    contentDir: resolve(values.CONTENT_DIR),
    dataDir: resolve(values.DATA_DIR),
    validity: { cautionAfterDays: values.CAUTION_AFTER_DAYS, withholdAfterDays: values.WITHHOLD_AFTER_DAYS },
  };
}
