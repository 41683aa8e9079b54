/** The code by which a citizen finds a ticket again: read aloud, written on paper, typed on a cheap phone. */

/**
 * 23 signs, none of which looks or sounds like another of them: no 0/O, 1/I, 2/Z, 5/S, 8/B, G/6 pairs, no U/V. A prime
 * number of signs lets one check sign catch every single mistake and every swap of two signs.
 */
const SIGNS = "ACDEFHJKLMNPRTVWXY34679";
const RANDOM_SIGNS = 11;
const GROUP = 4;

/** Eleven random signs (49 bits) and a check sign, written in three groups: `K7RM-4XTA-9HC3`. */
export type TicketCode = string;

/**
 * @param chance as many whole numbers as asked for, each from 0 to below `most`, from a source nobody can foretell
 * @example makeTicketCode((count) => Array(count).fill(0)) // "AAAA-AAAA-AAAA"
 */
export function makeTicketCode(chance: (count: number, most: number) => readonly number[]): TicketCode {
  const signs = chance(RANDOM_SIGNS, SIGNS.length).map((at) => SIGNS[at] ?? SIGNS[0]);
  const body = signs.join("");
  return grouped(body + checkSign(body));
}

/** Whether it is a code as `makeTicketCode` writes them; says nothing of whether there is such a ticket. */
export function isTicketCode(text: string): boolean {
  return readTicketCode(text) === text;
}

/**
 * The code that somebody typed, however they set blanks, hyphens and capitals; undefined when it is none, or mistyped.
 * @example readTicketCode("k7rm 4xta 9hc3") // "K7RM-4XTA-9HC3"
 */
export function readTicketCode(text: string): TicketCode | undefined {
  const signs = text.toUpperCase().replace(/[^A-Z0-9]/gu, "");
  if (signs.length !== RANDOM_SIGNS + 1 || [...signs].some((sign) => !SIGNS.includes(sign))) return undefined;
  return checkSign(signs.slice(0, RANDOM_SIGNS)) === signs[RANDOM_SIGNS] ? grouped(signs) : undefined;
}

/**
 * The first code in a text: "mã của tôi là K7RM-4XTA-9HC3". Words without marks may look like one ("thay chat nhat"):
 * what has no figure and stands in three words is none. `rest` is what stands around it: a PIN, or what is wanted of
 * the ticket.
 */
export function locateTicketCode(
  text: string,
): { readonly code: TicketCode; readonly rest: string } | undefined {
  // Looked for at every place: in "ma so K7RM-4XTA-9HC3" twelve signs begin at "ma" as well.
  for (const match of text.matchAll(
    /(?<![A-Za-z0-9])(?=(?<signs>(?:[A-Za-z0-9][\s.–-]{0,2}){11}[A-Za-z0-9])(?![A-Za-z0-9]))/gu,
  )) {
    const signs = match.groups?.signs ?? "";
    const code = /\d|-|^\S+$/u.test(signs) ? readTicketCode(signs) : undefined;
    if (code)
      return { code, rest: `${text.slice(0, match.index)} ${text.slice(match.index + signs.length)}`.trim() };
  }
  return undefined;
}

/** Places weigh 1, 2, 3 …, so that swapped signs change the sum. */
function checkSign(body: string): string {
  const sum = [...body].reduce((total, sign, at) => total + SIGNS.indexOf(sign) * (at + 1), 0);
  return SIGNS[sum % SIGNS.length] ?? "";
}

function grouped(signs: string): TicketCode {
  return signs.match(new RegExp(`.{${GROUP}}`, "gu"))?.join("-") ?? signs;
}
