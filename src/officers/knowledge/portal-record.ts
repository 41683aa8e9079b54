/** Reads the portal's records (one JSON object a line) and leaves out what the export has spoiled. */
import { z } from "zod";
import { BROKEN_PORTAL_CODES, BROKEN_REASON } from "./broken-portal-codes.ts";
import {
  checkRecord,
  type DraftLevel,
  IMPORTED_FACETS,
  type ImportRecord,
  type ReadRecords,
  type RefusedRow,
  refuseRepeated,
  sayIssues,
  UNKNOWN_SECTOR,
} from "./import-record.ts";
import { bodySlug, isOtherProvince } from "./issuing-bodies.ts";
import { draftText, officialLine, officialText, plainWords } from "./official-text.ts";
import { documentLines, lawLines, resultLines } from "./portal-tables.ts";

const field = z.string({ error: "phải là chữ" }).optional().default("");

const portalLineSchema = z.object({
  ma_thu_tuc: z.string({ error: "thiếu, hoặc không phải chữ" }),
  ten_thu_tuc: z.string({ error: "thiếu, hoặc không phải chữ" }),
  bo_nganh: field,
  detail_url: field,
  so_quyet_dinh: field,
  cap_thuc_hien: field,
  linh_vuc: field,
  doi_tuong_thuc_hien: field,
  co_quan_co_tham_quyen: field,
  co_quan_thuc_hien: field,
  trinh_tu_thuc_hien: field,
  cach_thuc_thuc_hien: field,
  thanh_phan_ho_so: field,
  can_cu_phap_ly: field,
  yeu_cau_dieu_kien: field,
  ket_qua_xu_ly: field,
});
type PortalLine = z.infer<typeof portalLineSchema>;

/** By their words without marks. Districts are gone since July 2025: theirs is no level any more. */
const LEVELS: Readonly<Record<string, DraftLevel>> = {
  "cap xa": "commune",
  "cap tinh": "province",
  "cap bo": "ministry",
  "co quan khac": "other",
};

/** Ministries that were merged in 2025, by the end of their decisions' numbers. */
const FORMER_MINISTRIES = /QĐ-(?:BGTVT|BKHĐT|TCHQ|BTNMT|BLĐTBXH|BTTTT|BNN|BNNPTNT|UBDT)(?!\p{L})/iu;

/** Every line that can be read, and for every other one the reason. Never throws. */
export function readPortalLines(text: string): ReadRecords {
  const found: ImportRecord[] = [];
  const refused: RefusedRow[] = [];
  let otherProvinces = 0;
  text.split("\n").forEach((line, at) => {
    if (!line.trim()) return;
    const place = `dòng ${at + 1}`;
    const read = readPortalLine(line, place);
    if (read === "other-province") otherProvinces += 1;
    else if ("reason" in read) refused.push(read);
    else found.push(read);
  });
  const { records, refused: repeated } = refuseRepeated(found);
  const { kept, refused: copied } = refuseCopies(records);
  return {
    layout: "portal",
    records: kept,
    refused: [...refused, ...repeated, ...copied],
    otherProvinces,
    facets: IMPORTED_FACETS,
    notes: [
      "Phí, lệ phí và thời hạn không bao giờ được lấy: bản xuất của Cổng làm lẫn bảng và mất đơn vị. Số tiền, số ngày đứng trong câu được thay bằng “[… xem trên Cổng]”.",
    ],
  };
}

/** Whether the first line with anything in it is a record of the portal. */
export function looksLikePortal(text: string): boolean {
  const first = text.slice(0, 200_000).trimStart().split("\n", 1)[0] ?? "";
  return first.startsWith("{") && first.includes('"ma_thu_tuc"');
}

function readPortalLine(line: string, place: string): ImportRecord | RefusedRow | "other-province" {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { place, code: "", reason: "không phải một đối tượng JSON trọn vẹn; có thể tệp bị cắt" };
  }
  const checked = portalLineSchema.safeParse(raw, { error: () => "không phải một bản ghi của Cổng" });
  if (!checked.success) return { place, code: "", reason: sayIssues(checked.error) };
  const portal = checked.data;
  const code = officialLine(portal.ma_thu_tuc);
  if (BROKEN_PORTAL_CODES.has(code)) return { place, code, reason: BROKEN_REASON };
  if (isOtherProvince(portal.bo_nganh.replaceAll("-", " "))) return "other-province";
  const record = checkRecord({ place, code, ...toRecord(portal) });
  return typeof record === "string" ? { place, code, reason: record } : record;
}

function toRecord(portal: PortalLine): Omit<ImportRecord, "place" | "code"> {
  const warnings: string[] = [];
  const torn = (names: string) => warnings.push(`bản xuất cắt sai chỗ phần ${names}: đã bỏ`);
  let documents = documentLines(officialText(portal.thanh_phan_ho_so));
  let steps = officialText(portal.trinh_tu_thuc_hien);
  const result = resultLines(officialText(portal.ket_qua_xu_ly));
  const laws = lawLines(officialText(portal.can_cu_phap_ly));
  // The export looked for the next heading within the text: what was cut at the wrong place lacks its end before it.
  if (documents === undefined) {
    torn("các bước và giấy tờ");
    steps = "";
  } else if (result === undefined) {
    torn("giấy tờ và kết quả");
    documents = "";
  }
  if (laws === undefined) torn("căn cứ pháp lý");
  const decision = officialLine(portal.so_quyet_dinh);
  const agency = agencyOf(portal.co_quan_thuc_hien);
  const competent = agencyOf(portal.co_quan_co_tham_quyen);
  if (agency === undefined || competent === undefined) torn("cơ quan thực hiện");
  const levels = portal.cap_thuc_hien.split(",").flatMap((level) => LEVELS[plainWords(level)] ?? []);
  if (/huyện/iu.test(portal.trinh_tu_thuc_hien) || /cấp huyện/iu.test(agency ?? ""))
    warnings.push("còn nhắc cấp huyện, đã bỏ từ 01/7/2025");
  if (FORMER_MINISTRIES.test(decision)) warnings.push("quyết định công bố là của bộ, ngành đã sáp nhập");
  if (!/^https?:\/\//u.test(portal.detail_url.trim())) warnings.push("không có địa chỉ trang trên Cổng");
  return {
    title: officialLine(portal.ten_thu_tuc),
    sector: officialLine(portal.linh_vuc) || UNKNOWN_SECTOR,
    levels: [...new Set(levels)],
    agency: agency ?? "",
    competent: competent ?? "",
    applicants: officialLine(portal.doi_tuong_thuc_hien),
    decision,
    url: officialLine(portal.detail_url),
    scope: bodySlug(portal.bo_nganh),
    isOnline: portal.cach_thuc_thuc_hien.includes("Trực tuyến"),
    texts: {
      steps: draftText(steps),
      "required-documents": draftText(documents ?? ""),
      applicants: listOf(portal.doi_tuong_thuc_hien),
      conditions: draftText(portal.yeu_cau_dieu_kien),
      result: draftText(result ?? ""),
      "legal-basis": draftText(laws ?? ""),
    },
    warnings,
  };
}

/** Undefined for a piece of a sentence: the export has looked for the heading within the text. */
function agencyOf(text: string): string | undefined {
  const line = officialLine(text);
  return /^\p{Ll}/u.test(line) ? undefined : line;
}

/** “Cán bộ, công chức, Hợp tác xã (a, b)” as bullets: a name begins with a capital, and brackets belong to it. */
function listOf(text: string): string {
  return officialLine(text)
    .split(/,\s*(?=\p{Lu})(?![^(]*\))/u)
    .filter((name) => name.trim())
    .map((name) => `- ${name.trim()}`)
    .join("\n");
}

/** Several codes with one name and the very same steps: the portal showed one page for all of them. */
function refuseCopies(records: readonly ImportRecord[]): { kept: ImportRecord[]; refused: RefusedRow[] } {
  const groups = new Map<string, ImportRecord[]>();
  const groupOf = ({ title, texts }: ImportRecord) => `${plainWords(title)}\n${texts.steps}`;
  for (const record of records) {
    if (!record.texts.steps) continue;
    const group = groups.get(groupOf(record)) ?? [];
    groups.set(groupOf(record), [...group, record]);
  }
  const copies = [...groups.values()].filter((group) => group.length > 1);
  const copied = new Set(copies.flat());
  const refused = copies.flatMap((group) =>
    group.map(({ place, code }): RefusedRow => {
      const others = group.filter((other) => other.code !== code).map((other) => other.code);
      return {
        place,
        code,
        reason: `cùng tên và cùng trình tự với ${others.join(", ")}: có thể Cổng hiện trang của thủ tục khác; xin xem trên Cổng`,
      };
    }),
  );
  return { kept: records.filter((record) => !copied.has(record)), refused };
}
