/** A command of the project in a process of its own, with somebody at its keyboard. */
import { spawn } from "node:child_process";
import { once } from "node:events";

export interface ARunningCommand {
  /** Resolves with what the pattern found in all that was written so far, as soon as it is there. */
  reads(pattern: RegExp): Promise<RegExpExecArray>;
  types(line: string): void;
  /** The keyboard is gone, as when a window is closed. */
  hangsUp(): void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  output(): string;
}

const PATIENCE_MS = 20_000;

/** @param words such as `["zalo", "login"]` */
export function runCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): ARunningCommand {
  const child = spawn(process.execPath, ["dist/cli.js", ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let written = "";
  const looks = new Set<() => void>();
  const hear = (chunk: string) => {
    written += chunk;
    for (const look of looks) look();
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);
  child.stdin.on("error", () => undefined);
  const ended = once(child, "close").then(([code]) => code as number | null);
  void ended.then(() => hear(""));
  return {
    reads: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${why}: ${pattern}\n${written}`));
        const timer = setTimeout(() => fail("it takes too long to read"), PATIENCE_MS);
        const look = () => {
          const found = pattern.exec(written);
          if (found) resolve(found);
          else if (child.exitCode !== null || child.signalCode !== null) fail("it ended without");
          else return;
          clearTimeout(timer);
          looks.delete(look);
        };
        looks.add(look);
        look();
      }),
    types: (line) => void child.stdin.write(`${line}\n`),
    hangsUp: () => void child.stdin.end(),
    ended,
    output: () => written,
  };
}
