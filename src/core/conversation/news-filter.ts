/** Which changes are told: of an entry, a sector or all, of a time, only what is dead. Fits in a button's payload. */

import { foldDiacritics, normalize } from "../../language/index.ts";
import { type Change, dayOfChange, type EntryId } from "../knowledge/index.ts";
import type { Brain } from "./turn.ts";

export interface NewsFilter {
  readonly entry?: EntryId | undefined;
  /** Few folded words that several names share, joined by hyphens: "khai-sinh" is of more than one procedure. */
  readonly words?: string | undefined;
  /** As entries name it. */
  readonly sector?: string | undefined;
  /** How the days begin: "2026-09". */
  readonly period?: string | undefined;
  readonly isOfDead?: boolean | undefined;
}

/** Telegram's limit on what a button carries, in bytes; all of it is ASCII. */
const LONGEST_PAYLOAD = 64;

/** @example writeNewsPayload(5, { entry: "1.001193", period: "2026-09" }) // "change:5:e=1.001193:p=2026-09" */
export function writeNewsPayload(offset: number, filter: NewsFilter): string | undefined {
  const { entry, words, sector, period, isOfDead } = filter;
  const parts = [
    `change:${offset}`,
    entry && `e=${entry}`,
    words && `w=${words}`,
    sector && `s=${slugOf(sector)}`,
    period && `p=${period}`,
    isOfDead && "d",
  ];
  const payload = parts.filter(Boolean).join(":");
  return payload.length <= LONGEST_PAYLOAD ? payload : undefined;
}

/** Undefined for anything that is no payload of ours: it comes from outside. */
export function readNewsPayload(
  payload: string,
  brain: Brain,
): { readonly offset: number; readonly filter: NewsFilter } | undefined {
  const match = /^change:(?<offset>\d{1,4})(?<rest>(?::[a-z0-9=.-]{1,60})*)$/u.exec(payload);
  if (!match) return undefined;
  const parts = (match.groups?.rest ?? "").split(":").filter(Boolean);
  const partOf = (key: string) => parts.find((part) => part.startsWith(`${key}=`))?.slice(2);
  const slug = partOf("s");
  const sector = slug === undefined ? undefined : sectorsOf(brain).find((one) => slugOf(one) === slug);
  const period = partOf("p");
  return {
    offset: Number(match.groups?.offset),
    filter: {
      entry: partOf("e"),
      words: partOf("w"),
      sector,
      period: period !== undefined && /^20\d\d(-\d\d)?$/u.test(period) ? period : undefined,
      isOfDead: parts.includes("d"),
    },
  };
}

/** What is to be told, newest first. */
export function changesFor(brain: Brain, filter: NewsFilter): readonly Change[] {
  const { period, isOfDead } = filter;
  const isAbout = aboutOf(brain, filter);
  return brain.changes.all.filter(
    (change) =>
      isAbout(change) &&
      (period === undefined || isIn(change, period)) &&
      (!isOfDead || change.kind === "repealed" || change.kind === "replaced"),
  );
}

function aboutOf({ changes, knowledge, names }: Brain, filter: NewsFilter): (change: Change) => boolean {
  const { entry: id, words, sector } = filter;
  if (sector !== undefined) return (change) => isOfSector(change, sector, knowledge);
  if (id === undefined && words === undefined) return () => true;
  const entry = id === undefined ? undefined : knowledge.get(id);
  const touching = new Set(entry ? changes.touching(entry) : changes.ofEntry(id ?? ""));
  if (words === undefined) return (change) => touching.has(change);
  const said = normalize(words.replaceAll("-", " "));
  const sharing = new Set(names.mentioning(said));
  const phrase = ` ${said.map((word) => word.folded).join(" ")} `;
  const isTitled = ({ title }: Change) =>
    ` ${normalize(title)
      .map((word) => word.folded)
      .join(" ")} `.includes(phrase);
  return (change) =>
    touching.has(change) || change.codes.some((code) => sharing.has(code)) || isTitled(change);
}

function isOfSector({ sectors, codes }: Change, sector: string, knowledge: Brain["knowledge"]): boolean {
  if (sectors?.includes(sector)) return true;
  return codes.some((code) => {
    const entry = knowledge.get(code);
    return entry?.kind === "procedure" && entry.sector === sector;
  });
}

/** It came into force then, or was decided then. */
function isIn(change: Change, period: string): boolean {
  return [dayOfChange(change), change.decidedOn].some((day) => day?.startsWith(period));
}

export function sectorsOf({ knowledge }: Pick<Brain, "knowledge">): readonly string[] {
  return [
    ...new Set(
      [...knowledge.values()].flatMap((entry) => (entry.kind === "procedure" ? [entry.sector] : [])),
    ),
  ];
}

/** @example slugOf("Hộ kinh doanh–HTX") // "ho-kinh-doanh-htx" */
export function slugOf(sector: string): string {
  return foldDiacritics(sector.toLowerCase())
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "");
}
