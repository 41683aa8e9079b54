/** Asks questions and says of each how it went. */
import {
  type Brain,
  reportIntentOf,
  type Session,
  type TurnOutcome,
  takeTurn,
} from "../../core/conversation/index.ts";
import { TRIAL_FACTS } from "../../core/feedback/index.ts";
import { foldDiacritics } from "../../language/index.ts";
import { HISTORY, type Question } from "./question.ts";

/** right: the right answer, or the right refusal. offered: among the choices. wrong: another entry, as if sure. missed: none. */
export const VERDICTS = ["right", "offered", "wrong", "missed"] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  readonly question: Question;
  readonly verdict: Verdict;
  /** Undefined when no side was asked for, or when the entry was not the right one. */
  readonly isFacetRight: boolean | undefined;
  /** It was taken for a report on officials. */
  readonly isHeardAsReport: boolean;
  readonly said: TurnOutcome;
  readonly ms: number;
}

export type Spelling = "as-written" | "without-diacritics";

export function judgeAll(
  brain: Brain,
  questions: readonly Question[],
  spelling: Spelling,
  now: Date,
): Judgement[] {
  const sessions = new Map<string, Session>();
  const judgements: Judgement[] = [];
  const report = reportIntentOf(brain.intents.values());
  for (const question of questions) {
    const text = spelling === "as-written" ? question.text : foldDiacritics(question.text);
    const begun = performance.now();
    const said = takeTurn(
      brain,
      question.session ? sessions.get(question.session) : undefined,
      { text },
      now,
      TRIAL_FACTS,
    );
    const ms = performance.now() - begun;
    if (question.session) sessions.set(question.session, said.session);
    if (question.kind === HISTORY) continue;
    const isHeardAsReport = said.outcome === "feedback" && said.intent === report?.id;
    const verdict = judge(question, said, isHeardAsReport ? report?.entry : undefined);
    const isFacetRight =
      verdict === "right" && question.facets.length > 0
        ? said.facet !== undefined && question.facets.includes(said.facet)
        : undefined;
    judgements.push({ question, verdict, isFacetRight, isHeardAsReport, said, ms });
  }
  return judgements;
}

/** @param reportEntry what reports are answered from, when it was taken for one: whoever asks how gets more than asked */
function judge({ expect, entries }: Question, said: TurnOutcome, reportEntry: string | undefined): Verdict {
  const offered = said.candidates.slice(0, 5).some(({ entry }) => entries.includes(entry));
  switch (expect) {
    case "answered":
      if (reportEntry !== undefined && entries.includes(reportEntry)) return "right";
      if (said.entry !== undefined) return entries.includes(said.entry) ? "right" : "wrong";
      return said.outcome === "clarified" && offered ? "offered" : "missed";
    case "clarified":
      if (said.outcome === "clarified") return "right";
      return said.entry !== undefined && entries.length > 0 && !entries.includes(said.entry)
        ? "wrong"
        : "offered";
    case "not-answered":
      if (said.outcome === "answered") return "wrong";
      return said.outcome === "clarified" ? "offered" : "right";
    case "small-talk":
      if (
        said.outcome === "small-talk" ||
        said.outcome === "not-understood" ||
        said.outcome === "handed-over"
      )
        return "right";
      return said.entry === "hoi-bot" ? "right" : "wrong";
    case "emergency":
      return said.outcome === "emergency" ? "right" : "wrong";
    case "feedback":
      return reportEntry !== undefined ? "right" : "wrong";
    case "not-feedback":
      return reportEntry !== undefined ? "wrong" : "right";
  }
}
