/** No entry is clearly meant, but there is a procedure of that name: say what the directory knows of it. */
import { isCode } from "../../../language/index.ts";
import { codesAmong, type EndedProcedure, formatDay } from "../../knowledge/index.ts";
import type { NameHit } from "../../ports.ts";
import { answerFrom, clarify, say } from "../decide.ts";
import { rowLabel, shortened, writeRowPayload } from "../directory-answer.ts";
import { isNear, MOST_ROWS_BESIDE, subjectOf } from "../near-names.ts";
import type { Button } from "../reply.ts";
import { topicOf } from "../session.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { WAYS_ON, WORDING } from "../wording.ts";
import { isEntryMeant } from "./find-entry.ts";

const MOST_CHOICES = 5;

/*
 * Measured on 2026-11-28 with the questions of tests/questions and 700 of others, with and without marks: so few of
 * what is about an entry, about nothing of ours, or a report comes this near to an official name.
 */
/** A name that stands in the message nearly word for word, and hardly anything beside it. */
const WORD_FOR_WORD = { asked: 0.9, named: 0.9, together: 0.8, told: 1.2 };
/** Enough of the question in the name, and enough of the name in the question. */
const NEAR = { asked: 0.75, named: 0.2, together: 0.4, told: 1.2 };
/** The same, where an entry would be answered from. */
const NEARER_THAN_ENTRY = { asked: 0.8, named: 0.2, together: 0.5, told: 1.2 };
/** One procedure of several with like names. */
const CLEAR = { asked: 0.75, named: 0.45, together: 0.45, told: 1.2 };
/** The second best name must be this much worse. */
const CLEAR_LEAD = 0.8;
/** Near enough to be mentioned beside an entry's answer. */
const BESIDE = { asked: 0.8, named: 0.6, together: 0.7, told: 1.2 };
/**
 * So much more of the question stands in the name than in all names and questions of the entry that would be answered
 * from: what the question is about, the entry does not know.
 */
const ENTRY_KNOWS_LESS = 0.25;
/**
 * The same of neighbours: an entry with a hundred example questions knows nearly every word somewhere, but not
 * "phân bón" or "giấy phép kết nối đường sắt" side by side.
 */
const ENTRY_KNOWS_LESS_TOGETHER = 0.35;
const TOGETHER_NEARER_THAN_ENTRY = { asked: 0.8, named: 0.5, together: 0.7, told: 1.4 };
/** The same, where entries would be offered: below it, both are. */
const OFFERED_KNOW_LESS = 0.2;
/** In the middle of a talk few words lean on it, whatever name they stand in. */
const LEAST_NAMED_IN_TALK = 0.5;

/** "Thủ tục 1.000123": beside the code no word names anything, and no entry has the code among its names. */
function isAllThatIsNamed(turn: Turn, code: string): boolean {
  const { names } = turn.brain;
  const beside = subjectOf(turn.brain, turn.words).filter(({ text }) => !isCode(text) && text !== "mã");
  return beside.length <= FEW_WORDS_BESIDE && names.mentioning([{ text: code, folded: code }]).length === 0;
}
/** "Mất mấy ngày": a word or two of a side that is asked for. */
const FEW_WORDS_BESIDE = 2;

/** Before anything else is made of the message: it is the official name of a procedure. */
export const hearOfficialName: Step = (turn) => {
  if (turn.words.length < LEAST_NAME) return undefined;
  const [best] = turn.nearNames;
  if (!best) return undefined;
  const whole = turn.nearNames.filter(({ isWhole }) => isWhole);
  if (whole.length > 0) {
    // What an entry is called by is the entry's, whatever else may be called the same.
    const isEntrys = turn.brain.names.called(turn.words).length > 0;
    return isEntrys ? undefined : answerRows(turn, ofOneName(turn, whole));
  }
  if (!isNear(best, WORD_FOR_WORD) || isEntryMeant(turn)) return undefined;
  const [, second] = turn.nearNames;
  const isAlone = !second || worth(second) < NEARLY_AS_GOOD * worth(best);
  return isAlone ? answerRows(turn, [best.code]) : undefined;
};
/** "Tố cáo" is more than a name. */
const LEAST_NAME = 4;
const NEARLY_AS_GOOD = 0.97;

/** A code that was typed, or an official name among other words, where no entry is clearly meant. */
export const hearCodeOrName: Step = (turn) => {
  const { knowledge, directory } = turn.brain;
  const codes = codesAmong(turn.words);
  const listed = codes.find(
    (code) => directory.rows.has(code) && !directory.ended.has(code) && !knowledge.has(code),
  );
  // Whoever types the code of an entry means that entry, whatever the words around it resemble.
  const known = codes.filter((code) => knowledge.has(code));
  if (codes.length === 1 && known[0] !== undefined) return answerFrom(turn, known[0]);
  if (listed !== undefined && (isAllThatIsNamed(turn, listed) || !isEntryMeant(turn)))
    return answerFrom(turn, listed, undefined, [{ entry: listed, score: 1 }]);
  if (isEntryMeant(turn)) return undefined;
  const ended = codes.flatMap((code) => directory.ended.get(code) ?? [])[0];
  if (ended) return sayEnded(turn, ended);
  const unknown = codes.find((code) => !knowledge.has(code) && !directory.rows.has(code));
  if (unknown !== undefined && isAllThatIsNamed(turn, unknown)) return sayUnknown(turn, unknown);
  if (known[0] !== undefined) return answerFrom(turn, known[0]);
  return nearerThanEntries(turn);
};

/** A procedure that is no entry, when its name has more of the question than the entries have. */
function nearerThanEntries(turn: Turn): TurnOutcome | undefined {
  const { findings, nearNames, brain, session } = turn;
  const [best] = nearNames;
  if (!best || brain.knowledge.has(best.code) || !isNear(best, NEAR)) return undefined;
  if (topicOf(session) !== undefined && best.named < LEAST_NAMED_IN_TALK) return undefined;
  const leading = findings.hits[0]?.entry;
  const subject = subjectOf(brain, turn.words);
  const ofEntry =
    leading === undefined
      ? 0
      : brain.directorySearch.share(subject, (word) => brain.names.isWordOf(leading, word));
  const lead = best.asked - ofEntry;
  if (isEntryMeant(turn)) {
    const isUnknown = lead >= ENTRY_KNOWS_LESS && isNear(best, NEARER_THAN_ENTRY);
    return isUnknown || isUnknownTogether(turn, best, leading) ? answerNearest(turn) : undefined;
  }
  const areOffered = findings.covered >= brain.thresholds.offerCovered;
  if (!areOffered || lead >= OFFERED_KNOW_LESS) return answerNearest(turn);
  return lead >= 0 ? offerBoth(turn) : undefined;
}

/** The words of the question stand side by side in the name, and nowhere in the entry. */
function isUnknownTogether({ brain, words }: Turn, best: NameHit, leading: string | undefined): boolean {
  if (leading === undefined || !isNear(best, TOGETHER_NEARER_THAN_ENTRY)) return false;
  const known = brain.directorySearch.shareOfPairs(subjectOf(brain, words), (first, second) =>
    brain.names.isPairOf(leading, first, second),
  );
  return best.together - known >= ENTRY_KNOWS_LESS_TOGETHER;
}

/** What the directory adds to an answer from an entry: that a code in the question is dead, a button to a like name. */
export function besideAnswer(turn: Turn, answer: TurnOutcome): TurnOutcome {
  if (answer.outcome !== "answered") return answer;
  const { knowledge, directory } = turn.brain;
  const ended = codesAmong(turn.words).flatMap((code) => directory.ended.get(code) ?? []);
  const notes = ended.map((one) => endedNote(turn, one));
  const [best] = turn.nearNames;
  const row = best && isNear(best, BESIDE) ? directory.rows.get(best.code) : undefined;
  const isNews = row !== undefined && !knowledge.has(row.code) && !directory.ended.has(row.code);
  const buttons: Button[] = isNews
    ? [{ label: rowLabel(row), say: rowLabel(row), payload: writeRowPayload(row.code) }]
    : [];
  const { reply } = answer;
  return {
    ...answer,
    reply: {
      ...reply,
      text: [...notes, reply.text].join("\n\n"),
      buttons: [...reply.buttons, ...buttons],
    },
  };
}

/** The last resort before the bot says that it does not know. */
export const lookInDirectory: Step = (turn) => {
  const unknown = codesAmong(turn.words)[0];
  return (unknown !== undefined && sayUnknown(turn, unknown)) || answerNearest(turn);
};

function sayUnknown(turn: Turn, code: string): TurnOutcome | undefined {
  const { label } = turn.brain.directory;
  return label === undefined
    ? undefined
    : say(turn, "handed-over", WORDING.noSuchCode(code, label), { buttons: WAYS_ON });
}

/** From one procedure when its name is clearly the nearest; else a choice among the near ones. */
function answerNearest(turn: Turn): TurnOutcome | undefined {
  const [best] = turn.nearNames;
  if (!best) return undefined;
  const near = turn.nearNames.filter((hit) => isNear(hit, NEAR));
  const same = sameName(turn, best);
  const rival = near.find(({ code }) => code !== best.code && !same.includes(code));
  if (isNear(best, CLEAR) && (!rival || worth(rival) < CLEAR_LEAD * worth(best)))
    return answerRows(turn, same);
  return answerRows(
    turn,
    near.map(({ code }) => code),
  );
}

/** What both know as much of: the names first, then the entries. */
function offerBoth(turn: Turn): TurnOutcome {
  const near = turn.nearNames.filter((hit) => isNear(hit, NEAR)).slice(0, MOST_ROWS_BESIDE);
  const codes = [...near.map(({ code }) => code), ...turn.findings.hits.map(({ entry }) => entry)];
  const choices = [...new Set(codes)].slice(0, MOST_CHOICES);
  return clarify(
    turn,
    choices.map((entry) => ({ entry, score: 1 / choices.length })),
  );
}

function worth({ asked, named, together }: NameHit): number {
  return asked * (1 + together) * (0.35 + named);
}

/** The procedures of that name: a commune and a department may each have one. Where the city has its own, it counts. */
function sameName(turn: Turn, best: NameHit): string[] {
  const { rows } = turn.brain.directory;
  const name = rows.get(best.code)?.name.toLowerCase();
  return ofOneName(
    turn,
    turn.nearNames.filter(({ code }) => rows.get(code)?.name.toLowerCase() === name),
  );
}

function ofOneName({ brain: { directory, knowledge } }: Turn, same: readonly NameHit[]): string[] {
  const codes = same.map(({ code }) => code);
  const entry = codes.find((code) => knowledge.has(code));
  if (entry !== undefined) return [entry];
  const ofCity = codes.filter((code) => directory.rows.get(code)?.issuer?.includes("Hải Phòng"));
  return ofCity.length > 0 ? ofCity : codes;
}

function answerRows(turn: Turn, codes: readonly string[]): TurnOutcome | undefined {
  const [only] = codes;
  if (only === undefined) return undefined;
  if (codes.length > 1) {
    const choices = codes.slice(0, MOST_CHOICES);
    return clarify(
      turn,
      choices.map((entry) => ({ entry, score: 1 / choices.length })),
    );
  }
  const ended = turn.brain.directory.ended.get(only);
  if (ended) return sayEnded(turn, ended);
  return answerFrom(turn, only, undefined, [{ entry: only, score: 1 }]);
}

/** It is over: what takes its place, or that nothing does. */
function sayEnded(turn: Turn, ended: EndedProcedure): TurnOutcome {
  const note = endedNote(turn, ended);
  const [successor] = successorsOf(turn, ended);
  const answer =
    successor && answerFrom(turn, successor.code, undefined, [{ entry: successor.code, score: 1 }]);
  if (answer) return { ...answer, reply: { ...answer.reply, text: `${note}\n\n${answer.reply.text}` } };
  return say(turn, "answered", note, { entry: ended.code, buttons: WAYS_ON });
}

function endedNote(turn: Turn, ended: EndedProcedure): string {
  const { title, number, date } = ended.source;
  const source = [
    title,
    ...(number ? [`số ${number}`] : []),
    ...(date ? [`ngày ${formatDay(date)}`] : []),
  ].join(", ");
  const name = ended.name ? ` “${shortened(ended.name, 200)}”` : "";
  const successors = successorsOf(turn, ended);
  const replaced = successors.map(({ code, called }) => `${shortened(called, 160)} (mã ${code})`).join("; ");
  return [
    replaced ? WORDING.endedCode(ended.code, name, replaced) : WORDING.gone(ended.code, name),
    ...(ended.note ? [ended.note] : []),
    `Nguồn: ${source}.`,
  ].join("\n");
}

function successorsOf({ brain: { knowledge, directory } }: Turn, { replacedBy = [] }: EndedProcedure) {
  return replacedBy.flatMap((code) => {
    const called = knowledge.get(code)?.title ?? directory.rows.get(code)?.name;
    return called ? [{ code, called }] : [];
  });
}
