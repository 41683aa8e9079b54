/** Part of the composition root: `hoidap knowledge diff`, wired to the content, the snapshots and the directory's lists. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Config } from "./config.ts";
import { loadContent } from "./content/index.ts";
import { isoDay, isoDayInHaiPhong } from "./core/knowledge/index.ts";
import { readDay } from "./knowledge-import.ts";
import { diffKnowledge, readDirectorySnapshot, type Snapshot } from "./officers/knowledge/index.ts";
import type { Terminal } from "./service-commands.ts";
import { CommandError } from "./ticket-commands.ts";

export interface DiffOptions {
  readonly sector?: string;
  readonly write?: boolean;
}

/** @throws CommandError for days that cannot be */
export async function diffDays(
  from: string,
  to: string,
  config: Config,
  terminal: Terminal,
  options: DiffOptions,
): Promise<number> {
  const [fromDay, toDay] = [readDay("ngày đầu", from), readDay("ngày sau", to)];
  if (fromDay >= toDay) throw new CommandError("Ngày đầu phải trước ngày sau.");
  const folder = join(config.contentDir, "knowledge");
  const content = await loadContent(config.contentDir);
  return diffKnowledge({
    folder,
    entries: content.knowledge,
    moreLists: await readDirectoryLists(join(folder, "directory"), terminal),
    fromDay,
    toDay,
    today: isoDayInHaiPhong(new Date()),
    sector: options.sector,
    writes: options.write ?? false,
    print: terminal.print,
  });
}

/** What is said of a list of the directory, in the file of the same name beside it. */
const noteSchema = z.object({ source: z.object({ title: z.string(), date: isoDay }) });

async function readDirectoryLists(folder: string, terminal: Terminal): Promise<Snapshot[]> {
  const names = await readdir(folder).catch(() => []);
  const lists: Snapshot[] = [];
  for (const name of names.filter((one) => one.endsWith(".csv")).sort()) {
    const note = await readFile(join(folder, name.replace(/\.csv$/u, ".yaml")), "utf8").catch(() => "");
    const about = noteSchema.safeParse(parse(note));
    if (about.success)
      lists.push(await readDirectorySnapshot(await readFile(join(folder, name)), about.data.source));
    else
      terminal.warn(
        `knowledge/directory/${name}: không có tệp .yaml nói ngày của danh mục; không so tệp này.`,
      );
  }
  return lists;
}
