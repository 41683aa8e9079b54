/** Is the service fit to answer? What is asked by those who run it, in words that say what to do. */
import { describeError } from "./log.ts";

export type CheckState = "ok" | "warning" | "failing";

export interface CheckResult {
  readonly name: string;
  readonly state: CheckState;
  /** In Vietnamese: what is the matter and what to do; empty when all is well. */
  readonly advice: string;
}

/** Looks at one part of the house. A check that throws is failing. */
export interface HealthCheck {
  readonly name: string;
  /** The service cannot do its work without this part; a warning never makes it unready. */
  readonly isVital: boolean;
  look(): Promise<Omit<CheckResult, "name">>;
}

export interface HealthReport {
  readonly ready: boolean;
  readonly checks: readonly CheckResult[];
}

export interface Health {
  report(): Promise<HealthReport>;
}

const PATIENCE_MS = 3_000;

export function createHealth(
  checks: readonly HealthCheck[],
  isStopping: () => boolean,
  patienceMs = PATIENCE_MS,
): Health {
  return {
    report: async () => {
      const results = await Promise.all(checks.map((check) => lookAt(check, patienceMs)));
      const vitalFails = checks.some((check, at) => check.isVital && results[at]?.state === "failing");
      return { ready: !vitalFails && !isStopping(), checks: results };
    },
  };
}

async function lookAt(check: HealthCheck, patienceMs: number): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("timeout")), patienceMs);
  });
  try {
    return { name: check.name, ...(await Promise.race([check.look(), late])) };
  } catch (error) {
    const { error: name, code } = describeError(error);
    return { name: check.name, state: "failing", advice: `Không kiểm tra được (${code ?? name}).` };
  } finally {
    clearTimeout(timer);
  }
}
