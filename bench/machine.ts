/** States what the numbers were measured on. */
import { readFileSync } from "node:fs";
import { cpus, loadavg, platform, totalmem } from "node:os";
import { join } from "node:path";
import { round } from "./measure.ts";
import { projectRoot } from "./project-root.ts";

const ENGINES = ["minisearch", "natural", "@orama/orama", "flexsearch", "lunr", "better-sqlite3", "node-nlp"];

export interface Machine {
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  /** How many processes wanted to run in the last minute; above `cores` the times are too long. */
  readonly load: number;
  readonly node: string;
  /** Versions of the engines that are installed. */
  readonly versions: Readonly<Record<string, string>>;
}

export function describeMachine(): Machine {
  const found = ENGINES.map((name) => [name, installedVersion(name)]).filter(([, version]) => version);
  return {
    platform: `${platform()} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    load: round(loadavg()[0] ?? 0, 1),
    node: process.version,
    versions: Object.fromEntries(found) as Record<string, string>,
  };
}

function installedVersion(name: string): string | undefined {
  for (const folder of ["bench/node_modules", "node_modules"]) {
    try {
      const text = readFileSync(join(projectRoot, folder, name, "package.json"), "utf8");
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
