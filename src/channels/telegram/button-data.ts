/** What a button carries back, within the 64 bytes that Telegram gives it: written and read without any memory of it. */
import type { Facet } from "../../core/knowledge/index.ts";

/** Bytes of UTF-8 in `callback_data`. */
export const BUTTON_DATA_MAX = 64;

/** Buttons stay in chats for years: a letter never changes its meaning, and the letter of a facet that goes stays unused. */
const FACET_LETTERS: Readonly<Record<Facet, string>> = {
  overview: "o",
  "required-documents": "d",
  steps: "s",
  authority: "a",
  "submission-methods": "m",
  "online-service": "n",
  "processing-time": "t",
  fees: "f",
  result: "r",
  conditions: "c",
  applicants: "p",
  forms: "b",
  "legal-basis": "l",
};
const FACETS_BY_LETTER: ReadonlyMap<string, string> = new Map(
  Object.entries(FACET_LETTERS).map(([facet, letter]) => [letter, facet]),
);

/** An entry, with the side of it that is asked for or without. */
const ENTRY_PREFIX = "e";
/** Any other payload, as it is. */
const PLAIN_PREFIX = "p";

/**
 * The data of a button; undefined when the payload cannot be carried, being too long or no proper text.
 *
 * @example writeButtonData("entry:1.001193:fees") // "e1.001193:f"
 */
export function writeButtonData(payload: string): string | undefined {
  const data = compactEntry(payload) ?? PLAIN_PREFIX + payload;
  return isCarried(data) ? data : undefined;
}

/**
 * The payload that was written; undefined for what {@link writeButtonData} never writes.
 *
 * @example readButtonData("e1.001193:f") // "entry:1.001193:fees"
 */
export function readButtonData(data: string): string | undefined {
  if (!isCarried(data)) return undefined;
  const payload = data.startsWith(PLAIN_PREFIX) ? data.slice(1) : expandEntry(data);
  // One payload has one form only, so whatever is read was written by us or might have been.
  return payload !== undefined && writeButtonData(payload) === data ? payload : undefined;
}

function compactEntry(payload: string): string | undefined {
  const { id, facet } = /^entry:(?<id>[^:]+)(?::(?<facet>[a-z-]+))?$/u.exec(payload)?.groups ?? {};
  if (id === undefined) return undefined;
  if (facet === undefined) return ENTRY_PREFIX + id;
  return Object.hasOwn(FACET_LETTERS, facet)
    ? `${ENTRY_PREFIX}${id}:${FACET_LETTERS[facet as Facet]}`
    : undefined;
}

function expandEntry(data: string): string | undefined {
  const { id, letter } = /^e(?<id>[^:]+)(?::(?<letter>[a-z]))?$/u.exec(data)?.groups ?? {};
  if (id === undefined) return undefined;
  if (letter === undefined) return `entry:${id}`;
  const facet = FACETS_BY_LETTER.get(letter);
  return facet && `entry:${id}:${facet}`;
}

/** Half characters and NUL do not survive the way through JSON and databases. */
function isCarried(data: string): boolean {
  return data.isWellFormed() && !data.includes("\0") && Buffer.byteLength(data, "utf8") <= BUTTON_DATA_MAX;
}
