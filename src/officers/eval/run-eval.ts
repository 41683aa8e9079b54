/** `eval`: judges the answers by questions whose right answer is known. */
import { type Brain, reportIntentOf } from "../../core/conversation/index.ts";
import { type Comparison, compare, type Past } from "./compare.ts";
import { type Judgement, judgeAll, type Spelling } from "./judge.ts";
import type { Expectation, Question } from "./question.ts";
import { formatReportRates, reportRates } from "./report-rates.ts";
import { formatTable, tallyBy, worstConfusions } from "./tally.ts";

export interface QuestionSet {
  readonly name: string;
  readonly questions: readonly Question[];
}

/** A brain that has not seen some of the example questions, and those questions. */
export interface HeldOut {
  readonly brain: Brain;
  readonly questions: readonly Question[];
}

export interface EvalInput {
  readonly brain: Brain;
  readonly sets: readonly QuestionSet[];
  /** Made one after the other, since each takes a while; empty when only the files are judged. */
  readonly heldOut: Iterable<HeldOut>;
  readonly heldOutCount: number;
  readonly past: Past | undefined;
  readonly now: Date;
}

export interface EvalOutput {
  readonly judgements: readonly Judgement[];
  readonly comparison: Comparison | undefined;
}

const SPELLINGS: readonly (readonly [Spelling, string])[] = [
  ["as-written", "như đã viết"],
  ["without-diacritics", "bỏ dấu"],
];
/** Names of the rows of what was held out. */
const HELD_OUT: Partial<Readonly<Record<Expectation, string>>> = {
  feedback: "câu phản ánh",
  "not-feedback": "câu giống phản ánh",
};
const MOST_CONFUSIONS = 15;
const MOST_CHANGES = 20;

export function runEval(
  input: EvalInput,
  print: (line: string) => void,
  progress: (line: string) => void,
): EvalOutput {
  const kept: Judgement[] = [];
  const reportEntry = reportIntentOf(input.brain.intents.values())?.entry;
  for (const [spelling, label] of SPELLINGS) {
    const judged = input.sets.map(({ name, questions }) => ({
      name,
      all: judgeAll(input.brain, questions, spelling, input.now),
    }));
    print(`\n== ${label} ==`);
    for (const { name, all } of judged) {
      const [whole] = tallyBy(all, () => name);
      if (whole)
        for (const line of formatTable([whole, ...tallyBy(all, ({ question }) => `  ${question.kind}`)]))
          print(line);
      if (all.some(({ question }) => question.expect.endsWith("feedback")))
        print(`  ${formatReportRates(reportRates(all, reportEntry))}`);
      print("");
    }
    print(
      `Tất cả, ${formatReportRates(
        reportRates(
          judged.flatMap(({ all }) => all),
          reportEntry,
        ),
      )}`,
    );
    if (spelling === "as-written") kept.push(...judged.flatMap(({ all }) => all));
  }
  const times = kept.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  print(`Thời gian một lượt: giữa ${at(0.5)} ms, 99 % dưới ${at(0.99)} ms.`);

  if (input.heldOutCount > 0) print("\n== câu mẫu của các mục, mỗi câu chấm bằng bản chưa học câu ấy ==");
  const heldOut: Judgement[] = [];
  let done = 0;
  for (const { brain, questions } of input.heldOut) {
    heldOut.push(...judgeAll(brain, questions, "as-written", input.now));
    done += 1;
    progress(`chấm câu mẫu: ${done}/${input.heldOutCount}`);
  }
  if (heldOut.length > 0) {
    for (const line of formatTable(
      tallyBy(heldOut, ({ question }) => HELD_OUT[question.expect] ?? "câu mẫu"),
    ))
      print(line);
    print(formatReportRates(reportRates(heldOut, reportEntry)));
  }

  print("\nHay nhầm nhất:");
  for (const line of worstConfusions([...kept, ...heldOut], MOST_CONFUSIONS)) print(`  ${line}`);
  const judgements = [...kept, ...heldOut];
  const comparison = input.past && compare(input.past, judgements);
  if (comparison) printComparison(comparison, print);
  return { judgements, comparison };
}

function printComparison({ better, worse }: Comparison, print: (line: string) => void): void {
  print(`\nSo với lần chấm trước: ${better.length} câu tốt lên, ${worse.length} câu kém đi.`);
  for (const line of worse.slice(0, MOST_CHANGES)) print(`  kém đi  ${line}`);
  for (const line of better.slice(0, MOST_CHANGES)) print(`  tốt lên ${line}`);
}
