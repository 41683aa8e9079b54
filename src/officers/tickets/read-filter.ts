/** Which tickets are meant, from the words of a command: days in Vietnam, labels or ids. */
import {
  CATEGORIES,
  CATEGORY_LABELS,
  type Category,
  STATUS_LABELS,
  TICKET_STATUSES,
  type TicketFilter,
} from "../../core/feedback/index.ts";
import { foldDiacritics } from "../../language/index.ts";
import { endOfDay, startOfDay } from "../handover/moment.ts";
import { readStatus } from "./status-words.ts";

export interface FilterWords {
  readonly since?: string;
  /** The last day that is included. */
  readonly until?: string;
  readonly office?: string;
  readonly category?: string;
  readonly status?: string;
}

export class FilterError extends Error {
  override readonly name = "FilterError";
}

/** @throws FilterError naming what can be written there */
export function readFilter({ since, until, office, category, status }: FilterWords): TicketFilter {
  return {
    since: since === undefined ? undefined : dayOf("--since", since, startOfDay),
    until: until === undefined ? undefined : dayOf("--until", until, endOfDay),
    office,
    category: category === undefined ? undefined : readCategory(category),
    status: status === undefined ? undefined : readKnownStatus(status),
  };
}

function dayOf(option: string, text: string, read: (text: string) => number | undefined): number {
  const at = read(text);
  if (at === undefined)
    throw new FilterError(`Sau ${option} là một ngày, ví dụ 2026-11-27 hoặc 27/11/2026 (giờ Việt Nam).`);
  return at;
}

function readCategory(text: string): Category {
  const wanted = foldDiacritics(text).toLowerCase().trim();
  const found = CATEGORIES.find(
    (name) => name === wanted || foldDiacritics(CATEGORY_LABELS[name]).toLowerCase() === wanted,
  );
  if (found) return found;
  const known = CATEGORIES.map((name) => `  ${name}: ${CATEGORY_LABELS[name]}`);
  throw new FilterError(`Sau --category là một trong:\n${known.join("\n")}`);
}

function readKnownStatus(text: string) {
  const status = readStatus(text);
  if (status) return status;
  const known = TICKET_STATUSES.map((name) => `  ${name}: ${STATUS_LABELS[name]}`);
  throw new FilterError(`Sau --status là một trong:\n${known.join("\n")}`);
}
