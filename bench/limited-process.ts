/** Runs a script of the bench in a process of its own, which is ended when it takes too long. */
import { fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** What such a script tells us while it works. */
export type Progress<T> =
  /** The clock starts anew for the next piece of work. */
  | { readonly step: "working"; readonly on: string }
  /** The measured part is over; `report` is what it found, and may come again with more in it. */
  | { readonly step: "measured"; readonly report: T }
  | { readonly step: "missing"; readonly reason: string };

export type Ending<T> =
  | { readonly status: "measured"; readonly report: T }
  | { readonly status: "time-limit" | "not-installed" | "crashed"; readonly reason: string };

/** Bodies of 20,000 procedures take some engines more memory than Node allows by itself. */
const HEAP_MB = 8_192;
const LAST_WORDS = 600;

/**
 * @param script name of the script beside this file, without its ending
 * @param limitMs time for each piece of work
 */
export function runLimited<T>(script: string, args: readonly string[], limitMs: number): Promise<Ending<T>> {
  const file = fileURLToPath(new URL(`./${script}${extname(import.meta.url)}`, import.meta.url));
  const child = fork(file, [...args], {
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let timer: NodeJS.Timeout | undefined;
  let ending: Ending<T> | undefined;
  let lastWords = "";
  let work = "reading";
  const startClock = () => {
    clearTimeout(timer);
    if (!Number.isFinite(limitMs)) return;
    timer = setTimeout(() => {
      ending ??= { status: "time-limit", reason: `${work} took more than ${limitMs / 1_000} s` };
      child.kill("SIGKILL");
    }, limitMs);
  };
  child.stderr?.on("data", (data: Buffer) => {
    lastWords = `${lastWords}${data}`.slice(-LAST_WORDS);
  });
  child.on("message", (message) => {
    const progress = message as Progress<T>;
    if (progress.step === "missing") ending = { status: "not-installed", reason: progress.reason };
    else startClock();
    if (progress.step === "working") work = progress.on;
    if (progress.step === "measured") ending = { status: "measured", report: progress.report };
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const reason = `ended with ${signal ?? `code ${code}`}: ${lastWords.trim()}`;
      resolve(ending ?? { status: "crashed", reason });
    });
  });
}

/** Called in the script: hands a message over before going on with work that blocks. */
export function tell<T>(progress: Progress<T>): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) throw new Error("This script is started by the bench, not by hand.");
    process.send(progress, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

/** True for the failure to load a package that is not installed. */
export function isMissingPackage(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}
