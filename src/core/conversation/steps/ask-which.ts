/** "Sổ đỏ", "căn cước, phí bao nhiêu": a subject that many entries share and none is called. Which one is the question. */
import { subjectOfTurn } from "../called-entry.ts";
import { clarify } from "../decide.ts";
import type { Step } from "../turn.ts";

/** Longer subjects say more than a common word. */
const MOST_WORDS = 3;
const LEAST_ENTRIES = 3;
const MOST_CHOICES = 5;

export const askWhich: Step = (turn) => {
  const { names } = turn.brain;
  const { said, bare: subject } = subjectOfTurn(turn);
  if (subject.length === 0 || subject.length > MOST_WORDS) return undefined;
  if (names.called(said).length > 0 || names.called(subject).length > 0) return undefined;
  const sharing = names.mentioning(subject);
  if (sharing.length < LEAST_ENTRIES) return undefined;
  const scores = new Map(turn.findings.hits.map(({ entry, score }) => [entry, score]));
  const choices = sharing
    .map((entry) => ({ entry, score: scores.get(entry) ?? 0 }))
    .sort((a, b) => b.score - a.score || (a.entry < b.entry ? -1 : 1))
    .slice(0, MOST_CHOICES);
  // A word that all share says of none that it is likelier.
  return clarify(
    turn,
    choices.map(({ entry }) => ({ entry, score: 1 / choices.length })),
  );
};
