/** Writes a content file whole: whoever reads meanwhile sees the old one or the new one, never half of it. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** @throws when the folder cannot be written; the old file stands then */
export async function replaceFile(path: string, text: string): Promise<void> {
  // A name that is passed over by whoever reads the content.
  const beside = join(dirname(path), `.${basename(path)}.part`);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}
