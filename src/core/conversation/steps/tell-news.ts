/** "Có thủ tục nào mới không", "khai sinh có gì thay đổi": what is new or has changed, since when, and says who. */
import {
  type Change,
  displayTitle,
  type Entry,
  type EntryId,
  formatDay,
  HOW_SURE,
  isoDayInHaiPhong,
  nameSource,
  WHERE_TO_CHECK,
} from "../../knowledge/index.ts";
import { say } from "../decide.ts";
import {
  changesFor,
  type NewsFilter,
  readNewsPayload,
  sectorsOf,
  slugOf,
  writeNewsPayload,
} from "../news-filter.ts";
import { type NewsQuestion, readNewsQuestion } from "../news-question.ts";
import { periodOfPrefix } from "../read-period.ts";
import { type Button, writePayload } from "../reply.ts";
import { rememberAnswer, topicOf } from "../session.ts";
import { answerThreshold } from "../thresholds.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { WAYS_ON } from "../wording.ts";

/** What is asked about news of no one procedure is this entry's question. */
export const NEWS_ENTRY = "thu-tuc-moi-sua-doi-bai-bo";

const MOST_AT_ONCE = 5;
/** So few are told with what changes for the citizen; more only by their titles. */
const MOST_IN_FULL = 2;
const MOST_ENTRIES = 3;
/** Names of few words may be shared by several procedures. */
const MOST_SHARED_WORDS = 3;
const MOST_FOLLOW_UP_WORDS = 9;

/** Pressed: the next page, or one change. */
export const followNewsButton: Step = (turn) => {
  const { payload = "" } = turn.message;
  if (!payload.startsWith("change:")) return undefined;
  const page = readNewsPayload(payload, turn.brain);
  if (page) return tellPage(turn, page.filter, page.offset);
  const change = turn.brain.changes.find(payload.slice("change:".length));
  return change ? tellOne(turn, change) : tellPage(turn, {}, 0);
};

export const tellNews: Step = (turn) => {
  const sinceWhen = tellSinceWhen(turn);
  if (sinceWhen) return sinceWhen;
  const question = readNewsQuestion(turn.words, isoDayInHaiPhong(turn.now));
  if (!question) return undefined;
  const filter = filterOf(turn, question);
  if (!filter) return undefined;
  const isCode = filter.entry !== undefined && !turn.brain.knowledge.has(filter.entry);
  const isAbout = filter.entry !== undefined || filter.words !== undefined;
  const said = question.subject.map((word) => word.text).join(" ");
  return tellPage(turn, filter, 0, isAbout && !isCode ? said : undefined);
};

/** "Từ khi nào": of the changes told a moment ago. */
function tellSinceWhen(turn: Turn): TurnOutcome | undefined {
  const { news, turns } = turn.session;
  if (news?.turn !== turns - 1 || turn.words.length > MOST_FOLLOW_UP_WORDS) return undefined;
  const folded = turn.words.map((word) => word.folded).join(" ");
  if (
    !/\b(tu|ke tu)? ?(khi nao|bao gio|ngay nao|luc nao|hom nao|thang nao)\b/u.test(folded) ||
    !/^(the |vay |thi |nhung |cai (nay|do|kia) |nay |do )*(co |se |da |duoc )*(hieu luc|ap dung|thay doi|bai bo|bat dau|thuc hien|tu|ke tu|bao gio|khi nao|luat)\b/u.test(
      folded,
    )
  )
    return undefined;
  const told = news.changes.flatMap((id) => turn.brain.changes.find(id) ?? []);
  const [first] = told;
  if (!first) return undefined;
  const today = isoDayInHaiPhong(turn.now);
  const lines = told.map((change) => `- ${change.title}: ${lowerFirst(sinceWhen(change, today))}.`);
  const text =
    told.length === 1 ? `${first.title}: ${lowerFirst(sinceWhen(first, today))}.` : lines.join("\n");
  return answer(turn, entryOf(turn, told), [text, sourceOf(first, told.length === 1)], told, []);
}

/** Undefined: what is asked about is nothing of ours, or no news of procedures at all. */
function filterOf(turn: Turn, question: NewsQuestion): NewsFilter | undefined {
  const { subject, period, isOfDead } = question;
  const time = { period: period?.prefix, isOfDead };
  if (subject.length === 0) {
    const topic = topicOf(turn.session);
    if (question.isOfRules) return time;
    if (topic !== undefined) return { entry: topic, ...time };
    return question.isBare ? time : undefined;
  }
  const code = subject.find((word) => /^\d\.\d{6}$/u.test(word.folded))?.folded;
  if (code !== undefined) {
    // A code that has an entry is told by it, which also knows what came of it.
    const isTold = question.isOfCode && turn.brain.knowledge.has(code);
    return !isTold && turn.brain.changes.ofEntry(code).length > 0 ? { entry: code, ...time } : undefined;
  }
  const said = subject.map((word) => word.folded).join("-");
  const sector = sectorsOf(turn.brain).find((one) => isCalled(slugOf(one), said));
  if (sector !== undefined) return { sector, ...time };
  const entry = entryMeant(turn, subject.map((word) => word.text).join(" "), question);
  if (entry !== undefined)
    return { entry, words: subject.length <= MOST_SHARED_WORDS ? said : undefined, ...time };
  // A sigh over laws that change asks for no news of them.
  if (!question.isOfRules || subject.length > MOST_SHARED_WORDS + 1) return undefined;
  const byTitle = { words: said, ...time };
  return changesFor(turn.brain, byTitle).length > 0 ? byTitle : time;
}

/** "Căn cước" is the sector "Căn cước và định danh". */
function isCalled(sector: string, said: string): boolean {
  return sector === said || sector.startsWith(`${said}-`);
}

function entryMeant(turn: Turn, text: string, { subject }: NewsQuestion): EntryId | undefined {
  const { brain } = turn;
  const { hits, covered } = brain.search.search(text, 8);
  const [best] = hits;
  const sharing = subject.length <= MOST_SHARED_WORDS ? brain.names.mentioning(subject) : [];
  const shared = hits.find(({ entry }) => sharing.includes(entry))?.entry ?? sharing[0];
  if (shared !== undefined) return shared;
  const isMeant =
    best !== undefined &&
    best.score >= answerThreshold(brain.thresholds, turn.message.text) &&
    covered >= brain.thresholds.covered;
  return isMeant ? best.entry : undefined;
}

function tellPage(turn: Turn, filter: NewsFilter, offset: number, said?: string): TurnOutcome {
  const { brain } = turn;
  const all = changesFor(brain, filter);
  const told = all.slice(offset, offset + MOST_AT_ONCE);
  const about = describe(turn, filter, said);
  const entry = entryAsked(turn, filter, all);
  if (told.length === 0)
    return answer(turn, entry, [nothingKnown(about, brain.changes.recordedUpTo)], [], WAYS_ON);
  const today = isoDayInHaiPhong(turn.now);
  const isInFull = told.length <= MOST_IN_FULL;
  const lines = told.map((change, at) => lineOf(change, offset + at + 1, today, isInFull));
  const next = offset + told.length < all.length ? writeNewsPayload(offset + told.length, filter) : undefined;
  const more: Button[] =
    next === undefined ? [] : [{ label: "Xem thêm", say: "Xem thêm thay đổi", payload: next }];
  const details = isInFull
    ? entryButtons(turn, told)
    : told.map(
        ({ id, title }, at): Button => ({
          label: `Tin ${offset + at + 1}`,
          say: `Tin ${offset + at + 1}: ${title}`,
          payload: `change:${id}`,
        }),
      );
  const heading = `${filter.isOfDead ? "Thủ tục bị bãi bỏ, thay thế" : "Thay đổi"}${about} mà tôi ghi nhận, mới nhất trước:`;
  return answer(turn, entry, [heading, lines.join("\n\n"), upTo(brain.changes.recordedUpTo)], told, [
    ...more,
    ...details,
  ]);
}

/** The entry whose changes are asked for; of a dead code, the one that came of it. */
function entryAsked({ brain }: Turn, { entry }: NewsFilter, all: readonly Change[]): EntryId {
  if (entry === undefined) return NEWS_ENTRY;
  if (brain.knowledge.has(entry)) return entry;
  return all.flatMap(({ codes }) => codes).find((code) => brain.knowledge.has(code)) ?? NEWS_ENTRY;
}

function tellOne(turn: Turn, change: Change): TurnOutcome {
  const since = `${sinceWhen(change, isoDayInHaiPhong(turn.now))}.`;
  const others: Button = {
    label: "Các thay đổi khác",
    say: "Có những thủ tục nào mới, thay đổi?",
    payload: "change:0",
  };
  return answer(
    turn,
    entryOf(turn, [change]),
    [`${change.title}`, `${since} ${change.text}`, sourceOf(change, true)],
    [change],
    [...entryButtons(turn, [change]), others],
  );
}

function answer(
  turn: Turn,
  entry: EntryId,
  parts: readonly string[],
  told: readonly Change[],
  buttons: readonly Button[],
): TurnOutcome {
  const outcome = say(turn, "answered", parts.join("\n\n"), { entry, buttons });
  const session = rememberAnswer(turn.session, entry, []);
  const news = told.length > 0 ? { changes: told.map(({ id }) => id), turn: turn.session.turns } : undefined;
  return { ...outcome, session: { ...session, news }, candidates: [{ entry, score: 1 }], facet: "overview" };
}

/** The entry that the changes are about, where it is one. */
function entryOf(turn: Turn, told: readonly Change[]): EntryId {
  const named = told.flatMap(({ codes }) => codes).filter((code) => turn.brain.knowledge.has(code));
  const [first] = named;
  return first !== undefined && told.length === 1 ? first : NEWS_ENTRY;
}

function entryButtons(turn: Turn, told: readonly Change[]): Button[] {
  const entries = [...new Set(told.flatMap(({ codes }) => codes))].flatMap(
    (code) => turn.brain.knowledge.get(code) ?? [],
  );
  return entries.slice(0, MOST_ENTRIES).map(
    (entry: Entry): Button => ({
      label: displayTitle(entry),
      say: displayTitle(entry),
      payload: writePayload({ entry: entry.id, facet: undefined }),
    }),
  );
}

function lineOf(change: Change, number: number, today: string, isInFull: boolean): string {
  const text = isInFull ? ` ${change.text}` : "";
  const isDoubtful = change.confidence === "unverified" ? "; chưa đối chiếu đầy đủ" : "";
  return `${number}. ${sinceWhen(change, today)}: ${change.title}.${text} (Nguồn: ${nameSource(change.source)}${isDoubtful})`;
}

/** @example sinceWhen(change, "2026-11-28") // "Sẽ có hiệu lực từ 01/03/2027" */
export function sinceWhen({ effectiveFrom, decidedOn, source }: Change, today: string): string {
  if (effectiveFrom !== undefined)
    return `${effectiveFrom > today ? "Sẽ có hiệu lực từ" : "Từ"} ${formatDay(effectiveFrom)}`;
  if (decidedOn !== undefined) return `Quyết định ngày ${formatDay(decidedOn)}`;
  return `Chưa rõ từ ngày nào, ghi nhận ngày ${formatDay(source.date)}`;
}

function sourceOf({ source, confidence }: Change, isOnly: boolean): string {
  if (!isOnly) return `Kiểm tra tại: ${WHERE_TO_CHECK}`;
  const doubt = HOW_SURE[confidence] ? ` ${HOW_SURE[confidence]}` : "";
  return `Nguồn: ${nameSource(source)}.${doubt} Kiểm tra tại: ${source.url ?? WHERE_TO_CHECK}`;
}

/** " về “khai sinh” trong tháng 9/2026" */
function describe(turn: Turn, { entry: id, sector, period, isOfDead }: NewsFilter, said?: string): string {
  const entry = id === undefined ? undefined : turn.brain.knowledge.get(id);
  const subject = sector ?? (said || undefined) ?? (entry ? displayTitle(entry) : id);
  const about = subject === undefined ? (isOfDead ? "" : " về thủ tục") : ` về “${subject}”`;
  const time = period === undefined ? undefined : periodOfPrefix(period);
  return time ? `${about} trong ${time.label}` : about;
}

function nothingKnown(about: string, recordedUpTo: string | undefined): string {
  const until =
    recordedUpTo === undefined ? "" : ` Tôi chỉ ghi nhận theo nguồn đến ngày ${formatDay(recordedUpTo)}.`;
  return `Tôi chưa ghi nhận thay đổi nào${about}.${until} Anh/chị xem mới nhất trên ${WHERE_TO_CHECK}.`;
}

function upTo(recordedUpTo: string | undefined): string {
  const until =
    recordedUpTo === undefined
      ? ""
      : `Tôi ghi nhận theo nguồn đến ngày ${formatDay(recordedUpTo)}; có thể còn thiếu. `;
  return `${until}Kiểm tra tại: ${WHERE_TO_CHECK}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
