/** The real service in a process of its own, for tests that use it as the world does: over HTTP, with kills. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Tests and benches are started in the root of the project. */
const PROJECT = process.cwd();

export interface RunningService {
  readonly port: number;
  readonly url: string;
  /** Milliseconds from the start of the process until the port answered. */
  readonly opensAfterMs: number;
  readonly process: ChildProcess;
  /** Everything that the process has written. */
  output(): string;
  /** Resolves when the bot has read its content and takes turns. */
  ready(): Promise<void>;
  /** As a power cut would: at once. */
  kill(): Promise<void>;
  /** As an operator would. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface ServiceSettings {
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 60_000;

/** @throws when the process ends before the port is open, with what it wrote */
export async function startTheService(settings: ServiceSettings): Promise<RunningService> {
  await takeOverLearned(settings.dataDir);
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["dist/cli.js", "start"], {
    cwd: PROJECT,
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: settings.dataDir,
      CITIZEN_RATE_PER_MIN: "100000",
      ADDRESS_RATE_PER_MIN: "1000000",
      ...settings.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  let isReady = false;
  let port = 0;
  const waiting: (() => void)[] = [];
  const hear = (line: string) => {
    written += `${line}\n`;
    const event = readEvent(line);
    if (event?.msg === "listening") port = event.port ?? 0;
    if (event?.msg === "ready") isReady = true;
    for (const look of [...waiting]) look();
  };
  createInterface({ input: child.stdout }).on("line", hear);
  createInterface({ input: child.stderr }).on("line", hear);
  const ended = once(child, "exit").then(([code]) => code as number | null);
  void ended.then(() => {
    for (const look of [...waiting]) look();
  });
  const until = (what: string, holds: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`the service is not ${what}: ${why}\n${written}`));
      const timer = setTimeout(() => fail("it takes too long"), PATIENCE_MS);
      const look = () => {
        if (holds()) resolve();
        else if (child.exitCode !== null || child.signalCode !== null) fail("it has ended");
        else return;
        clearTimeout(timer);
        waiting.splice(waiting.indexOf(look), 1);
      };
      waiting.push(look);
      look();
    });
  await until("listening", () => port > 0);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    opensAfterMs: performance.now() - startedAt,
    process: child,
    output: () => written,
    ready: () => until("ready", () => isReady),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** What was learned from the content before the tests is learned: a start takes a second, not twenty. */
export async function takeOverLearned(dataDir: string): Promise<void> {
  const [from, to] = [join(PROJECT, "data", "cache"), join(dataDir, "cache")];
  if (existsSync(from) && !existsSync(to)) await cp(from, to, { recursive: true });
}

function readEvent(line: string): { msg?: string; port?: number } | undefined {
  try {
    return JSON.parse(line) as { msg?: string; port?: number };
  } catch {
    return undefined;
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
