/** The command `bench:directory`: answers, speed and start with the directory and its drafts against without, in the same run. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createBrain, learnOnce, readTuning } from "../src/assemble-brain.ts";
import { readConfig } from "../src/config.ts";
import type { Brain } from "../src/core/conversation/index.ts";
import { EMPTY_DIRECTORY } from "../src/core/knowledge/index.ts";
import { prepareDirectory } from "../src/directory-names.ts";
import { loadQuickly } from "../src/load-quickly.ts";
import { judgeAll, parseQuestions, VERDICTS } from "../src/officers/eval/index.ts";
import { describeMachine } from "./machine.ts";
import { percentile, round } from "./measure.ts";
import { projectRoot } from "./project-root.ts";
import { runCommand } from "./usage-error.ts";

const SPELLINGS = ["as-written", "without-diacritics"] as const;
const STARTS = 5;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      /** A content folder that has drafts besides. */
      content: { type: "string", default: projectRoot },
      also: { type: "string", multiple: true, default: [] },
    },
  });
  const temp = mkdtempSync(join(tmpdir(), "hoidap-directory-"));
  try {
    const config = readConfig({ CONTENT_DIR: values.content, DATA_DIR: join(temp, "with") });
    cpSync(join(projectRoot, "data", "cache"), join(temp, "with", "cache"), { recursive: true });
    const content = await loadQuickly(config);
    const learned = await learnOnce(content, config.dataDir);
    const before = process.memoryUsage().rss;
    await prepareDirectory(content.directory, config.dataDir);
    const drafts = [...content.files.values()].filter(({ draft }) => draft).length;
    console.log(
      JSON.stringify({
        machine: describeMachine(),
        entries: content.knowledge.size,
        rows: content.directory.rows.size,
        drafts,
        namesMb: round((process.memoryUsage().rss - before) / 1e6, 1),
      }),
    );
    const parts = {
      ...content,
      learned,
      tuning: await readTuning(config.contentDir),
      validity: config.validity,
    };
    const brains = {
      without: createBrain({ ...parts, directory: EMPTY_DIRECTORY }, { warm: true }),
      with: createBrain(parts, { warm: true }),
    };
    const folder = join(projectRoot, "tests", "questions");
    for (const file of [...readdirSync(folder).map((name) => join(folder, name)), ...values.also])
      for (const spelling of SPELLINGS)
        for (const [name, brain] of Object.entries(brains)) measure(name, brain, file, spelling);
    for (const name of ["without", "with"])
      console.log(JSON.stringify(measureStart(name, values.content, temp)));
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
});

function measure(name: string, brain: Brain, file: string, spelling: (typeof SPELLINGS)[number]): void {
  const questions = parseQuestions(file, readFileSync(file, "utf8"));
  const judged = judgeAll(brain, questions, spelling, new Date());
  const share = (verdict: string) =>
    round((100 * judged.filter((one) => one.verdict === verdict).length) / (judged.length || 1), 1);
  const times = judged.map(({ ms }) => ms);
  console.log(
    JSON.stringify({
      directory: name,
      file: file.split("/").at(-1),
      spelling,
      ...Object.fromEntries(VERDICTS.map((verdict) => [verdict, share(verdict)])),
      turnP50Ms: round(percentile(times, 0.5), 2),
      turnP99Ms: round(percentile(times, 0.99), 2),
    }),
  );
}

/** One question asked of a fresh process. The first start of all reads and learns; those after it are counted. */
function measureStart(name: string, contentDir: string, temp: string) {
  let root = contentDir;
  if (name === "without") {
    root = join(temp, "bare");
    mkdirSync(root);
    for (const part of ["knowledge", "intents", "tuning.json"])
      cpSync(join(contentDir, part), join(root, part), { recursive: true });
    for (const part of ["directory", "drafts"])
      rmSync(join(root, "knowledge", part), { recursive: true, force: true });
  }
  const dataDir = join(temp, name);
  cpSync(join(projectRoot, "data", "cache"), join(dataDir, "cache"), { recursive: true });
  const runs = Array.from({ length: STARTS + 1 }, () => {
    const begun = performance.now();
    const run = spawnSync(process.execPath, [join(projectRoot, "dist", "cli.js"), "ask", "--jsonl"], {
      input: '{"id":"1","text":"đăng ký khai sinh cần giấy tờ gì"}\n',
      env: {
        ...process.env,
        CONTENT_DIR: root,
        DATA_DIR: dataDir,
        NODE_OPTIONS: `--import ${join(projectRoot, "bench", "report-memory.mjs")}`,
      },
    });
    const memory = /RSS (\d+)/u.exec(run.stderr.toString())?.[1];
    return { ms: performance.now() - begun, rssMb: Number(memory ?? 0) / 1e6 };
  });
  const [first, ...later] = runs;
  const best = later.reduce((quickest, run) => (run.ms < quickest.ms ? run : quickest));
  const worst = later.reduce((slowest, run) => (run.ms > slowest.ms ? run : slowest));
  return {
    directory: name,
    firstStartMs: round(first?.ms ?? 0, 0),
    startMs: round(best.ms, 0),
    slowestStartMs: round(worst.ms, 0),
    residentMb: round(best.rssMb, 0),
  };
}
