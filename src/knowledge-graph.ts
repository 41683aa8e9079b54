/** Part of the composition root: what `knowledge graph` reads, and where it writes. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { loadQuickly } from "./load-quickly.ts";
import { chooseEntries, drawGraphs } from "./officers/knowledge/graph.ts";
import { createLayOut } from "./officers/knowledge/lay-out.ts";

export interface GraphOptions {
  readonly out: string;
}

/** @throws NothingToDraw when an entry does not exist or has no cases */
export async function drawKnowledge(
  config: Config,
  ids: readonly string[],
  { out }: GraphOptions,
  print: (line: string) => void,
): Promise<number> {
  const { knowledge } = await loadQuickly(config);
  const entries = chooseEntries(knowledge, ids);
  const files = drawGraphs(entries, await createLayOut());
  await mkdir(out, { recursive: true });
  for (const { name, text } of files) await writeFile(join(out, name), text);
  print(`Đã vẽ ${entries.length} mục. Mở ${join(out, "index.html")} bằng trình duyệt để xem.`);
  return 0;
}
