/** Finds e-mail addresses and links to people's pages, also where they are spelled out: "a cong gmail cham com". */

export interface Finding {
  /** Offsets in the text, the end not included. */
  readonly start: number;
  readonly end: number;
  readonly mark: string;
}

const PROVIDERS = "gmail|gmai|gmal|yahoo|ymail|outlook|hotmail|icloud|email|proton|protonmail|zoho|live|vnn";
/** What stands for "@". A bare "at" or a provider's name needs a proper domain behind it. */
const AT = new RegExp(
  `@|＠|[([{]\\s?(?:at|a)\\s?[)\\]}]|(?<![\\p{L}\\p{N}])(?:a\\s?(?:còng|cong|móc|moc|vòng|vong)|acong|at)(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])(?:${PROVIDERS})(?=\\s{0,2}(?:\\.|chấm|cham|dot)\\s{0,2}(?:com|vn|net))`,
  "giu",
);
const DOT = "(?:\\s{0,2}[([{]?(?:\\.|(?<=\\s)(?:chấm|cham|dot)(?=\\s)|(?<=[([{])dot)[)\\]}]?\\s{0,2})";
/** A domain after the "@", or nothing more than a provider's name. */
const DOMAIN = new RegExp(
  `\\s{0,3}(?:[\\p{L}\\p{N}-]{1,63}(?:${DOT}[a-z\\d-]{2,24}){1,4}|(?:${PROVIDERS})(?![\\p{L}\\p{N}]))`,
  "iuy",
);
const LONGEST_LOCAL = 64;
/** A name at a platform, such as "@nguyenvana". */
const HANDLE = /[a-z][\w.]{3,40}/iuy;

const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"']{1,2000}|(?<![\p{L}\p{N}.@-])(?:facebook\.com|fb\.com|fb\.me|m\.me|zalo\.me|t\.me|wa\.me|tiktok\.com|instagram\.com)\/[^\s<>"']{1,500}/giu;
/** Pages of the state are nobody's. */
const PUBLIC_LINK = /^(?:https?:\/\/)?(?:[\w-]+\.){0,6}(?:gov\.vn|1022\.vn)(?![\w.-]*\w)/iu;

/**
 * In their order, none within another.
 *
 * @example findAddresses("gửi về a.b@gmail.com") // [{ start: 7, end: 20, mark: "[email]" }]
 */
export function findAddresses(text: string): Finding[] {
  const findings: Finding[] = [];
  let from = 0;
  for (const match of text.matchAll(AT)) {
    if (match.index < from) continue;
    const found = addressAt(text, match.index, match[0], from);
    if (!found) continue;
    findings.push(found);
    from = found.end;
  }
  for (const match of text.matchAll(LINK)) {
    if (PUBLIC_LINK.test(match[0])) continue;
    findings.push({ start: match.index, end: match.index + match[0].length, mark: "[liên kết]" });
  }
  return withoutOverlaps(findings);
}

/**
 * Findings in their order; where two overlap they become one, with the mark of the first.
 *
 * @example withoutOverlaps([{ start: 2, end: 5, mark: "b" }, { start: 0, end: 3, mark: "a" }]) // [{ start: 0, end: 5, mark: "a" }]
 */
export function withoutOverlaps(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || finding.start >= last.end) kept.push(finding);
    else if (finding.end > last.end) kept[kept.length - 1] = { ...last, end: finding.end };
  }
  return kept;
}

function addressAt(text: string, at: number, sign: string, from: number): Finding | undefined {
  const isProvider = new RegExp(`^(?:${PROVIDERS})$`, "iu").test(sign);
  const after = isProvider ? at : at + sign.length;
  DOMAIN.lastIndex = after;
  const domain = DOMAIN.exec(text);
  const start = localStart(text, at, from);
  if (domain && start < at) return { start, end: after + domain[0].length, mark: "[email]" };
  if (sign !== "@" || /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return undefined;
  HANDLE.lastIndex = at + 1;
  const handle = HANDLE.exec(text);
  return handle ? { start: at, end: at + 1 + handle[0].length, mark: "[liên kết]" } : undefined;
}

/** Goes left from the "@" over the name before it: "a.b", "a . b", "a chấm b". The place of the "@" when there is none. */
function localStart(text: string, at: number, from: number): number {
  const least = Math.max(from, at - LONGEST_LOCAL);
  let start = at;
  let end = skipBlanks(text, at, least);
  for (;;) {
    let word = end;
    while (word > least && /[\w%+-]/u.test(text[word - 1] ?? "")) word--;
    if (word === end) return start;
    start = word;
    const joint = /(?:\s{0,2}[._+-]\s{0,2}|\s(?:chấm|cham|dot|gạch dưới|gach duoi)\s)$/iu.exec(
      text.slice(Math.max(least, word - 14), word),
    );
    if (!joint) return start;
    end = word - joint[0].length;
  }
}

function skipBlanks(text: string, at: number, least: number): number {
  let end = at;
  while (end > least && at - end < 3 && /\s/u.test(text[end - 1] ?? "")) end--;
  return end;
}
