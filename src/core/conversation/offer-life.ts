/** What is put beside an answer: the package that its entry belongs to, and that something has changed. */
import {
  type Change,
  dayOfChange,
  daysBetween,
  type EntryId,
  isoDayInHaiPhong,
  type LifePackage,
} from "../knowledge/index.ts";
import { writeNewsPayload } from "./news-filter.ts";
import type { Button } from "./reply.ts";
import { NEWS_ENTRY, sinceWhen } from "./steps/tell-news.ts";
import type { Turn, TurnOutcome } from "./turn.ts";

/** A change is news for so many days; what is still to come is news anyway. */
const NEWS_DAYS = 180;
/** Zalo shows five buttons: the package stands behind the first sides of the entry. */
const PLACE_OF_PACKAGE = 3;

export function offerLife(turn: Turn, outcome: TurnOutcome): TurnOutcome {
  if (outcome.outcome === "clarified") return offerPackageOfChoices(turn, outcome);
  if (outcome.outcome !== "answered" || outcome.entry === undefined) return outcome;
  const { entry, reply } = outcome;
  const [lifePackage] = turn.brain.packages.withEntry(entry);
  const buttons = [...reply.buttons];
  if (lifePackage) buttons.splice(PLACE_OF_PACKAGE, 0, packageButton(lifePackage));
  const news = newsButton(turn, entry);
  if (news) buttons.push(news);
  const note = outcome.facet === "overview" ? newsNote(turn, entry) : undefined;
  const text = note === undefined ? reply.text : withNote(reply.text, note);
  return { ...outcome, reply: { ...reply, text, buttons } };
}

/** Two of the choices are of one event of life: perhaps all of it is wanted. */
function offerPackageOfChoices(turn: Turn, outcome: TurnOutcome): TurnOutcome {
  const choices = outcome.session.offered?.entries ?? [];
  const shared = turn.brain.packages.all.find(
    ({ leads, oneGo, steps }) =>
      choices.filter((id) => id === leads || id === oneGo?.entry || steps.some(({ entry }) => entry === id))
        .length >= 2,
  );
  if (!shared || choices.length === 0 || !outcome.session.offered?.isOpen) return outcome;
  const { reply } = outcome;
  return {
    ...outcome,
    reply: {
      ...reply,
      text: `${reply.text}\nHoặc xem cả danh sách: ${shared.title}.`,
      buttons: [...reply.buttons, packageButton(shared)],
    },
  };
}

function packageButton({ id, title }: LifePackage): Button {
  return { label: title, say: title, payload: `package:${id}` };
}

function newsButton(turn: Turn, entry: EntryId): Button | undefined {
  if (entry === NEWS_ENTRY)
    return {
      label: "Thay đổi gần đây",
      say: "Có những thủ tục nào mới, thay đổi?",
      payload: "change:0",
    };
  const known = turn.brain.knowledge.get(entry);
  const payload = writeNewsPayload(0, { entry });
  const isNews = known && turn.brain.changes.touching(known).some((change) => isFresh(change, turn));
  return isNews && payload !== undefined
    ? { label: "Có gì thay đổi", say: `${known.shortTitle ?? known.title}: có gì thay đổi?`, payload }
    : undefined;
}

/** The newest change that names the entry itself; what is in force comes before what is to come. */
function newsNote(turn: Turn, entry: EntryId): string | undefined {
  const today = isoDayInHaiPhong(turn.now);
  const fresh = turn.brain.changes.ofEntry(entry).filter((change) => isFresh(change, turn));
  const told = fresh.find((change) => (dayOfChange(change) ?? "") <= today) ?? fresh.at(-1);
  if (!told || entry === NEWS_ENTRY) return undefined;
  const since = sinceWhen(told, today);
  return `Mới: ${told.title} (${since.charAt(0).toLowerCase()}${since.slice(1)}).`;
}

/** Before the source line, which ends every answer. */
function withNote(text: string, note: string): string {
  const at = text.lastIndexOf("\n\nNguồn: ");
  return at < 0 ? `${text}\n\n${note}` : `${text.slice(0, at)}\n\n${note}${text.slice(at)}`;
}

function isFresh(change: Change, { now }: Turn): boolean {
  const day = dayOfChange(change);
  return day !== undefined && daysBetween(day, isoDayInHaiPhong(now)) <= NEWS_DAYS;
}
