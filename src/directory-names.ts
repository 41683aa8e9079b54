/** Part of the composition root: the index of the directory's names, made once for each directory and kept on disk. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { keepNewest, readStored, writeStored } from "./content/index.ts";
import type { Directory } from "./core/knowledge/index.ts";
import type { DirectorySearch } from "./core/ports.ts";
import { createDirectorySearch, indexNames, type NameIndex } from "./search/index.ts";

/** Part of the key of what is stored: raise it when names are indexed differently. */
const NAMES_VERSION = "1";
const MOST_KEPT = 3;

const known = new WeakMap<Directory, DirectorySearch>();

/** Takes what was indexed before from the very same names, or indexes them: half a second. */
export async function prepareDirectory(directory: Directory, dataDir: string): Promise<void> {
  if (known.has(directory) || directory.rows.size === 0) return;
  const digest = createHash("sha256");
  for (const { code, name } of directory.rows.values()) digest.update(`${code}\t${name}\n`);
  const hash = digest.digest("hex");
  const key = `${NAMES_VERSION} ${hash}`;
  const folder = join(dataDir, "cache");
  const path = join(folder, `names-${hash.slice(0, 16)}.bin`);
  const stored = await readStored<NameIndex>(path, key);
  const index = stored ?? indexNames([...directory.rows.values()]);
  known.set(directory, createDirectorySearch(index));
  if (stored) return;
  await writeStored(path, key, index);
  await keepNewest(folder, "names-", MOST_KEPT);
}

/** The search of a directory; one that was not prepared is indexed when it is first asked. */
export function directorySearchOf(directory: Directory): DirectorySearch {
  const ready = () => {
    let search = known.get(directory);
    if (!search) {
      search = createDirectorySearch(indexNames([...directory.rows.values()]));
      known.set(directory, search);
    }
    return search;
  };
  return {
    find: (question, subject, limit) => ready().find(question, subject, limit),
    share: (words, isKnown) => ready().share(words, isKnown),
    shareOfPairs: (words, isKnown) => ready().shareOfPairs(words, isKnown),
    among: (codes, words) => ready().among(codes, words),
  };
}
