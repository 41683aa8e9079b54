/** `hoidap knowledge stale`: the list as an officer reads it, and as a sheet. */
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { formatDay } from "../../core/knowledge/index.ts";
import { BYTE_ORDER_MARK, csvLine } from "../handover/guarded-text.ts";
import { libraryText } from "../handover/xlsx-text.ts";
import type { StaleEntry } from "./rank-stale.ts";

export interface ShownStale {
  readonly all: readonly StaleEntry[];
  readonly limit: number;
  readonly fileOf: (id: string) => string;
  /** There is a log of what was asked. */
  readonly knowsAsked: boolean;
}

export function showStale(
  { all, limit, fileOf, knowsAsked }: ShownStale,
  print: (line: string) => void,
): void {
  if (!knowsAsked)
    print("Chưa có nhật ký lượt hỏi trên máy này: xếp theo rủi ro, chưa tính dân hỏi nhiều hay ít.\n");
  for (const [at, entry] of all.slice(0, limit).entries()) {
    print(`${String(at + 1).padStart(3)}. [${entry.score} điểm] ${entry.title} · ${entry.sector}`);
    for (const reason of entry.reasons) print(`       - ${reason}`);
    print(`       tệp: ${fileOf(entry.id)} (đối chiếu ${formatDay(entry.verifiedOn)})`);
    print(`       mở nguồn: ${entry.sourceUrl ?? `${entry.source} (mục chưa ghi liên kết)`}`);
  }
  if (all.length === 0) print("Không có mục nào cần đối chiếu lại.");
  else if (all.length > limit)
    print(
      `… và ${all.length - limit} mục nữa. Thêm --limit ${all.length} để xem hết, --csv <tệp> để ghi ra bảng.`,
    );
  if (all.length > 0)
    print("Đối chiếu xong thì sửa con số nếu đổi, sửa verifiedOn thành hôm nay, rồi chạy check.");
}

const COLUMNS: readonly (readonly [
  heading: string,
  width: number,
  value: (row: StaleEntry, file: string) => string,
])[] = [
  ["Điểm", 8, (row) => String(row.score)],
  ["Mã", 16, (row) => row.id],
  ["Tên", 50, (row) => row.title],
  ["Lĩnh vực", 20, (row) => row.sector],
  ["Rủi ro", 8, (row) => row.risk ?? ""],
  ["Đối chiếu lần cuối", 14, (row) => formatDay(row.verifiedOn)],
  ["Lượt hỏi", 10, (row) => (row.asked === undefined ? "" : String(row.asked))],
  ["Vì sao", 70, (row) => row.reasons.join("; ")],
  ["Nguồn", 50, (row) => row.source],
  ["Liên kết", 50, (row) => row.sourceUrl ?? ""],
  ["Tệp", 45, (_, file) => file],
  ["Người đối chiếu", 18, () => ""],
  ["Ngày đối chiếu", 14, () => ""],
];

export function staleCsv(rows: readonly StaleEntry[], fileOf: (id: string) => string): string {
  const lines = [
    COLUMNS.map(([heading]) => heading),
    ...rows.map((row) => COLUMNS.map(([, , value]) => value(row, fileOf(row.id)))),
  ];
  return BYTE_ORDER_MARK + lines.map(csvLine).join("");
}

export async function staleWorkbook(
  rows: readonly StaleEntry[],
  fileOf: (id: string) => string,
): Promise<Uint8Array> {
  const data: SheetData = [
    COLUMNS.map(([value]) => ({ value, fontWeight: "bold" as const })),
    ...rows.map((row) =>
      COLUMNS.map(([heading, , value]) => {
        const text = value(row, fileOf(row.id));
        if (heading === "Điểm" || (heading === "Lượt hỏi" && text))
          return { value: Number(text), type: Number };
        return { value: libraryText(text), type: String, wrap: true };
      }),
    ),
  ];
  const columns = COLUMNS.map(([, width]) => ({ width }));
  return writeExcelFile(data, { sheet: "Cần đối chiếu", stickyRowsCount: 1, columns }).toBuffer();
}
