/** Starts a bench: writes the TypeScript out as JavaScript, which Node 20 needs, and runs the one that is named. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const BENCHES = { search: "search-bench", intents: "intents-bench", corpus: "make-scale-corpus" };

const bench = dirname(fileURLToPath(import.meta.url));
const [name = "", ...args] = process.argv.slice(2);
if (!Object.hasOwn(BENCHES, name)) {
  console.error(`Lỗi / Error: node bench/run.mjs <${Object.keys(BENCHES).join("|")}> [...]`);
  process.exit(1);
}
const node = (script, ...rest) =>
  spawnSync(process.execPath, [script, ...rest], { stdio: ["inherit", "inherit", "inherit"] }).status ?? 1;

const compiled = node(join(bench, "../node_modules/typescript/bin/tsc"), "-p", join(bench, "tsconfig.json"));
process.exit(compiled || node(join(bench, "dist/bench", `${BENCHES[name]}.js`), ...args));
