/** `knowledge directory`: from the portal's export to the compact list of what concerns this city. */
import { procedureCode } from "../../core/knowledge/index.ts";
import { foldDiacritics } from "../../language/index.ts";

/** Why a row is not taken over. */
export const LEFT_OUT = ["elsewhere", "no-code", "no-name", "twice"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Code, name, issuer, handler, sector, page: a line of the compact list. */
export type ListRow = readonly [string, string, string, string, string, string];

export interface RenewedDirectory {
  /** By code. */
  readonly rows: readonly ListRow[];
  readonly read: number;
  readonly leftOut: Readonly<Record<LeftOut, readonly string[]>>;
  /** Who issued what was left out as another province's, with how many. */
  readonly elsewhere: ReadonlyMap<string, number>;
  /** Names that were not written in one Unicode form, had stray blanks or stood in capitals. */
  readonly mended: number;
  /** Rows whose offices were all other provinces': nobody is named there now. */
  readonly withoutOffice: number;
}

/** The export has no such columns. The message is for an officer. */
export class NotADirectory extends Error {
  override readonly name = "NotADirectory";
}

/** The headings of each column, without marks; the first one is the portal's. */
const HEADINGS: readonly (readonly string[])[] = [
  ["ma so", "ma thu tuc", "ma tthc", "ma"],
  ["ten", "ten thu tuc", "ten tthc", "ten thu tuc hanh chinh"],
  ["co quan ban hanh", "co quan cong bo"],
  ["co quan thuc hien", "noi giai quyet", "co quan giai quyet"],
  ["linh vuc"],
  ["url", "trang", "duong dan", "lien ket"],
];
const PORTAL_PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/";

/**
 * @param table the export with its headings
 * @param city the city whose own procedures stay; other provinces' go
 * @throws NotADirectory when there is no column of codes or of names
 */
export function renewDirectory(
  table: readonly (readonly (string | undefined)[])[],
  city: string,
): RenewedDirectory {
  const [head = [], ...body] = table;
  const columns = findColumns(head);
  const leftOut: Record<LeftOut, string[]> = { elsewhere: [], "no-code": [], "no-name": [], twice: [] };
  const elsewhere = new Map<string, number>();
  const rows = new Map<string, ListRow>();
  let mended = 0;
  let withoutOffice = 0;
  for (const cells of body) {
    const cell = (column: number) => cells[columns[column] ?? -1] ?? "";
    const [code, issuer] = [oneLine(cell(0)), oneLine(cell(2))];
    const name = calmed(oneLine(cell(1)));
    if (isElsewhere(issuer, city)) {
      leftOut.elsewhere.push(code);
      elsewhere.set(issuer, (elsewhere.get(issuer) ?? 0) + 1);
    } else if (!procedureCode.safeParse(code).success) leftOut["no-code"].push(code || name);
    else if (!name) leftOut["no-name"].push(code);
    else if (rows.has(code)) leftOut.twice.push(code);
    else {
      if (name !== cell(1)) mended += 1;
      const offices = officesHere(oneLine(cell(3)), city);
      if (!offices && oneLine(cell(3))) withoutOffice += 1;
      rows.set(code, [code, name, issuer, offices, oneLine(cell(4)), pageOf(oneLine(cell(5)))]);
    }
  }
  const sorted = [...rows.values()].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return { rows: sorted, read: body.length, leftOut, elsewhere, mended, withoutOffice };
}

function findColumns(head: readonly (string | undefined)[]): number[] {
  const names = head.map((cell) => foldDiacritics(oneLine(cell ?? "").toLowerCase()));
  const columns = HEADINGS.map((headings) => names.findIndex((name) => headings.includes(name)));
  if ((columns[0] ?? -1) < 0 || (columns[1] ?? -1) < 0)
    throw new NotADirectory(
      "Không thấy cột “Mã số” và cột “Tên” ở dòng đầu. Hãy dùng tệp danh mục xuất từ Cổng Dịch vụ công quốc gia.",
    );
  return columns;
}

/** One Unicode form, single blanks. */
function oneLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

const MOSTLY_CAPITALS = 0.8;

/** A name all in capitals is hard to read in a chat. */
function calmed(name: string): string {
  const letters = name.match(/\p{L}/gu) ?? [];
  const capitals = name.match(/\p{Lu}/gu) ?? [];
  if (letters.length < 8 || capitals.length < MOSTLY_CAPITALS * letters.length) return name;
  const lower = name.toLowerCase().replaceAll("việt nam", "Việt Nam");
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** A province or a city that is called by its name: "tỉnh Bắc Ninh", "Thành phố Hà Nội". */
const BY_NAME = /(?:tỉnh|thành phố|tp\.?)\s+(?<name>\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*)*)/giu;

function namesOtherPlace(office: string, city: string): boolean {
  return [...office.matchAll(BY_NAME)].some(
    // With the flag for capitals and small letters alike, \p{Lu} takes both.
    ({ groups }) => /^\p{Lu}/u.test(groups?.name ?? "") && !groups?.name?.startsWith(city),
  );
}

function isElsewhere(issuer: string, city: string): boolean {
  return (
    namesOtherPlace(issuer, city) || (/^(?:UBND|Ủy ban nhân dân)\b/u.test(issuer) && !issuer.includes(city))
  );
}

/** Offices without those of other provinces; a ministry's office that sits elsewhere stays. */
function officesHere(offices: string, city: string): string {
  const all = offices.split(/\s*;\s*/u).filter(Boolean);
  return all.filter((one) => / - bộ /iu.test(one) || !namesOtherPlace(one, city)).join("; ");
}

function pageOf(url: string): string {
  if (url.startsWith(PORTAL_PAGE)) return url.slice(PORTAL_PAGE.length);
  return /^https:\/\/\S+$/u.test(url) ? url : "";
}

/** The rows as CSV, the columns first; each line ends with a line break. */
export function writeList(rows: readonly ListRow[], columns: readonly string[] = []): string {
  return [columns, ...rows]
    .map((cells) => cells.map(writeCell).join(","))
    .join("\n")
    .concat("\n");
}

function writeCell(text: string): string {
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const REASONS: Readonly<Record<LeftOut, string>> = {
  elsewhere: "do tỉnh, thành phố khác ban hành",
  "no-code": "mã không đúng dạng",
  "no-name": "không có tên",
  twice: "mã đã có ở dòng trước",
};
const MOST_EXAMPLES = 8;

/** What was done, for the officer; `before` are the codes of the list that was in use. */
export function describeRenewal(renewed: RenewedDirectory, before: ReadonlySet<string>): string[] {
  const { rows, read, leftOut, elsewhere, mended, withoutOffice } = renewed;
  const lines = [`Đã đọc ${read} dòng, giữ ${rows.length} thủ tục.`];
  for (const reason of LEFT_OUT) {
    const codes = leftOut[reason];
    if (codes.length === 0) continue;
    const examples =
      reason === "elsewhere"
        ? [...elsewhere].sort((a, b) => b[1] - a[1]).map(([issuer, count]) => `${issuer} ${count}`)
        : codes;
    const more = examples.length > MOST_EXAMPLES ? "…" : "";
    lines.push(
      `Bỏ ${codes.length} dòng ${REASONS[reason]}: ${examples.slice(0, MOST_EXAMPLES).join(", ")}${more}`,
    );
  }
  if (mended > 0) lines.push(`Sửa ${mended} tên (dấu tiếng Việt khác dạng, thừa dấu cách, viết hoa cả tên).`);
  if (withoutOffice > 0)
    lines.push(`${withoutOffice} thủ tục chỉ ghi cơ quan của tỉnh khác nên để trống nơi giải quyết.`);
  if (before.size > 0) {
    const now = new Set(rows.map(([code]) => code));
    const gone = [...before].filter((code) => !now.has(code));
    const added = rows.filter(([code]) => !before.has(code)).map(([code]) => code);
    lines.push(`So với danh mục đang dùng: thêm ${added.length}, không còn ${gone.length}.`);
    if (gone.length > 0)
      lines.push(`Không còn: ${gone.slice(0, 40).join(", ")}${gone.length > 40 ? "…" : ""}`);
  }
  return lines;
}
