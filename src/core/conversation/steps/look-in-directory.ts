/** No entry is clearly meant, but there is a procedure of that name: say what the directory knows of it. */
import type { Word } from "../../../language/index.ts";
import { codesAmong, type DirectoryRow, type EndedProcedure, formatDay } from "../../knowledge/index.ts";
import type { NameHit } from "../../ports.ts";
import { answerFrom, clarify, say } from "../decide.ts";
import { shortened } from "../directory-answer.ts";
import type { Button } from "../reply.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { WAYS_ON, WORDING } from "../wording.ts";
import { isEntryMeant } from "./find-entry.ts";

/** Words around a question that name nothing, beside the cues of facets. */
const NOISE = new Set(
  (
    "toi em minh chau bac anh chi co chu ong ba con muon can xin hoi ve lam cho a nhe nay thi the voi di giup ho va la " +
    "o dau khi nao gi sao nhu bao nhieu phai duoc khong ko k thu tuc ho so cua nha de ma o ben kia day ay oi da vang cai may nhung roi"
  ).split(" "),
);

const LOOKED_AT = 12;
const MOST_CHOICES = 5;

/** A name that stands in the message nearly word for word, and hardly anything beside it. */
const WORD_FOR_WORD = { asked: 0.9, named: 0.9, together: 0.8 };
/** The same, where other words may stand around it. */
const QUOTED = { asked: 0.75, named: 0.85, together: 0.7 };
/** Enough of the question in the name, and enough of the name in the question. */
const CLEAR = { asked: 0.8, named: 0.5, together: 0.5 };
const NEAR = { asked: 0.75, named: 0.2, together: 0.4 };
/** The second best name must be this much worse. */
const CLEAR_LEAD = 0.85;

type Nearness = Pick<NameHit, "asked" | "named" | "together">;

/** Before anything else is made of the message: it is the official name of a procedure. */
export const hearOfficialName: Step = (turn) => {
  if (turn.words.length < LEAST_NAME || turn.session.intake) return undefined;
  const [best] = hitsOf(turn);
  if (!best || !isNear(best, WORD_FOR_WORD) || isEntryMeant(turn)) return undefined;
  return answerRow(turn, rowsLike(turn, best));
};
/** "Tố cáo" is more than a name. */
const LEAST_NAME = 5;

/** A code that was typed, or an official name among other words, where no entry is clearly meant. */
export const hearCodeOrName: Step = (turn) => {
  const { knowledge, directory } = turn.brain;
  const codes = codesAmong(turn.words);
  const listed = codes.find(
    (code) => directory.rows.has(code) && !directory.ended.has(code) && !knowledge.has(code),
  );
  if (listed !== undefined) return answerFrom(turn, listed, undefined, [{ entry: listed, score: 1 }]);
  if (isEntryMeant(turn)) return undefined;
  const ended = codes.flatMap((code) => directory.ended.get(code) ?? [])[0];
  if (ended) return sayEnded(turn, ended);
  const entry = codes.find((code) => knowledge.has(code));
  if (entry !== undefined) return answerFrom(turn, entry);
  const [best] = hitsOf(turn);
  return best && isNear(best, QUOTED) ? answerRow(turn, rowsLike(turn, best)) : undefined;
};

/** The last resort before the bot says that it does not know. */
export const lookInDirectory: Step = (turn) => {
  const unknown = codesAmong(turn.words)[0];
  const { label } = turn.brain.directory;
  if (unknown !== undefined && label !== undefined)
    return say(turn, "handed-over", WORDING.noSuchCode(unknown, label), { buttons: WAYS_ON });
  const hits = hitsOf(turn);
  const [best] = hits;
  if (!best) return undefined;
  const near = hits.filter((hit) => isNear(hit, NEAR));
  const rival = near.find((hit) => !isSameName(turn, hit, best));
  if (isNear(best, CLEAR) && (!rival || worth(rival) < CLEAR_LEAD * worth(best)))
    return answerRow(turn, rowsLike(turn, best));
  return near.length > 0
    ? answerRow(
        turn,
        near.map(({ code }) => code),
      )
    : undefined;
};

function hitsOf(turn: Turn): readonly NameHit[] {
  const named = turn.brain.facets.withoutCues(turn.words).filter(isInformative);
  const subject = named.length > 0 ? named : turn.words;
  return turn.brain.directorySearch.find(turn.words, subject, LOOKED_AT);
}

function isInformative({ folded }: Word): boolean {
  return !NOISE.has(folded);
}

function isNear(hit: NameHit, least: Nearness): boolean {
  return hit.asked >= least.asked && hit.named >= least.named && hit.together >= least.together;
}

function worth({ asked, named, together }: NameHit): number {
  return asked * (1 + together) * (0.35 + named);
}

function isSameName(turn: Turn, one: NameHit, other: NameHit): boolean {
  const { rows } = turn.brain.directory;
  return rows.get(one.code)?.name.toLowerCase() === rows.get(other.code)?.name.toLowerCase();
}

/** All procedures of that name: a commune and a department may each have one. Where the city has its own, it counts. */
function rowsLike(turn: Turn, best: NameHit): string[] {
  const same = hitsOf(turn).filter((hit) => isSameName(turn, hit, best));
  const ofCity = same.filter(({ code }) => isOfCity(turn.brain.directory.rows.get(code)));
  return (ofCity.length > 0 ? ofCity : same).map(({ code }) => code);
}

function isOfCity(row: DirectoryRow | undefined): boolean {
  return row?.issuer?.includes("Hải Phòng") ?? false;
}

function answerRow(turn: Turn, codes: readonly string[]): TurnOutcome | undefined {
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
  const { knowledge, directory } = turn.brain;
  const since = ended.since ? ` từ ${formatDay(ended.since)}` : "";
  const { title, number, date } = ended.source;
  const source = [
    title,
    ...(number ? [`số ${number}`] : []),
    ...(date ? [`ngày ${formatDay(date)}`] : []),
  ].join(", ");
  const name = ended.name ? ` “${shortened(ended.name, 200)}”` : "";
  const successors = (ended.replacedBy ?? []).flatMap((code) => {
    const called = knowledge.get(code)?.title ?? directory.rows.get(code)?.name;
    return called ? [{ code, called }] : [];
  });
  const replaced = successors.map(({ code, called }) => `${shortened(called, 160)} (mã ${code})`).join("; ");
  const text = [
    successors.length > 0
      ? WORDING.endedCode(ended.code, name, since, replaced)
      : WORDING.gone(ended.code, name, since),
    ...(ended.note ? [ended.note] : []),
    `Nguồn: ${source}.`,
  ].join("\n");
  const [successor] = successors;
  const answer =
    successor && answerFrom(turn, successor.code, undefined, [{ entry: successor.code, score: 1 }]);
  if (answer) return { ...answer, reply: { ...answer.reply, text: `${text}\n\n${answer.reply.text}` } };
  return say(turn, "answered", text, { entry: ended.code, buttons: [...WAYS_ON] satisfies Button[] });
}
