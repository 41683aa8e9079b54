/** The command `bench:intents`: our classifier and its peers on the utterances of `intents/`, in five folds. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { IntentsReport } from "./intents-report.ts";
import { type Ending, runLimited } from "./limited-process.ts";
import { describeMachine } from "./machine.ts";
import { intentPeers } from "./peers/intent-peers.ts";
import { projectRoot } from "./project-root.ts";
import { readUtterances } from "./read-intents.ts";
import { runCommand, wholeNumber } from "./usage-error.ts";

/** How many examples a classifier gets that does not finish with all of them in time. */
const SAMPLE = 200;

const HEAD = [
  "classifier",
  "examples",
  "accuracy",
  "macro-F1",
  "acc. no marks",
  "F1 no marks",
  "train ms",
  "p50 ms",
  "p99 ms",
];

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      intents: { type: "string", default: join(projectRoot, "intents") },
      "time-limit": { type: "string", default: "120" },
      json: { type: "boolean", default: false },
    },
  });
  const limitMs = wholeNumber("time-limit", values["time-limit"], 1) * 1_000;
  const examples = readUtterances(values.intents);
  const endings: Record<string, Ending<IntentsReport>> = {};
  for (const name of ["ours", ...Object.keys(intentPeers)]) {
    console.error(`bench:intents: ${name} ...`);
    let ending = await runLimited<IntentsReport>("intents-process", [name, values.intents, "0"], limitMs);
    if (ending.status === "time-limit") {
      const args = [name, values.intents, String(SAMPLE)];
      ending = await runLimited<IntentsReport>("intents-process", args, limitMs);
    }
    endings[name] = ending;
  }
  const machine = describeMachine();
  if (values.json) console.log(JSON.stringify({ endings, machine }, null, 2));
  else {
    const labels = new Set(examples.map((example) => example.label)).size;
    console.log(`${examples.length} utterances, ${labels} intents, 5 folds, twins kept together`);
    console.log(tableOf(endings));
    console.log(JSON.stringify(machine));
  }
});

function tableOf(endings: Readonly<Record<string, Ending<IntentsReport>>>): string {
  const rows = Object.entries(endings).map(([name, ending]) =>
    ending.status === "measured" ? rowOf(name, ending.report) : [name, `${ending.status}: ${ending.reason}`],
  );
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(HEAD), line(HEAD.map(() => "---")), ...rows.map(line)].join("\n");
}

function rowOf(name: string, report: IntentsReport): string[] {
  const shares = [report.accuracy, report.macroF1, report.strippedAccuracy, report.strippedMacroF1];
  const times = [report.trainMs, report.p50Ms, report.p99Ms];
  return [name, String(report.examples), ...shares.map((share) => share.toFixed(3)), ...times.map(String)];
}
