/** Where answers lead in the cases of an entry. An answer is the number of an option, counted from 1. */
import type { CaseOption, CaseOutcome, CaseQuestion, Cases } from "./entry-head.ts";

/** One answer on the way. */
export interface CaseStep {
  readonly question: CaseQuestion;
  readonly option: CaseOption;
  readonly answer: number;
}

/** A question, or the outcome. */
type CaseNode =
  | { readonly question: CaseQuestion; readonly outcome?: undefined }
  | { readonly question?: undefined; readonly outcome: CaseOutcome };

/** What comes after some answers. */
export type CasePlace = CaseNode & { readonly steps: readonly CaseStep[] };

export interface CasePath {
  readonly steps: readonly CaseStep[];
  readonly outcome: CaseOutcome;
}

/** The place after these answers; undefined when they do not fit: the cases were written anew meanwhile. */
export function followCases(cases: Cases, answers: readonly number[]): CasePlace | undefined {
  const steps: CaseStep[] = [];
  let node = firstOf(cases);
  for (const answer of answers) {
    const question = node?.question;
    const option = question?.options[answer - 1];
    if (!question || !option) return undefined;
    steps.push({ question, option, answer });
    node = behind(cases, option);
  }
  return node && { ...node, steps };
}

/** Every way from the first question to an outcome. */
export function walkCases(cases: Cases): readonly CasePath[] {
  const walk = (node: CaseNode | undefined, steps: readonly CaseStep[]): CasePath[] => {
    if (!node) return [];
    const { question, outcome } = node;
    if (outcome) return [{ steps, outcome }];
    return question.options.flatMap((option, at) =>
      walk(behind(cases, option), [...steps, { question, option, answer: at + 1 }]),
    );
  };
  return walk(firstOf(cases), []);
}

/** How many questions there are from this one on, itself included; undefined when it depends on the answers. */
export function countQuestions(cases: Cases, question: CaseQuestion): number | undefined {
  const counts = new Set(
    question.options.map((option) => {
      const next = behind(cases, option)?.question;
      return next ? countQuestions(cases, next) : 0;
    }),
  );
  const [only] = counts;
  return counts.size === 1 && only !== undefined ? only + 1 : undefined;
}

function firstOf({ questions: [question] }: Cases): CaseNode | undefined {
  return question && { question };
}

function behind({ questions, outcomes }: Cases, option: CaseOption): CaseNode | undefined {
  const question = questions.find(({ id }) => id === option.next);
  if (question) return { question };
  const outcome = outcomes.find(({ id }) => id === option.outcome);
  return outcome && { outcome };
}
