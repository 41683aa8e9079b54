/** The command `bench`: answers, speed and size of the whole bot, then the peers on the same questions. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createBrain, learnOnce, readTuning, toSearchable } from "../src/assemble-brain.ts";
import { readConfig } from "../src/config.ts";
import { prepareDirectory } from "../src/directory-names.ts";
import { loadQuickly } from "../src/load-quickly.ts";
import { judgeAll, parseQuestions, type Question } from "../src/officers/eval/index.ts";
import { describeMachine } from "./machine.ts";
import { percentile, round } from "./measure.ts";
import { projectRoot } from "./project-root.ts";
import { runCommand } from "./usage-error.ts";

const SPELLINGS = ["as-written", "without-diacritics"] as const;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      peers: { type: "boolean", default: true },
      also: { type: "string", multiple: true, default: [] },
    },
    allowNegative: true,
  });
  const config = readConfig({ CONTENT_DIR: projectRoot, DATA_DIR: join(projectRoot, "data") });
  const content = await loadQuickly(config);
  const learned = await learnOnce(content, config.dataDir);
  await prepareDirectory(content.directory, config.dataDir);
  const tuning = await readTuning(config.contentDir);
  const brain = createBrain({ ...content, learned, tuning, validity: config.validity }, { warm: false });
  const folder = join(projectRoot, "tests", "questions");
  const files = [...readdirSync(folder).map((file) => join(folder, file)), ...values.also];
  const questions = files.flatMap((file) => parseQuestions(file, readFileSync(file, "utf8")));

  console.log(
    JSON.stringify({
      machine: describeMachine(),
      entries: content.knowledge.size,
      questions: questions.length,
    }),
  );
  judgeAll(brain, questions.slice(0, 200), "as-written", new Date());
  for (const spelling of SPELLINGS) {
    const judged = judgeAll(brain, questions, spelling, new Date());
    const asked = judged.filter(({ question }) => question.expect === "answered");
    const share = (verdict: string) =>
      round((100 * asked.filter((one) => one.verdict === verdict).length) / asked.length, 1);
    const times = judged.map(({ ms }) => ms);
    console.log(
      JSON.stringify({
        spelling,
        right: share("right"),
        rightOrOffered: round(share("right") + share("offered"), 1),
        wrong: share("wrong"),
        turnP50Ms: round(percentile(times, 0.5), 2),
        turnP99Ms: round(percentile(times, 0.99), 2),
      }),
    );
  }
  console.log(JSON.stringify(measureStart()));
  if (values.peers) runPeers(content.knowledge.values(), questions);
});

/** One question asked of a fresh process with everything learned: how long it takes and what it holds. */
function measureStart() {
  const runs = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    const run = spawnSync(process.execPath, [join(projectRoot, "dist", "cli.js"), "ask", "--jsonl"], {
      input: '{"id":"1","text":"đăng ký khai sinh cần giấy tờ gì"}\n',
      env: { ...process.env, NODE_OPTIONS: `--import ${join(projectRoot, "bench", "report-memory.mjs")}` },
    });
    const memory = /RSS (\d+)/u.exec(run.stderr.toString())?.[1];
    return { ms: performance.now() - begun, rssMb: Number(memory ?? 0) / 1e6 };
  });
  const best = runs.reduce((quickest, run) => (run.ms < quickest.ms ? run : quickest));
  return {
    startToFirstAnswerMs: round(best.ms, 0),
    residentMb: round(best.rssMb, 0),
    note: "whole process, node itself included",
  };
}

/** The peers get every word that we have: titles as titles; aliases and example questions as text. */
function runPeers(
  entries: Iterable<Parameters<typeof toSearchable>[0]>,
  questions: readonly Question[],
): void {
  const temp = mkdtempSync(join(tmpdir(), "hoidap-bench-"));
  try {
    const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join("\n");
    const corpus = [...entries].map(toSearchable).map(({ id, title, aliases, questions: asked }) => ({
      id,
      title,
      text: [...aliases, ...asked].join("\n"),
    }));
    const alone = questions.filter(
      ({ expect, session, entries: right }) => expect === "answered" && !session && right.length > 0,
    );
    writeFileSync(join(temp, "corpus.jsonl"), lines(corpus));
    writeFileSync(
      join(temp, "questions.jsonl"),
      lines(alone.map(({ id, text, entries: relevant }) => ({ id, text, relevant }))),
    );
    const script = (name: string) => join(projectRoot, "bench", "dist", "bench", `${name}.js`);
    const flags = ["--corpus", join(temp, "corpus.jsonl"), "--questions", join(temp, "questions.jsonl")];
    execFileSync(process.execPath, [script("search-bench"), ...flags], { stdio: "inherit" });
    execFileSync(process.execPath, [script("intents-bench")], { stdio: "inherit" });
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}
