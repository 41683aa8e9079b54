/** Takes out of a text what names a person by numbers or addresses, before it is kept or logged. In doubt it is taken out. */
import { composeUnicode } from "./compose-unicode.ts";
import { type Finding, findAddresses, withoutOverlaps } from "./find-addresses.ts";
import { foldDiacritics } from "./fold-diacritics.ts";
import { lookalikeDigits, plainFigures, spokenDigits } from "./spoken-digits.ts";

/**
 * Phone, paper, account, tax and insurance numbers, plates, birthdays, e-mails and links become marks, however they
 * are parted or spelled. Hotlines, procedure codes, numbers of documents, dates and amounts of money stay. A text
 * without any of them comes back as it is. Takes time in proportion to the length.
 *
 * @example maskPersonalNumbers("sđt em 0912.345.678 ạ") // "sđt em [số điện thoại] ạ"
 * @example maskPersonalNumbers("không chín một hai ba bốn năm sáu bảy tám") // "[số điện thoại]"
 * @example maskPersonalNumbers("cccd 031 090 001 234, mail a.b @ gmail . com") // "cccd [số giấy tờ], mail [email]"
 * @example maskPersonalNumbers("thủ tục 1.001193 phí 150.000 đồng, gọi 1022") // "thủ tục 1.001193 phí 150.000 đồng, gọi 1022"
 */
export function maskPersonalNumbers(text: string): string {
  const plain = plainFigures(composeUnicode(text));
  const named = withoutOverlaps([...findAddresses(plain), ...findPlates(plain), ...findBirthdays(plain)]);
  const findings = withoutOverlaps([...named, ...findNumbers(plain, harmlessParts(plain, named))]);
  if (findings.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, mark } of findings) {
    parts.push(plain.slice(from, start), mark);
    from = end;
  }
  return parts.join("") + plain.slice(from);
}

/** 15A-123.45, 15-B1 234.56, 29x12345; in small letters without a joint only with five figures. */
const PLATES = [
  /(?<![\p{L}\p{N}])[1-9]\d[-. ]{0,3}[A-Z]{1,2}\d?[-. ]{0,3}(?:\d{3}[. ]?\d{2}|\d{4})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])[1-9]\d-?[a-zđ]{1,2}\d?-?(?:\d{3}\.?\d{2})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])[1-9]\d[- ]{0,2}[abcefnprsuvxyz]\d?[-. ]{1,3}(?:\d{3}[. ]?\d{2}|(?<=-)\d{4})(?![\p{L}\p{N}])/gu,
];

function findPlates(text: string): Finding[] {
  return PLATES.flatMap((plate) => [...text.matchAll(plate)]).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    mark: "[biển số xe]",
  }));
}

const DAY = "(?:0?[1-9]|[12]\\d|3[01])";
const MONTH = "(?:0?[1-9]|1[0-2])";
const YEAR = "(?:19|20)\\d{2}";
const BIRTHDAY = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<!(?:khai|chứng|chung|học|hoc|hộ|ho) )(?:sinh|sn|ns|dob)(?![\\p{L}\\p{N}])[\\s:,-]{0,4}(?:(?:ngày|ngay|hôm|hom|vào|vao|là|la|của|cua|em|tôi|toi|con|bé|cháu)[\\s:,-]{1,4}){0,4}` +
    `(?<date>${DAY}[\\s./-]{1,3}${MONTH}[\\s./-]{1,3}(?:${YEAR}|\\d{2})|${DAY}\\s(?:tháng|thang)\\s${MONTH}[\\s,]{1,2}(?:năm|nam)\\s${YEAR})(?!\\d)`,
  "dgiu",
);

function findBirthdays(text: string): Finding[] {
  return [...text.matchAll(BIRTHDAY)].flatMap((match) => {
    const [start, end] = match.indices?.groups?.date ?? [];
    return start === undefined || end === undefined ? [] : [{ start, end, mark: "[ngày sinh]" }];
  });
}

/** Before and behind these no figure may stand, near enough to make one number of both. */
const ALONE = "(?<![\\p{N}]|\\p{N}[.,/:-])";
const ENDS = "(?![\\p{N}]|[.,/:-]\\p{N})";
const DATE = `(?:${DAY}(?<joint>[./-])${MONTH}\\k<joint>${YEAR}|${YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))`;
const HARMLESS = [
  new RegExp(`(?<![\\p{N}]|\\p{N}[.,/:])${DATE}(?![\\p{N}]|[.,/:]\\p{N})`, "gu"),
  new RegExp(`${ALONE}${DAY}\\s?[/-]\\s?${MONTH}\\s(?:năm|nam)\\s${YEAR}${ENDS}`, "giu"),
  // The number of a document: 1234/2025, 12345/2025/QĐ-UBND.
  new RegExp(`${ALONE}(?:[1-9]\\d{0,3}|0\\d)/${YEAR}(?:${ENDS}|(?=/\\p{L}))`, "gu"),
  new RegExp(`${ALONE}[1-9]\\d{0,4}/${YEAR}(?=/\\p{L})`, "gu"),
  // Years from and to, and the number of a standard with its year.
  new RegExp(`(?<!\\p{N}|\\p{N}[ .,/:-])${YEAR}\\s?[–-]\\s?${YEAR}(?![ .,/:-]?\\p{N})`, "gu"),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:iso|tcvn|qcvn|iec) ?(?:iso|iec)? ?\\d{2,5} ?: ?${YEAR}${ENDS}`, "giu"),
  // The time of day.
  new RegExp(`${ALONE}(?:[01]?\\d|2[0-3]):[0-5]\\d(?![\\p{N}]|[.,/:]\\p{N})`, "gu"),
  // An amount of money with its unit. What begins with 0 is none.
  /(?<![\p{N}.,]|\p{N}[ -])(?:[1-9]\d{0,2}(?:[.,]\d{3}){1,4}|[1-9]\d{0,2}(?: \d{3}){1,4}|[1-9]\d{0,8}000|[1-9]\d{0,6})(?:[.,]\d{1,2})?\s{0,2}(?:đồng(?! (?:ý|chí|bộ|thời|hồ|nghiệp))|dong(?! y)|đ(?!\s?\/\s?c)|d(?=[\s.,;?!)]|$)|vnđ|vnd)(?![\p{L}\p{N}])/giu,
  /(?<![\p{N}.,]|\p{N}[ -])[1-9]\d{0,2}(?:[.,]?\d{3}){0,2}(?:[.,]\d{1,2})?\s{0,2}(?:k|nghìn|nghin|ngàn|ngan|triệu|trieu|tr|tỷ|tỉ|ty)(?![\p{L}\p{N}])/giu,
];
/** The code of a procedure, also as the national portal writes it: 1.001193.000.00.00.H24. */
const CODE = /(?<![\p{N}]|\p{N}[.,/:-])[1-9]\.\d{6}(?:\.000\.00\.00\.H\d{2})?(?![\p{N}]|[./:-]\p{N})/gu;
/** A few figures behind a code might belong to a number that only looks like it. */
const GOES_ON = /^[ ]\d{1,6}(?!\d)(?<! (?:19|20)\d{2})(?!\.\d{6})/u;

/** Where no number is looked for: what is masked already, and what is known to name nobody. */
function harmlessParts(text: string, masked: readonly Finding[]): Finding[] {
  const parts: Finding[] = [...masked];
  let endOfCode = -1;
  for (const pattern of [...HARMLESS, CODE])
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (pattern === CODE) {
        const isContinued = /\p{N} $/u.test(text.slice(Math.max(0, match.index - 2), match.index));
        const isListed = isContinued && endOfCode === match.index - 1;
        if ((isContinued && !isListed) || GOES_ON.test(text.slice(end, end + 16))) continue;
        endOfCode = end;
      }
      parts.push({ start: match.index, end, mark: "" });
    }
  return withoutOverlaps(parts);
}

/** Some digits that stand together, written or spelled. */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  readonly kind: "written" | "spoken" | "lookalike";
}

const PIECE = /\p{N}+|\p{L}[\p{L}\p{M}]*|[^\p{L}\p{N}]+/gu;
/** Longer gaps part two numbers. */
const LONGEST_GAP = 8;
/** Said between digits: "không chín một hai chấm ba bốn năm". */
const JOINT = /^(?:chấm|cham|gạch|gach|ngang|rồi|roi|mươi|cách|cach|phẩy|phay|số|so)$/iu;

/** Collects the digits that belong together, and judges each such stretch. */
function findNumbers(text: string, harmless: readonly Finding[]): Finding[] {
  const found: Finding[] = [];
  let stretch: Group[] = [];
  let passed = 0;
  let yearAt = -1;
  const close = () => {
    found.push(...judge(text, stretch));
    stretch = [];
  };
  const pieces = [...text.matchAll(PIECE)];
  for (const [at, match] of pieces.entries()) {
    const [piece] = match;
    while ((harmless[passed]?.end ?? Infinity) <= match.index) passed++;
    if ((harmless[passed]?.start ?? Infinity) <= match.index) {
      close();
      continue;
    }
    if (!/^[\p{L}\p{N}]/u.test(piece)) {
      if (piece.length > LONGEST_GAP) close();
      continue;
    }
    const before = pieces[at - 1]?.[0] ?? " ";
    const after = pieces[at + 1]?.[0] ?? " ";
    const read = readDigits(piece, before, after);
    const isYear =
      /^n[ăa]m$/iu.test(piece) &&
      /^\s+$/u.test(after) &&
      PLAIN_YEAR.test(pieces[at + 2]?.[0] ?? "") &&
      isNoBeginning(stretch);
    if (isYear) {
      close();
      yearAt = at + 2;
    }
    if (isYear || at === yearAt) continue;
    if (read) stretch.push({ ...read, start: match.index, end: match.index + piece.length });
    else if (!(stretch.length > 0 && JOINT.test(piece))) close();
  }
  close();
  return found;
}

/** A count before a year: "20 m2 năm 2025"; nothing that a number could begin with. */
function isNoBeginning(stretch: readonly Group[]): boolean {
  const digits = stretch.length > 2 ? "000" : digitsOf(stretch);
  return digits.length <= 2 && !digits.startsWith("0");
}

function readDigits(
  piece: string,
  before: string,
  after: string,
): Pick<Group, "digits" | "kind"> | undefined {
  if (/^\p{N}/u.test(piece)) return { digits: piece, kind: "written" };
  const touches = /\p{N}$/u.test(before) || /^\p{N}/u.test(after);
  const alike = touches || /^(?:[oOоО]{1,4}|[lI])$/u.test(piece) ? lookalikeDigits(piece) : undefined;
  if (alike !== undefined) return { digits: alike, kind: "lookalike" };
  if (touches && /^\p{N}/u.test(before)) return undefined;
  const spoken = spokenDigits(piece);
  return spoken === undefined ? undefined : { digits: spoken, kind: "spoken" };
}

/** So many digits are no count, year or house number. A stretch of words alone is longer by chance. */
const LEAST_DIGITS = 7;
const LEAST_WITH_WORDS = 8;
const LEAST_WITH_CUE = 6;

function judge(text: string, whole: readonly Group[]): Finding[] {
  const stretch = trimChance(whole);
  const [first] = stretch;
  const last = stretch.at(-1);
  if (!first || !last) return [];
  const digits = digitsOf(stretch);
  // Marks left by this function are no cue: masking twice is masking once.
  const cue = CUE.exec(foldDiacritics(text.slice(Math.max(0, first.start - 40), first.start)).toLowerCase())
    ?.groups?.word;
  const hasWords = stretch.some(({ kind }) => kind === "spoken");
  const least = hasWords ? LEAST_WITH_WORDS : cue ? LEAST_WITH_CUE : LEAST_DIGITS;
  if (digits.length < least) return [];
  if (!hasWords && isPublic(text.slice(first.start, last.end), cue)) return [];
  return splitNumbers(text, stretch).map((part) => ({
    start: startOf(text, part[0]?.start ?? first.start),
    end: part.at(-1)?.end ?? last.end,
    mark: markOf(digitsOf(part), cue),
  }));
}

function digitsOf(groups: readonly Group[]): string {
  return groups.map(({ digits }) => digits).join("");
}

const COMPLETE = /^(?:(?:0|84|0084)\d{9,10}|\d{9}|\d{12})$/u;

/** "Được không 0912…", "số của ba 0912…": a word at the edge of a whole number is a word. Letters alone are letters. */
function trimChance(stretch: readonly Group[]): readonly Group[] {
  const sure = stretch.reduce((sum, { digits, kind }) => sum + (kind === "lookalike" ? 0 : digits.length), 0);
  if (sure < 4) return [];
  const from = stretch[0]?.kind === "spoken" ? 1 : 0;
  const to = stretch.at(-1)?.kind === "spoken" ? -1 : undefined;
  for (const inner of [stretch.slice(from, to), stretch.slice(from), stretch.slice(0, to)])
    if (inner.length < stretch.length && isWhole(inner)) return inner;
  return stretch;
}

function isWhole(groups: readonly Group[]): boolean {
  return groups.every(({ kind }) => kind === "written") && COMPLETE.test(digitsOf(groups));
}

const HOTLINE = /(?<![\d.,/-])1[89]00(?:[\s.-]{0,2}\d{4}|[\s.-]{0,2}\d{3}[\s.-]?\d{3})(?![.,/-]?\d)/gu;
const SHORT_NUMBERS = /^(?:11[0-9]|1022|1080|1800|1900)$/u;
/** Thousands in groups. Nine figures that do not end in a million might be a paper's number. */
const AMOUNT =
  /^(?!\d{3}[.,]\d{3}[.,](?!000$)\d{3}$|\d{3}[.,](?!000)\d{3}[.,]000$)[1-9]\d{0,2}(?:[.,]\d{3}){0,3}[.,]000$/u;
const PLAIN_YEAR = /^(?:19|20)\d{2}$/u;

/** Nothing but numbers that everybody may know. */
function isPublic(written: string, cue: string | undefined): boolean {
  if (cue !== undefined && !PHONE_CUE.test(cue)) return false;
  const numbers = written
    .replace(HOTLINE, " ")
    .split(/[\s;()–-]+|[,.](?!\d)/u)
    .filter(Boolean);
  const amounts = numbers.filter((number) => AMOUNT.test(number)).length;
  const small = numbers.filter((number) => /^[1-9]\d?$/u.test(number)).length;
  const known = numbers.filter((number) => SHORT_NUMBERS.test(number) || PLAIN_YEAR.test(number)).length;
  return amounts > 0 ? small <= 2 && amounts + small + known === numbers.length : known === numbers.length;
}

/** Several whole numbers in one stretch get a mark each. */
function splitNumbers(text: string, stretch: readonly Group[]): (readonly Group[])[] {
  return splitAt(/[,;\n]/u, text, stretch).flatMap((part) => splitAt(/\s/u, text, part));
}

function splitAt(gap: RegExp, text: string, stretch: readonly Group[]): (readonly Group[])[] {
  const parts: Group[][] = [];
  for (const group of stretch) {
    const part = parts.at(-1);
    const before = part?.at(-1);
    if (part && before && !gap.test(text.slice(before.end, group.start))) part.push(group);
    else parts.push([group]);
  }
  return parts.every((part) => digitsOf(part).length >= LEAST_WITH_WORDS) ? parts : [stretch];
}

/** The "+" of a country and the letters of a passport or insurance card belong to the number. */
function startOf(text: string, first: number): number {
  const before = /(?:\(?\+|(?<![\p{L}\p{M}\p{N}])[A-Z]{1,2} ?|(?<![\p{L}\p{M}\p{N}])[a-z])$/u.exec(
    text.slice(Math.max(0, first - 4), first),
  );
  return first - (before?.[0].length ?? 0);
}

const PHONE_CUE = /^(?:sdt|dt|dien thoai|phone|tel|zalo|goi|lien he|hotline|tong dai|so may)$/u;
const ACCOUNT_CUE = /^(?:stk|tk|tai khoan|so the|the atm)$/u;
/** What a number is said to be, at most three words before it. */
const CUE =
  /(?<!\p{L})(?<word>sdt|dt|dien thoai|phone|tel|zalo|goi|lien he|hotline|tong dai|so may|stk|tk|tai khoan|so the|the atm|cccd|cmnd|cmt|can cuoc|can cuoc cong dan|dinh danh|chung minh|ho chieu|passport|mst|ma so thue|bhxh|bhyt|bao hiem)(?!\p{L})(?:[^\p{L}\p{N}\]]{1,4}\p{L}{1,8}){0,3}[^\p{L}\p{N}\]]{0,5}$/u;

function markOf(digits: string, cue: string | undefined): string {
  if (cue && ACCOUNT_CUE.test(cue)) return "[số tài khoản]";
  if (cue && !PHONE_CUE.test(cue)) return "[số giấy tờ]";
  if (cue || /^(?:0|84|0084)\d{9,10}$/u.test(digits)) return "[số điện thoại]";
  if (digits.length > 13) return "[số tài khoản]";
  return digits.length >= 9 ? "[số giấy tờ]" : "[dãy số]";
}
