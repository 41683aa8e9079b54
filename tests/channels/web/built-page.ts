/** The page, built from the source as it is now; in a folder of its own, so that no test needs a build before it. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { buildPage } from "../../../src/channels/web/build/build-page.ts";
import { type PageAssets, readPageAssets } from "../../../src/channels/web/index.ts";

const PROJECT = new URL("../../../", import.meta.url).pathname;
const SOURCE = join(PROJECT, "src/channels/web/page");

export async function builtPage(): Promise<PageAssets> {
  const folder = await mkdtemp(join(tmpdir(), "hoidap-page-"));
  try {
    const compiler = join(PROJECT, "node_modules/.bin/tsc");
    await promisify(execFile)(compiler, ["-p", join(SOURCE, "tsconfig.json"), "--outDir", folder]);
    const page = join(folder, "page");
    buildPage(SOURCE, page);
    return readPageAssets(pathToFileURL(`${page}/`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
