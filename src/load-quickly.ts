/** Part of the composition root: the content, with the help of what was parsed at an earlier start. */
import { join } from "node:path";
import type { Config } from "./config.ts";
import { type Content, type EarlierReading, loadContent, readStored, writeStored } from "./content/index.ts";

/** The key of parsed files: raise it when files are read differently. */
const PARSING_VERSION = "12";

/** Content with the help of what was parsed before: only changed files are read in full. */
export async function loadQuickly(config: Config): Promise<Content> {
  const known = await readStored<EarlierReading>(parsedPath(config), PARSING_VERSION);
  const content = await loadContent(config.contentDir, known);
  if (known?.hash !== content.hash || hasNewStamps(known, content)) await storeParsed(config, content);
  return content;
}

/** Files were written again with the same words, as by a fresh checkout: next time they need not be read. */
function hasNewStamps(known: EarlierReading, content: Content): boolean {
  return [...content.files].some(([file, { stamp }]) => known.files.get(file)?.stamp !== stamp);
}

export async function storeParsed(config: Config, content: Content): Promise<void> {
  const { files, crossProblems, hash } = content;
  await writeStored(parsedPath(config), PARSING_VERSION, {
    files,
    crossProblems,
    hash,
  } satisfies EarlierReading);
}

function parsedPath(config: Config): string {
  return join(config.dataDir, "cache", "parsed.bin");
}
