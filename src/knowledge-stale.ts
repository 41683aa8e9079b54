/** Part of the composition root: `hoidap knowledge stale`, on the content and the log of turns. */
import { writeFile } from "node:fs/promises";
import type { Config } from "./config.ts";
import type { Content } from "./content/index.ts";
import { isoDayInHaiPhong } from "./core/knowledge/index.ts";
import { withTurnLog } from "./knowledge-log.ts";
import { foldDiacritics } from "./language/index.ts";
import { loadQuickly } from "./load-quickly.ts";
import { rankStale } from "./officers/knowledge/rank-stale.ts";
import { showStale, staleCsv, staleWorkbook } from "./officers/knowledge/show-stale.ts";
import type { Terminal } from "./service-commands.ts";
import { CommandError } from "./ticket-commands.ts";

const ASKED_DAYS = 90;
const DAY_MS = 86_400_000;

export interface StaleOptions {
  readonly sector?: string;
  readonly limit?: string;
  readonly csv?: string;
}

export async function stale(config: Config, terminal: Terminal, options: StaleOptions): Promise<number> {
  const limit = Number(options.limit ?? "20");
  if (!Number.isSafeInteger(limit) || limit < 1) throw new CommandError("Sau --limit là một số, ví dụ 20.");
  const content = await loadQuickly(config);
  const now = new Date();
  const asked = await withTurnLog(config, async (log) =>
    log?.askedSince(now.getTime() - ASKED_DAYS * DAY_MS),
  );
  const ranked = rankStale(content.knowledge.values(), {
    today: isoDayInHaiPhong(now),
    validity: config.validity,
    asked: asked && new Map(asked.map(({ entry, count }) => [entry, count])),
    askedDays: ASKED_DAYS,
  });
  const { sector } = options;
  const all = sector ? ranked.filter((row) => sameWords(row.sector, sector)) : ranked;
  if (sector && all.length === 0) {
    const sectors = [...new Set(ranked.map((row) => row.sector))].sort((a, b) => a.localeCompare(b, "vi"));
    throw new CommandError(
      `Không có mục nào cần đối chiếu ở lĩnh vực “${sector}”. Đang có: ${sectors.join("; ")}.`,
    );
  }
  const files = filesById(content);
  const fileOf = (id: string) => files.get(id) ?? id;
  if (options.csv) {
    const isWorkbook = /\.xlsx$/iu.test(options.csv);
    await writeFile(options.csv, isWorkbook ? await staleWorkbook(all, fileOf) : staleCsv(all, fileOf));
    terminal.print(`Đã ghi ${all.length} mục cần đối chiếu vào ${options.csv}.`);
    return 0;
  }
  showStale({ all, limit, fileOf, knowsAsked: asked !== undefined }, terminal.print);
  return 0;
}

/** Where each entry stands, from the content folder. */
export function filesById({ files }: Pick<Content, "files">): ReadonlyMap<string, string> {
  return new Map([...files].flatMap(([file, { entry }]) => (entry ? [[entry.id, file] as const] : [])));
}

function sameWords(a: string, b: string): boolean {
  const bare = (text: string) => foldDiacritics(text.trim().toLowerCase());
  return bare(a) === bare(b);
}
