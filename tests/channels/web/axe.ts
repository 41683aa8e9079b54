/** Looks for what shuts people out, as WCAG 2.2 AA has it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds, a line each. The page's context must let scripts of ours in (`bypassCSP`). */
export async function findBarriers(where: Page | Frame): Promise<string[]> {
  await where.evaluate(AXE);
  const found = (await where.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, iframes: false }).then((result) => result.violations)`,
  )) as Finding[];
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
