/** Part of the composition root: `hoidap knowledge import`, wired to the content and the terminal. */
import { readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { createProgress } from "./channels/terminal/show-progress.ts";
import type { Config } from "./config.ts";
import { loadContent } from "./content/index.ts";
import { DRAFT_LEVELS, isoDay, isoDayInHaiPhong } from "./core/knowledge/index.ts";
import { importKnowledge, snapshotName } from "./officers/knowledge/index.ts";
import type { Terminal } from "./service-commands.ts";
import { CommandError } from "./ticket-commands.ts";

export interface ImportOptions {
  readonly date?: string;
  readonly source?: string;
  readonly sector?: string;
  readonly level?: string;
  readonly whole?: boolean;
  readonly write?: boolean;
  readonly only?: string;
  readonly report?: string;
}

/** The portal's records of six ministries have 20 MB. */
const LARGEST_FILE = 200 * 1024 * 1024;

/** @throws CommandError for options that cannot be, SheetUnreadable for a file that cannot be read */
export async function importList(
  path: string,
  config: Config,
  terminal: Terminal,
  options: ImportOptions,
): Promise<number> {
  const today = isoDayInHaiPhong(new Date());
  const { write = false, whole = false } = options;
  if (write && options.date === undefined)
    throw new CommandError("Cần --date: ngày của danh sách (ngày xuất tệp, hoặc ngày của quyết định).");
  const date = options.date === undefined ? today : readDay("--date", options.date);
  if (date > today) throw new CommandError(`--date ${date} là ngày chưa tới.`);
  const source = (options.source ?? basename(path, extname(path))).trim();
  if ((await stat(path)).size > LARGEST_FILE)
    throw new CommandError("Tệp lớn hơn 200 MB. Hãy chia làm nhiều tệp.");
  const content = await loadContent(config.contentDir);
  return importKnowledge(await readFile(path), {
    folder: join(config.contentDir, "knowledge"),
    entries: content.knowledge,
    source,
    date,
    today,
    sector: options.sector,
    level: oneOf("--level", options.level, DRAFT_LEVELS),
    isWhole: whole,
    writes: write,
    only: oneOf("--only", options.only, ["new", "changed"] as const),
    reportPath:
      options.report ??
      join(config.dataDir, `import-${snapshotName(date, source).replace(/\.jsonl$/u, ".txt")}`),
    print: terminal.print,
    progress: progressOf(terminal),
  });
}

/** Only on a terminal: in a file or a log a bar is noise. */
function progressOf(terminal: Terminal): (label: string, total: number) => (done: number) => void {
  const output: Terminal["errorOutput"] & { readonly isTTY?: boolean } = terminal.errorOutput;
  return output.isTTY ? createProgress(output) : () => () => undefined;
}

/** A day as an officer writes it. @throws CommandError */
export function readDay(option: string, text: string): string {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(text.trim());
  const iso = found
    ? `${found[3]}-${(found[2] ?? "").padStart(2, "0")}-${(found[1] ?? "").padStart(2, "0")}`
    : text.trim();
  const checked = isoDay.safeParse(iso);
  if (!checked.success)
    throw new CommandError(`${option} “${text}” không phải một ngày. Viết như 2026-06-10 hoặc 10/06/2026.`);
  return checked.data;
}

function oneOf<T extends string>(
  option: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const found = choices.find((choice) => choice === text.trim().toLowerCase());
  if (!found) throw new CommandError(`${option} phải là một trong: ${choices.join(", ")}.`);
  return found;
}
