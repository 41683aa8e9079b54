/** A list of things to do is ticked, shown again or forgotten: by button, or by typed words. */

import type { LifePackage } from "../../knowledge/index.ts";
import { type ChecklistWord, readChecklistWord } from "../checklist-word.ts";
import { answerFrom, say } from "../decide.ts";
import { offerLife } from "../offer-life.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { nextStep, showPackage } from "./show-package.ts";

/** Pressed: a whole package, the list of all, or a tick. */
export const followPackageButton: Step = (turn) => {
  const { payload = "" } = turn.message;
  if (payload === "package:list") return listPackages(turn);
  const match =
    /^(?:package:(?<shown>[a-z0-9-]{1,40})|tick:(?<ticked>[a-z0-9-]{1,40}):(?<number>\d{1,2}))$/u.exec(
      payload,
    );
  const { shown, ticked, number } = match?.groups ?? {};
  const lifePackage = turn.brain.packages.find(shown ?? ticked ?? "");
  if (!lifePackage) return match ? listPackages(turn) : undefined;
  return number === undefined ? showPackage(turn, lifePackage) : tick(turn, lifePackage, [Number(number)]);
};

/** Typed. Without a list that is known nothing of it means anything. */
export const keepChecklist: Step = (turn) => {
  const { checklists } = turn.session;
  const folded = turn.words.map((word) => word.folded).join(" ");
  const named = turn.brain.packages.named(folded);
  // Zalo's buttons are words: "Xong việc 1 – Các việc khi sinh con" says which list, even when it is long ago.
  const rest = named ? folded.replace(named.phrase, "").replace(/\s+/gu, " ").trim() : folded;
  const word = readChecklistWord(rest);
  if (!word) return undefined;
  const id = named?.package.id ?? checklists?.at(-1)?.package;
  const lifePackage = id === undefined ? undefined : turn.brain.packages.find(id);
  // "Xem danh sách sinh con" asks for the list anew; all other words need one that is there, or its full title.
  const isKnown = checklists?.some((list) => list.package === id) === true || named?.isAsked === true;
  if (!lifePackage || (!isKnown && word.kind !== "show")) return undefined;
  return obey(turn, lifePackage, word);
};

function obey(turn: Turn, lifePackage: LifePackage, word: ChecklistWord): TurnOutcome | undefined {
  switch (word.kind) {
    case "tick":
      return tick(turn, lifePackage, word.numbers);
    case "untick":
      return untick(turn, lifePackage, word.numbers);
    case "open":
      return open(turn, lifePackage, word.numbers[0]);
    case "show":
      return showPackage(turn, lifePackage);
    case "next":
      return open(turn, lifePackage, nextStep(lifePackage, doneOf(turn, lifePackage)));
    case "forget":
      return forget(turn, lifePackage);
  }
}

function tick(turn: Turn, lifePackage: LifePackage, numbers: readonly number[]): TurnOutcome {
  const meant = existing(lifePackage, numbers);
  if (meant.length === 0) return noSuchStep(turn, lifePackage);
  const done = [...new Set([...doneOf(turn, lifePackage), ...meant])].sort((a, b) => a - b);
  return showPackage(turn, lifePackage, {
    says: `Tôi đã đánh dấu xong việc ${meant.join(", ")}.`,
    done,
    isTicked: true,
  });
}

function untick(turn: Turn, lifePackage: LifePackage, numbers: readonly number[]): TurnOutcome {
  const meant = existing(lifePackage, numbers);
  if (meant.length === 0) return noSuchStep(turn, lifePackage);
  const done = doneOf(turn, lifePackage).filter((number) => !meant.includes(number));
  return showPackage(turn, lifePackage, {
    says: `Tôi đã bỏ đánh dấu việc ${meant.join(", ")}.`,
    done,
    isTicked: true,
  });
}

/** The entry of a step; where it is none of ours, the list says all that is known of it. */
function open(turn: Turn, lifePackage: LifePackage, number: number | undefined): TurnOutcome | undefined {
  if (number === undefined) return showPackage(turn, lifePackage);
  const step = lifePackage.steps[number - 1];
  if (!step) return noSuchStep(turn, lifePackage);
  const answer = step.entry === undefined ? undefined : answerFrom(turn, step.entry, [], undefined, []);
  if (!answer)
    return showPackage(turn, lifePackage, {
      says: `Việc ${number}: ${step.label}. ${step.note ?? ""}`.trim(),
    });
  return offerLife(turn, { ...answer, candidates: [{ entry: step.entry ?? "", score: 1 }] });
}

function forget(turn: Turn, lifePackage: LifePackage): TurnOutcome {
  const others = (turn.session.checklists ?? []).filter((list) => list.package !== lifePackage.id);
  const outcome = say(turn, "small-talk", `Tôi đã xóa danh sách “${lifePackage.title}” ạ.`);
  return { ...outcome, session: { ...turn.session, checklists: others.length > 0 ? others : undefined } };
}

function noSuchStep(turn: Turn, lifePackage: LifePackage): TurnOutcome {
  return showPackage(turn, lifePackage, {
    says: `Danh sách này có các việc từ 1 đến ${lifePackage.steps.length}; tôi chưa đánh dấu gì thêm.`,
  });
}

/** All packages, to choose from. */
export function listPackages(turn: Turn): TurnOutcome {
  const { all } = turn.brain.packages;
  const lines = all.map(({ title, aliases: [event = title] }) => `- ${title}: gõ “gói ${event}”`);
  const text = ["Tôi có sẵn danh sách việc cho các dịp sau:", ...lines].join("\n");
  const buttons = all.map(({ id, title }) => ({ label: title, say: title, payload: `package:${id}` }));
  return say(turn, "clarified", text, { buttons });
}

function existing({ steps }: LifePackage, numbers: readonly number[]): readonly number[] {
  return numbers.filter((number) => number >= 1 && number <= steps.length);
}

function doneOf(turn: Turn, { id }: LifePackage): readonly number[] {
  return turn.session.checklists?.find((list) => list.package === id)?.done ?? [];
}
