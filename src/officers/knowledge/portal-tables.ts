/** The portal's tables came as one run of signs; here they are cut into lines where the border is certain, and nowhere else. */

const DOCUMENTS_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";
const LAWS_HEAD = "Tên văn bản pháp lýMã văn bản";

/** A number of copies, glued to what stands before it: the last cell of a row. */
const COPIES = /(\d+) bản chính(?:,(\d+) bản sao)?|(\d+) bản sao/gu;

/**
 * Names of documents, one a line, with the number of copies.
 *
 * @returns undefined when the text is no table of documents: the export has cut it at the wrong place
 * @example documentLines("--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chínhẢnh0 bản chính,2 bản sao") // "- Tờ khai (1 bản chính)\n- Ảnh (2 bản sao)"
 */
export function documentLines(text: string): string | undefined {
  if (/^-*$/u.test(text.trim())) return "";
  const [first = "", ...tables] = text.split(DOCUMENTS_HEAD);
  if (tables.length === 0) return undefined;
  const lines: string[] = [];
  let title = first;
  tables.forEach((table, at) => {
    if (headingOf(title)) lines.push(headingOf(title));
    const cut = cutRows(table, at === tables.length - 1);
    if (cut) {
      lines.push(...cut.rows);
      title = cut.rest;
    } else {
      // The name of the next table is somewhere in it, too.
      if (table.trim()) lines.push(`- ${bare(table)}`);
      title = "";
    }
  });
  return lines.join("\n");
}

function cutRows(table: string, isLast: boolean): { rows: string[]; rest: string } | undefined {
  const rows: string[] = [];
  let from = 0;
  for (const found of table.matchAll(COPIES)) {
    const before = table[found.index - 1] ?? "";
    // Written in a sentence: “nộp 02 bản chính”, “(01 bản chính)”.
    const after = table.slice(found.index + found[0].length);
    if (before === "" || before === "(" || /^[\s,.;:)]/u.test(after)) continue;
    if (/\s/u.test(before)) {
      // “…: 01 bản chính1 bản chính”: the cell comes after it. Otherwise it may itself be the cell, after a number.
      if (/^\d bản/u.test(after)) continue;
      return undefined;
    }
    // “mẫu 021 bản chính”: nobody can tell where the name ends.
    if ([found[1], found[2], found[3]].some((digits) => (digits?.length ?? 0) > 1)) return undefined;
    const name = bare(table.slice(from, found.index));
    if (!name) return undefined;
    rows.push(`- ${withForm(name)}${copiesOf(found)}`);
    from = found.index + found[0].length;
  }
  const rest = table.slice(from);
  if (rows.length === 0 || (isLast && rest.trim())) return undefined;
  return { rows, rest };
}

function copiesOf([, originals = "0", copies, onlyCopies]: RegExpMatchArray): string {
  const said = [
    originals !== "0" ? `${originals} bản chính` : "",
    copies && copies !== "0" ? `${copies} bản sao` : "",
    onlyCopies && onlyCopies !== "0" ? `${onlyCopies} bản sao` : "",
  ].filter(Boolean);
  return said.length > 0 ? ` (${said.join(", ")})` : "";
}

/** The name of a form's file is the cell after the name of the document; a small letter before a capital is their border. */
function withForm(name: string): string {
  return name.replace(/(?<=[\p{Ll})])(?=\p{Lu}[^\n]{0,120}\.(?:docx?|pdf|xlsx?|rar|zip)$)/u, "; mẫu: ");
}

const bare = (text: string) =>
  text
    .replace(/\s+/gu, " ")
    .replace(/^[\s\-–+•*]+/u, "")
    .trim();

function headingOf(title: string): string {
  const name = bare(title).replace(/[:.]+$/u, "");
  return name ? `${name}:` : "";
}

/**
 * Titles and numbers of documents, one a line where a new title certainly begins. A number that the title has already
 * is said once.
 *
 * @returns undefined when the text is no table of laws
 * @example lawLines("Tên văn bản pháp lýMã văn bảnLuật Hộ tịch60/2014/QH13Nghị định 07/2025/NĐ-CP07/2025/NĐ-CP") // "- Luật Hộ tịch – 60/2014/QH13\n- Nghị định 07/2025/NĐ-CP"
 */
export function lawLines(text: string): string | undefined {
  if (!text.trim()) return "";
  if (!text.startsWith(LAWS_HEAD)) return undefined;
  return (
    text
      .slice(LAWS_HEAD.length)
      .replace(/\s+/gu, " ")
      .replace(/(\d+(?:\.\d+)?\/\d{4}\/[\p{Lu}\d-]+)\1/gu, "$1")
      .replace(
        /(?<=[\p{Lu}\d])(?=(?:Bộ luật|Luật|Hiến pháp|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Văn bản hợp nhất|Sửa đổi|Hướng dẫn|Quy định)(?!\p{L}))/gu,
        "\n",
      )
      // Digits after digits, or after “QH”, whose numbers end in digits, are not told apart.
      .replace(/(?<=\p{Ll}|\p{L}[.)”"]|(?<!QH?)\p{Lu})(?=\d+\/(?:\d{4}\/)?\p{Lu})/gu, " – ")
      .split("\n")
      .map((line) => `- ${bare(line)}`)
      .join("\n")
  );
}

/**
 * Results, one a line, without the codes of results and without what the portal's page shows below them.
 *
 * @returns undefined when it is a piece of the table of documents: the export has cut it at the wrong place
 * @example resultLines("Giấy khai sinhMã: KQ.G15.000168Từ khóaKhông có thông tin") // "- Giấy khai sinh"
 */
export function resultLines(text: string): string | undefined {
  const own = text.split("Từ khóa")[0] ?? "";
  if (!own.includes("Mã: ") && /\S\d bản (?:chính|sao)/u.test(own)) return undefined;
  const parts = own
    .split(/Mã: [\p{Lu}\d](?:[\p{Lu}\d.-]*\d)?(?!\d)/u)
    .map((part) => bare(part))
    .filter(Boolean);
  return parts.map((part) => `- ${part}`).join("\n");
}
