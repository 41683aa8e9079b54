/** The log of the service: what happened, numbers and durations. Never a text, a name, an address or a citizen's id. */
import { pino } from "pino";

/** Values that cannot hold what a citizen wrote: short words of ours, numbers, flags. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** @param mask personal numbers go out of every value, should one ever come in */
export function createLog(level: string, mask: (text: string) => string): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  const write =
    (kind: "debug" | "info" | "warn" | "error") =>
    (event: string, fields: LogFields = {}) => {
      if (!logger.isLevelEnabled(kind)) return;
      const safe = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          typeof value === "string" ? mask(value) : value,
        ]),
      );
      logger[kind](safe, event);
    };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

/** What may be logged of an error: its name and where in our code it arose; its message may quote a citizen. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as NodeJS.ErrnoException).code;
  const place = /\(?(?:file:\/\/)?[^\s()]*\/((?:dist|src)\/[^\s():]+:\d+)/u.exec(error.stack ?? "")?.[1];
  return { error: error.name, code: typeof code === "string" ? code : undefined, place };
}
