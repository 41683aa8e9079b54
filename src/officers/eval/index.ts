/** How good the answers are, measured. */
export { chooseThresholds } from "./choose-thresholds.ts";
export { readPast, toPast } from "./compare.ts";
export { type Judgement, judgeAll, VERDICTS } from "./judge.ts";
export { parseQuestions, type Question } from "./question.ts";
export { type HeldOut, type QuestionSet, runEval } from "./run-eval.ts";
