/** What the caller of a bench command got wrong, told in Vietnamese with English behind it. */

export class UsageError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "UsageError";
    this.problems = problems;
  }
}

const MOST_SHOWN = 20;

/** Runs a command; a usage error becomes sentences on standard error and exit code 1. */
export async function runCommand(command: () => Promise<void> | void): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    if (!isUsageError(error)) throw error;
    const problems = error instanceof UsageError ? error.problems : [error.message];
    for (const problem of problems.slice(0, MOST_SHOWN)) console.error(`Lỗi / Error: ${problem}`);
    if (problems.length > MOST_SHOWN) {
      console.error(`... và ${problems.length - MOST_SHOWN} lỗi nữa / and more.`);
    }
  }
}

/** `parseArgs` of Node throws its own errors for unknown flags and missing values. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

/** A flag that must be a whole number of at least `least`. */
export function wholeNumber(flag: string, value: string, least: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least) return number;
  throw new UsageError([
    `--${flag} phải là số nguyên từ ${least}, đang là "${value}" / must be a whole number of at least ${least}`,
  ]);
}
