/** What the model of reports is taught: messages that people wrote, alone, beside a question, and sentence by sentence. */
import { reportFeatures, sentencesOf } from "./report-features.ts";
import { type ReportLesson, type ReportModel, scoreOf, trainReportModel } from "./report-model.ts";

export interface ReportExamples {
  readonly reports: readonly string[];
  /** Messages of the same kind that are none: what resembles reports, and stories of another kind. */
  readonly nearMisses: readonly string[];
  /** Example questions of entries and intents, most of them short. */
  readonly questions: readonly string[];
}

const WEIGHT = { alone: 1, question: 0.5, beside: 0.5, sentence: 0.6, withoutMarks: 0.6 };
/** How many of them are also shown beside a question. */
const BESIDE = { report: 0.6, nearMiss: 0.6, question: 0.15 };
/** Of the sentences of a report so many are what makes it one, those that the first model holds for the likeliest. */
const TELLING_SENTENCES = 1 / 3;
/** How often all is gone through: the first model only has to find sentences. */
const EPOCHS = { first: 4, second: 12 };

/** Twice taught: the first model finds the sentences that make a report, the second learns from them too. */
export function learnReports(examples: ReportExamples, random: () => number): ReportModel {
  const whole = wholeLessons(examples, random);
  const first = trainReportModel(whole, EPOCHS.first, random);
  return trainReportModel([...whole, ...sentenceLessons(examples, first)], EPOCHS.second, random);
}

function wholeLessons(examples: ReportExamples, random: () => number): ReportLesson[] {
  const { reports, nearMisses, questions } = examples;
  const pick = () => questions[Math.floor(random() * questions.length)] ?? "";
  const beside = (texts: readonly string[], share: number) =>
    questions.length === 0
      ? []
      : texts.filter(() => random() < share).map((text) => joined(text, pick(), random));
  return [
    ...lessonsOf(reports, true, WEIGHT.alone),
    ...lessonsOf(nearMisses, false, WEIGHT.alone),
    ...lessonsOf(questions, false, WEIGHT.question),
    ...lessonsOf(beside(reports, BESIDE.report), true, WEIGHT.beside),
    ...lessonsOf(beside(nearMisses, BESIDE.nearMiss), false, WEIGHT.beside),
    ...lessonsOf(beside(questions, BESIDE.question), false, WEIGHT.beside),
  ];
}

/** A report that comes along with a question is a report: in front of it or behind. */
function joined(text: string, question: string, random: () => number): string {
  const [first, second] = random() < 0.5 ? [text, question] : [question, text];
  const isEnded = /[.?!…]$/u.test(first);
  return `${first}${isEnded ? " " : random() < 0.5 ? ", " : ". "}${second}`;
}

function sentenceLessons({ reports, nearMisses }: ReportExamples, first: ReportModel): ReportLesson[] {
  return [
    ...lessonsOf(
      reports.flatMap((report) => tellingSentences(report, first)),
      true,
      WEIGHT.sentence,
    ),
    ...lessonsOf(nearMisses.flatMap(sentencesOf), false, WEIGHT.sentence),
  ];
}

function tellingSentences(report: string, first: ReportModel): readonly string[] {
  const sentences = sentencesOf(report);
  if (sentences.length === 0) return [];
  const scored = sentences.map((text) => ({ text, score: scoreOf(first, text) }));
  scored.sort((a, b) => b.score - a.score);
  const count = Math.max(1, Math.floor(sentences.length * TELLING_SENTENCES));
  return scored.slice(0, count).map(({ text }) => text);
}

/** Each as it is written and without marks: half of all citizens type so. */
function lessonsOf(texts: readonly string[], isReport: boolean, weight: number): ReportLesson[] {
  return texts.flatMap((text) => {
    const { written, bare } = reportFeatures(text);
    const lesson = { features: written, isReport, weight };
    if (bare.length === written.length) return [lesson];
    return [lesson, { features: bare, isReport, weight: weight * WEIGHT.withoutMarks }];
  });
}
